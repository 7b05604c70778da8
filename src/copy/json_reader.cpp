#include "copy/json_reader.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "copy/load_codes.h"
#include "copy/text_check.h"

namespace blueshift::copy {

namespace {

bool is_blank(int byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }

void fail(Record& record, int code, std::string problem) {
    record.problem = std::move(problem);
    record.problem_code = code;
}

}  // namespace

JsonReader::JsonReader(std::unique_ptr<ByteStream> bytes, const LoadOptions& options, const JsonMapping& mapping)
    : bytes_(std::move(bytes)), options_(options), mapping_(mapping) {
    bytes_.skip_lines(options.header_lines);
}

void JsonReader::take(Record& record) {
    if (record.raw.size() == kRecordBytesMax) {
        throw Error(Code::bad_copy_file_format, "JSON object size exceeds the limit of {} bytes", kRecordBytesMax)
            .detail(fmt::format("It ends at line {} or behind it.", bytes_.line_number()));
    }
    record.raw += static_cast<char>(bytes_.peek());
    bytes_.skip();
}

void JsonReader::read_value(Record& record) {
    bool in_string = false;
    for (int depth = 0; bytes_.peek() >= 0;) {
        const int c = bytes_.peek();
        take(record);
        if (in_string) {
            if (c == '\\' && bytes_.peek() >= 0) take(record);
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return;
        }
    }
    fail(record, load_code::kInvalidLine, "Missing data: the file ends within a JSON object");
}

void JsonReader::read_noise(Record& record) {
    while (bytes_.peek() >= 0 && !is_blank(bytes_.peek()) && bytes_.peek() != '{' && bytes_.peek() != '[') take(record);
    fail(record, load_code::kInvalidLine, "Invalid value.");
}

bool JsonReader::next(Record& record) {
    record = Record{};
    while (is_blank(bytes_.peek())) bytes_.skip();
    if (bytes_.peek() < 0) return false;
    const bool is_value = bytes_.peek() == '{' || bytes_.peek() == '[';
    if (is_value) {
        read_value(record);
    } else {
        read_noise(record);
    }
    // The documented line of a bad object is its last one.
    record.line_number = bytes_.line_number();
    if (!record.problem.empty()) return true;
    std::string text = options_.invalid_replacement ? replace_bad_sequences(record.raw, *options_.invalid_replacement) : record.raw;
    if (const auto bad = find_bad_sequence(text)) {
        fail(record, load_code::kCharacters, bad_sequence_reason(text, *bad));
    } else if (!nlohmann::json::accept(text)) {
        fail(record, load_code::kInvalidLine, "Invalid JSON format");
    } else if (text.front() == '[' && !mapping_.takes_arrays()) {
        fail(record, load_code::kInvalidLine, "Invalid JSON format: an array needs a JSONPaths file");
    } else {
        mapping_.apply(text, record);
    }
    return true;
}

}  // namespace blueshift::copy
