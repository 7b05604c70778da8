#include "copy/row_writer.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"

namespace blueshift::copy {

namespace {

/// What all formats need: columns with the functions that show their values.
class TextWriter : public RowWriter {
public:
    TextWriter(std::vector<UnloadColumn> columns, const UnloadOptions& options, const TextSettings& settings)
        : columns_(std::move(columns)), options_(options), settings_(settings) {
        for (const UnloadColumn& column : columns_) appenders_.push_back(append_function(column.type.id));
    }

protected:
    /// Replaces `text` by the value of column `i`, which is not NULL.
    void show(std::string& text, const Batch& batch, std::size_t row, std::size_t i) const {
        text.clear();
        appenders_[i](text, batch.columns[columns_[i].index], row, columns_[i].type, settings_);
    }
    bool is_null(const Batch& batch, std::size_t row, std::size_t i) const { return batch.columns[columns_[i].index].is_null(row); }

    std::vector<UnloadColumn> columns_;
    std::vector<AppendText> appenders_;
    const UnloadOptions& options_;
    const TextSettings& settings_;
    std::string field_;
};

class CsvWriter : public TextWriter {
public:
    using TextWriter::TextWriter;

    void append_header(std::string& out) const override {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i > 0) out += options_.delimiter;
            append_field(out, columns_[i].name);
        }
        out += '\n';
    }

    void append_row(std::string& out, const Batch& batch, std::size_t row) override {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i > 0) out += options_.delimiter;
            if (is_null(batch, row, i)) {
                out += columns_[i].type.id == TypeId::super ? "null" : options_.null_text;
                continue;
            }
            show(field_, batch, row, i);
            append_field(out, field_);
        }
        out += '\n';
    }

private:
    void append_field(std::string& out, std::string_view text) const {
        const char special[] = {options_.delimiter, '"', '\n', '\r'};
        const bool quote = text.find_first_of(std::string_view(special, sizeof special)) != std::string_view::npos;
        if (!quote) {
            out += text;
            return;
        }
        out += '"';
        for (const char c : text) {
            if (c == '"') out += c;
            out += c;
        }
        out += '"';
    }
};

class DelimitedWriter : public TextWriter {
public:
    using TextWriter::TextWriter;

    void append_header(std::string& out) const override {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i > 0) out += options_.delimiter;
            append_field(out, columns_[i].name, true);
        }
        out += '\n';
    }

    void append_row(std::string& out, const Batch& batch, std::size_t row) override {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i > 0) out += options_.delimiter;
            const bool super = columns_[i].type.id == TypeId::super;
            if (is_null(batch, row, i)) {
                out += super ? "null" : options_.null_text;
                continue;
            }
            show(field_, batch, row, i);
            append_field(out, field_, super || is_string(columns_[i].type.id));
        }
        out += '\n';
    }

private:
    void append_field(std::string& out, std::string_view text, bool is_text) const {
        if (options_.add_quotes) out += '"';
        for (const char c : text) {
            const bool quote = options_.add_quotes && (c == '"' || c == '\'');
            const bool special = c == '\n' || c == '\r' || c == '\\' || c == options_.delimiter || quote;
            if (options_.escape && is_text && special) out += '\\';
            out += c;
        }
        if (options_.add_quotes) out += '"';
    }
};

class FixedWidthWriter : public TextWriter {
public:
    FixedWidthWriter(std::vector<UnloadColumn> columns, const UnloadOptions& options, const TextSettings& settings)
        : TextWriter(std::move(columns), options, settings) {
        if (columns_.size() != options.widths.size()) {
            throw Error(Code::invalid_parameter_value, "FIXEDWIDTH gives {} widths, but the query has {} columns",
                        options.widths.size(), columns_.size());
        }
        for (const UnloadColumn& column : columns_) {
            if (column.type.id != TypeId::varbyte && column.type.id != TypeId::super) continue;
            throw Error(Code::feature_not_supported, "UNLOAD with FIXEDWIDTH does not support type {}", format_type(column.type))
                .detail(fmt::format("Column \"{}\".", column.name));
        }
    }

