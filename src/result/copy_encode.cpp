#include "result/copy_encode.h"

#include <algorithm>

#include "result/wire_bytes.h"
#include "types/text_scan.h"

namespace blueshift::result {

namespace {

/// Bytes that the text format writes as a backslash and a letter.
struct Escape {
    char byte;
    char letter;
};
constexpr Escape kEscapes[] = {{'\b', 'b'}, {'\f', 'f'}, {'\n', 'n'},
                               {'\r', 'r'}, {'\t', 't'}, {'\v', 'v'}};

char escape_letter(char byte) {
    const auto* row = std::ranges::find(kEscapes, byte, &Escape::byte);
    return row == std::end(kEscapes) ? byte : row->letter;
}

/// True for types whose texts are made of letters, digits and a few signs.
bool has_plain_texts(TypeId id) {
    return std::string_view("BNDT").find(type_info(id).category) != std::string_view::npos;
}

bool may_be_in_plain_text(char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view("+-.: ").find(c) != std::string_view::npos;
}

}  // namespace

CopyEncoder::CopyEncoder(std::span<const Type> types, std::vector<std::string> names,
                         CopyOptions options, TextSettings settings)
    : types_(types.begin(), types.end()),
      names_(std::move(names)),
      options_(std::move(options)),
      settings_(std::move(settings)),
      tuples_(types, std::vector(types.size(), Format::binary), 0, settings_) {
    const bool plain =
        !may_be_in_plain_text(options_.delimiter) &&
        (options_.format != CopyFormat::csv || !may_be_in_plain_text(options_.quote));
    for (const Type type : types_) {
        append_.push_back(append_function(type.id));
        plain_.push_back(plain && has_plain_texts(type.id));
    }
    const auto mark = [&](char c) { special_[static_cast<unsigned char>(c)] = true; };
    mark(options_.delimiter);
    if (options_.format == CopyFormat::csv) {
        for (const char c : {options_.quote, '\n', '\r'})
            mark(c);
    } else {
        mark('\\');
        for (const Escape& escape : kEscapes)
            mark(escape.byte);
    }
}

void CopyEncoder::begin(std::string& out) const {
    if (options_.format == CopyFormat::binary) {
        out.append("PGCOPY\n\377\r\n\0", 11);
        append_big_endian(out, std::int32_t{0});  // flags
        append_big_endian(out, std::int32_t{0});  // length of the header's extension
        return;
    }
    if (!options_.header) return;
    for (std::size_t index = 0; index < names_.size(); ++index) {
        if (index > 0) out.push_back(options_.delimiter);
        const std::size_t start = out.size();
        out += names_[index];
        if (options_.format == CopyFormat::csv && needs_quotes(names_[index], false))
            quote_field(out, start);
    }
    out.push_back('\n');
}

void CopyEncoder::append_row(std::string& out, const Batch& batch, std::size_t row) const {
    switch (options_.format) {
        case CopyFormat::text:
            return append_text_line(out, batch, row);
        case CopyFormat::csv:
            return append_csv_line(out, batch, row);
        case CopyFormat::binary:
            return tuples_.append_tuple(out, batch, row);
    }
}

void CopyEncoder::end(std::string& out) const {
    if (options_.format == CopyFormat::binary) append_big_endian(out, std::int16_t{-1});
}

void CopyEncoder::append_text_line(std::string& out, const Batch& batch, std::size_t row) const {
    for (std::size_t index = 0; index < types_.size(); ++index) {
        if (index > 0) out.push_back(options_.delimiter);
        const Column& column = batch.columns[index];
        if (column.is_null(row)) {
            out += options_.null_text;
            continue;
        }
        const std::size_t start = out.size();
        append_[index](out, column, row, types_[index], settings_);
        if (!plain_[index]) escape_field(out, start);
    }
    out.push_back('\n');
}

void CopyEncoder::append_csv_line(std::string& out, const Batch& batch, std::size_t row) const {
    for (std::size_t index = 0; index < types_.size(); ++index) {
        if (index > 0) out.push_back(options_.delimiter);
        const Column& column = batch.columns[index];
        if (column.is_null(row)) {
            out += options_.null_text;
            continue;
        }
        const std::size_t start = out.size();
        append_[index](out, column, row, types_[index], settings_);
        const bool forced = index < options_.force_quote.size() && options_.force_quote[index];
        if (forced || needs_quotes(std::string_view(out).substr(start), plain_[index]))
            quote_field(out, start);
    }
    out.push_back('\n');
}

bool CopyEncoder::has_special(std::string_view text) const {
    return std::ranges::any_of(text,
                               [&](char c) { return special_[static_cast<unsigned char>(c)]; });
}

void CopyEncoder::escape_field(std::string& out, std::size_t start) const {
    if (!has_special(std::string_view(out).substr(start))) return;
    const std::string plain = out.substr(start);
    out.resize(start);
    for (const char c : plain) {
        if (!special_[static_cast<unsigned char>(c)]) {
            out.push_back(c);
        } else {
            out.push_back('\\');
            out.push_back(escape_letter(c));
        }
    }
}

bool CopyEncoder::needs_quotes(std::string_view field, bool plain) const {
    // `\.` alone on a line would end the data.
    return field == options_.null_text || field == "\\." || (!plain && has_special(field));
}

void CopyEncoder::quote_field(std::string& out, std::size_t start) const {
    const std::string plain = out.substr(start);
    out.resize(start);
    out.push_back(options_.quote);
    for (const char c : plain) {
        if (c == options_.quote || c == options_.escape) out.push_back(options_.escape);
        out.push_back(c);
    }
    out.push_back(options_.quote);
}

}  // namespace blueshift::result
