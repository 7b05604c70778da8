#include "copy/record_reader.h"

#include "base/error.h"
#include "copy/load_codes.h"

namespace blueshift::copy {

namespace {

constexpr std::string_view kEscapedNull = "\\N";

void fail(Record& record, const char* problem) {
    record.problem = problem;
    record.problem_code = load_code::kInvalidLine;
}

}  // namespace

RecordReader::RecordReader(std::unique_ptr<ByteStream> bytes, const LoadOptions& options)
    : bytes_(std::move(bytes)), options_(options) {
    bytes_.skip_lines(options_.header_lines);
}

void RecordReader::take(Record& record) {
    const int byte = bytes_.peek();
    if (byte < 0) return;
    if (record.raw.size() == kRecordBytesMax) {
        throw Error(Code::bad_copy_file_format, "a record is larger than {} bytes", kRecordBytesMax)
            .detail(fmt::format("It starts at line {}.", record.line_number));
    }
    record.raw += static_cast<char>(byte);
    bytes_.skip();
}

bool RecordReader::matches_null(std::string_view text) const { return text == options_.null_text; }

void RecordReader::read_plain_field(Record& record, Field& field) {
    const std::size_t begin = record.raw.size();
    while (!bytes_.at_line_end() && bytes_.peek() != options_.delimiter) {
        if (options_.escape && bytes_.peek() == '\\') {
            take(record);
            if (bytes_.peek() < 0) return fail(record, "Missing data after the escape character");
        }
        field.text += static_cast<char>(bytes_.peek());
        take(record);
    }
    const std::string_view raw = std::string_view(record.raw).substr(begin);
    const bool escaped_null = matches_null(raw) || raw == kEscapedNull || raw == "\\\\N";
    field.is_null = matches_null(field.text) || (options_.escape && escaped_null);
    if (options_.remove_quotes) remove_quotes(record, field);
}

void RecordReader::remove_quotes(Record& record, Field& field) const {
    std::string& text = field.text;
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) return;
    if (text.size() < 2 || text.back() != text.front()) return fail(record, "Delimited value missing end quote");
    text = text.substr(1, text.size() - 2);
}

void RecordReader::take_blanks(Record& record) {
    while (bytes_.peek() == ' ' && options_.delimiter != ' ') take(record);
}

bool RecordReader::take_blanks_before_quote(Record& record, Field& field) {
    const std::size_t begin = record.raw.size();
    take_blanks(record);
    if (bytes_.peek() == options_.quote) return true;
    // They belong to a field without quotes.
    field.text = record.raw.substr(begin);
    return false;
}

void RecordReader::read_quoted_field(Record& record, Field& field) {
    take(record);
    while (true) {
        if (bytes_.peek() < 0) return fail(record, "Delimited value missing end quote");
        if (bytes_.peek() == options_.quote) {
            take(record);
            if (bytes_.peek() != options_.quote) break;
        }
        field.text += static_cast<char>(bytes_.peek());
        take(record);
    }
    take_blanks(record);
    if (bytes_.at_line_end() || bytes_.peek() == options_.delimiter) {
        field.is_null = matches_null(field.text);
        return;
    }
    fail(record, "Invalid quote formatting for CSV");
    while (!bytes_.at_line_end()) take(record);
}

bool RecordReader::next(Record& record) {
    record = Record{};
    record.line_number = bytes_.line_number();
    if (bytes_.peek() < 0) return false;
    const bool csv = options_.format == sql::CopyFormat::csv;
    while (true) {
        Field& field = record.fields.emplace_back();
        if (csv && take_blanks_before_quote(record, field)) {
            read_quoted_field(record, field);
        } else {
            read_plain_field(record, field);
        }
        if (bytes_.peek() != options_.delimiter || bytes_.peek() < 0) break;
        take(record);
    }
    bytes_.skip_line_end();
    return true;
}

}  // namespace blueshift::copy
