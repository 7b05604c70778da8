#include "copy/row_writer.h"

namespace blueshift::copy {

RowWriter::RowWriter(std::vector<Type> types, const UnloadOptions& options, const TextSettings& settings)
    : types_(std::move(types)), options_(options), settings_(settings) {
    for (const Type& type : types_) appenders_.push_back(append_function(type.id));
}

void RowWriter::append_header(std::string& out, const std::vector<std::string>& names) const {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out += options_.delimiter;
        append_field(out, names[i], true);
    }
    out += '\n';
}

void RowWriter::append_row(std::string& out, const Batch& batch, std::size_t row) {
    for (std::size_t i = 0; i < types_.size(); ++i) {
        if (i > 0) out += options_.delimiter;
        if (batch.columns[i].is_null(row)) {
            out += options_.null_text;
            continue;
        }
        field_.clear();
        appenders_[i](field_, batch.columns[i], row, types_[i], settings_);
        append_field(out, field_, is_string(types_[i].id) || types_[i].id == TypeId::super);
    }
    out += '\n';
}

void RowWriter::append_field(std::string& out, std::string_view text, bool is_text) const {
    const auto has = [&](char c) { return text.find(c) != std::string_view::npos; };
    if (options_.format == sql::CopyFormat::csv) {
        if (!has(options_.delimiter) && !has('"') && !has('\n') && !has('\r')) {
            out += text;
            return;
        }
        out += '"';
        for (const char c : text) {
            if (c == '"') out += c;
            out += c;
        }
        out += '"';
        return;
    }
    if (options_.add_quotes) out += '"';
    for (const char c : text) {
        const bool quote = options_.add_quotes && (c == '"' || c == '\'');
        const bool special = c == '\n' || c == '\r' || c == '\\' || c == options_.delimiter || quote;
        if (options_.escape && is_text && special) out += '\\';
        out += c;
    }
    if (options_.add_quotes) out += '"';
}

}  // namespace blueshift::copy
