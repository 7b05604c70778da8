#include "copy/record_reader.h"

#include "base/error.h"

namespace blueshift::copy {

namespace {

constexpr std::string_view kEscapedNull = "\\N";

}  // namespace

RecordReader::RecordReader(std::unique_ptr<ByteStream> bytes, const LoadOptions& options)
    : bytes_(std::move(bytes)), options_(options) {
    for (std::int64_t line = 0; line < options_.header_lines && peek() >= 0; ++line) {
        while (!at_line_end()) ++position_;
        take_line_end();
    }
}

int RecordReader::peek() {
    if (position_ == block_.size() && !ended_) {
        block_ = bytes_->next();
        position_ = 0;
        ended_ = block_.empty();
    }
    return ended_ ? -1 : static_cast<unsigned char>(block_[position_]);
}

void RecordReader::take(Record& record) {
    const int byte = peek();
    if (byte < 0) return;
    if (record.raw.size() == kRecordBytesMax) {
        throw Error(Code::bad_copy_file_format, "a record is larger than {} bytes", kRecordBytesMax)
            .detail(fmt::format("It starts at line {}.", record.line_number));
    }
    record.raw += static_cast<char>(byte);
    if (byte == '\n') ++line_number_;
    ++position_;
}

bool RecordReader::at_line_end() {
    const int byte = peek();
    return byte < 0 || byte == '\n' || byte == '\r';
}

void RecordReader::take_line_end() {
    if (peek() < 0) return;
    const bool carriage_return = peek() == '\r';
    ++position_;
    if (carriage_return && peek() == '\n') ++position_;
    ++line_number_;
}

void RecordReader::read_plain_field(Record& record, Field& field) {
    const std::size_t begin = record.raw.size();
    while (!at_line_end() && peek() != options_.delimiter) {
        if (options_.escape && peek() == '\\') {
            take(record);
            if (peek() < 0) {
                record.problem = "Missing data after the escape character";
                return;
            }
        }
        field.text += static_cast<char>(peek());
        take(record);
    }
    const std::string_view raw = std::string_view(record.raw).substr(begin);
    const bool escaped_null = options_.escape && (raw == kEscapedNull || raw == "\\\\N");
    field.is_null = raw == options_.null_text || field.text == options_.null_text || escaped_null;
    if (options_.remove_quotes) remove_quotes(record, field);
}

void RecordReader::remove_quotes(Record& record, Field& field) const {
    std::string& text = field.text;
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) return;
    if (text.size() < 2 || text.back() != text.front()) {
        record.problem = "Delimited value missing end quote";
        return;
    }
    text = text.substr(1, text.size() - 2);
}

void RecordReader::read_quoted_field(Record& record, Field& field) {
    take(record);
    while (true) {
        if (peek() < 0) {
            record.problem = "Delimited value missing end quote";
            return;
        }
        if (peek() == options_.quote) {
            take(record);
            if (peek() != options_.quote) break;
        }
        field.text += static_cast<char>(peek());
        take(record);
    }
    if (at_line_end() || peek() == options_.delimiter) {
        field.is_null = field.text == options_.null_text;
        return;
    }
    record.problem = "Invalid quote formatting for CSV";
    while (!at_line_end()) take(record);
}

bool RecordReader::next(Record& record) {
    record = Record{};
    record.line_number = line_number_;
    if (peek() < 0) return false;
    const bool csv = options_.format == sql::CopyFormat::csv;
    while (true) {
        Field& field = record.fields.emplace_back();
        if (csv && peek() == options_.quote) {
            read_quoted_field(record, field);
        } else {
            read_plain_field(record, field);
        }
        if (peek() != options_.delimiter || peek() < 0) break;
        take(record);
    }
    take_line_end();
    return true;
}

}  // namespace blueshift::copy