    void append_header(std::string&) const override {}

    void append_row(std::string& out, const Batch& batch, std::size_t row) override {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const bool is_text = is_string(columns_[i].type.id);
            if (is_null(batch, row, i)) {
                field_ = options_.null_text;
                // A marker that does not fit is left out where blanks mean NULL anyway.
                if (field_.size() > options_.widths[i] && !is_text) field_.clear();
            } else {
                show(field_, batch, row, i);
                if (is_text) truncate(field_, options_.widths[i]);
            }
            append_padded(out, i);
        }
        out += '\n';
    }

private:
    static bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
    static std::size_t characters(std::string_view text) {
        return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
    }
    static void truncate(std::string& text, std::size_t width) {
        std::size_t size = 0;
        for (std::size_t count = 0; size < text.size(); ++size) {
            if (!is_continuation(text[size]) && ++count > width) break;
        }
        text.resize(size);
    }

    void append_padded(std::string& out, std::size_t i) const {
        const std::size_t width = options_.widths[i];
        const std::size_t size = characters(field_);
        if (size > width) {
            throw Error(Code::string_data_right_truncation, "value too long for the fixed width {} of column \"{}\"", width,
                        columns_[i].name);
        }
        out += field_;
        out.append(width - size, ' ');
    }
};

class JsonWriter : public TextWriter {
public:
    JsonWriter(std::vector<UnloadColumn> columns, const UnloadOptions& options, const TextSettings& settings)
        : TextWriter(std::move(columns), options, settings) {
        std::set<std::string> names;
        for (const UnloadColumn& column : columns_) {
            if (!names.insert(column.name).second) {
                throw Error(Code::duplicate_column, "UNLOAD with JSON needs unique column names: \"{}\" comes twice", column.name);
            }
            keys_.push_back((keys_.empty() ? "{" : ",") + nlohmann::json(column.name).dump() + ":");
        }
    }

    void append_header(std::string&) const override {}

    void append_row(std::string& out, const Batch& batch, std::size_t row) override {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            out += keys_[i];
            if (is_null(batch, row, i)) {
                out += "null";
                continue;
            }
            show(field_, batch, row, i);
            if (stands_for_itself(columns_[i].type.id)) {
                out += field_;
            } else {
                append_string(out);
            }
        }
        out += "}\n";
    }

private:
    /// Numbers and SUPER. Floating point has values that are no JSON.
    bool stands_for_itself(TypeId type) const {
        switch (type) {
            case TypeId::smallint: case TypeId::integer: case TypeId::bigint: case TypeId::decimal: case TypeId::super: return true;
            case TypeId::real: case TypeId::double_: return field_.find_first_of("nN") == std::string::npos;
            default: return false;
        }
    }

    void append_string(std::string& out) const {
        const bool plain = std::none_of(field_.begin(), field_.end(),
                                        [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' '; });
        if (plain) {
            out += '"';
            out += field_;
            out += '"';
        } else {
            out += nlohmann::json(field_).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        }
    }

    std::vector<std::string> keys_;  ///< with what stands before and behind them
};

}  // namespace

std::unique_ptr<RowWriter> make_row_writer(std::vector<UnloadColumn> columns, const UnloadOptions& options,
                                           const TextSettings& settings) {
    switch (options.format) {
        case sql::CopyFormat::csv: return std::make_unique<CsvWriter>(std::move(columns), options, settings);
        case sql::CopyFormat::fixed_width: return std::make_unique<FixedWidthWriter>(std::move(columns), options, settings);
        case sql::CopyFormat::json: return std::make_unique<JsonWriter>(std::move(columns), options, settings);
        default: return std::make_unique<DelimitedWriter>(std::move(columns), options, settings);
    }
}

}  // namespace blueshift::copy
