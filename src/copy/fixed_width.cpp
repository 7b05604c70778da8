#include "copy/fixed_width.h"

#include <charconv>

#include "base/error.h"
#include "copy/load_codes.h"

namespace blueshift::copy {

namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Takes `width` characters, or those that there are, off the front of `rest`.
std::string_view take_characters(std::string_view& rest, std::size_t width) {
    std::size_t size = 0;
    for (std::size_t characters = 0; size < rest.size(); ++size) {
        if (!is_continuation(rest[size]) && ++characters > width) break;
    }
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
}

std::string_view without_trailing_blanks(std::string_view text) {
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace

std::vector<std::size_t> parse_fixed_width(std::string_view spec, Span span) {
    std::vector<std::size_t> widths;
    while (true) {
        const std::string_view item = spec.substr(0, spec.find(','));
        const std::size_t colon = item.find(':');
        std::string_view digits = colon == std::string_view::npos ? std::string_view() : item.substr(colon + 1);
        while (!digits.empty() && std::isspace(static_cast<unsigned char>(digits.front()))) digits.remove_prefix(1);
        while (!digits.empty() && std::isspace(static_cast<unsigned char>(digits.back()))) digits.remove_suffix(1);
        std::size_t width = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), width);
        if (error != std::errc() || end != digits.data() + digits.size() || width == 0) {
            throw Error(Code::invalid_parameter_value, "invalid fixed width specification: \"{}\"", item)
                .detail("It consists of label:width pairs that are separated by commas.")
                .at(span);
        }
        widths.push_back(width);
        if (item.size() == spec.size()) return widths;
        spec.remove_prefix(item.size() + 1);
    }
}

FixedWidthReader::FixedWidthReader(std::unique_ptr<ByteStream> bytes, const LoadOptions& options)
    : bytes_(std::move(bytes)), options_(options) {
    bytes_.skip_lines(options_.header_lines);
}

bool FixedWidthReader::next(Record& record) {
    record = Record{};
    record.line_number = bytes_.line_number();
    if (bytes_.peek() < 0) return false;
    while (!bytes_.at_line_end()) {
        if (record.raw.size() == kRecordBytesMax) {
            throw Error(Code::bad_copy_file_format, "a record is larger than {} bytes", kRecordBytesMax);
        }
        record.raw += static_cast<char>(bytes_.peek());
        bytes_.skip();
    }
    bytes_.skip_line_end();
    std::string_view rest = record.raw;
    for (const std::size_t width : options_.widths) {
        // A line may end before its last fields do, and leaves out those that it does not reach.
        if (rest.empty() && !record.fields.empty()) break;
        const std::string_view text = take_characters(rest, width);
        record.fields.push_back({std::string(text), text == options_.null_text || without_trailing_blanks(text) == options_.null_text});
    }
    if (!without_trailing_blanks(rest).empty()) {
        record.problem = "Invalid input line: longer than the fixed widths";
        record.problem_code = load_code::kInvalidLine;
    }
    return true;
}

}  // namespace blueshift::copy
