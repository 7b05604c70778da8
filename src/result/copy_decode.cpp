#include "result/copy_decode.h"

#include <algorithm>

#include "base/error.h"
#include "types/text_scan.h"
#include "types/utf8.h"

namespace blueshift::result {

namespace {

constexpr std::size_t kLineBytesMax = std::size_t{256} * 1024 * 1024;
constexpr std::string_view kEndOfData = "\\.";

int digit_value(char c, int base) {
    const char lower = to_lower(c);
    const int value = is_digit(c)                    ? c - '0'
                      : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                                     : base;
    return value < base ? value : -1;
}

/// Up to `count_max` digits at `index`, which moves behind them.
char take_byte(std::string_view text, std::size_t& index, int base, int count_max) {
    int value = 0;
    for (int count = 0; count < count_max && index < text.size(); ++count, ++index) {
        const int digit = digit_value(text[index], base);
        if (digit < 0) break;
        value = value * base + digit;
    }
    return static_cast<char>(value);
}

/// A field of the text format with its backslash sequences replaced.
std::string unescape(std::string_view field) {
    std::string text;
    text.reserve(field.size());
    for (std::size_t index = 0; index < field.size();) {
        char c = field[index++];
        if (c == '\\' && index < field.size()) {
            c = field[index++];
            switch (c) {
                case 'b':
                    c = '\b';
                    break;
                case 'f':
                    c = '\f';
                    break;
                case 'n':
                    c = '\n';
                    break;
                case 'r':
                    c = '\r';
                    break;
                case 't':
                    c = '\t';
                    break;
                case 'v':
                    c = '\v';
                    break;
                case 'x':
                    if (index < field.size() && digit_value(field[index], 16) >= 0)
                        c = take_byte(field, index, 16, 2);
                    break;
                default:
                    if (digit_value(c, 8) >= 0) c = take_byte(field, --index, 8, 3);
            }
        }
        text.push_back(c);
    }
    return text;
}

}  // namespace

CopyDecoder::CopyDecoder(CopyOptions options, std::vector<std::string> names)
    : options_(std::move(options)), names_(std::move(names)), skip_header_(options_.header) {
    BLUESHIFT_ASSERT(options_.format != CopyFormat::binary);
}

void CopyDecoder::push(std::string_view bytes) {
    // What has been read is dropped when it is most of the buffer, so that each byte moves once at
    // most on average.
    if (line_start_ > buffer_.size() / 2) {
        buffer_.erase(0, line_start_);
        scanned_ -= line_start_;
        line_start_ = 0;
    }
    if (!ended_) buffer_.append(bytes);
}

bool CopyDecoder::next(Row& row) {
    while (true) {
        const auto line = take_line();
        if (!line) return false;
        if (skip_header_) {
            skip_header_ = false;
            continue;
        }
        if (*line == kEndOfData) {
            ended_ = true;
            return false;
        }
        check_utf8(*line);
        row.clear();
        if (options_.format == CopyFormat::csv) {
            read_csv_fields(*line, row);
        } else {
            read_text_fields(*line, row);
        }
        if (row.size() < names_.size()) {
            throw Error(Code::bad_copy_file_format, "missing data for column \"{}\"",
                        names_[row.size()]);
        }
        if (row.size() > names_.size()) {
            throw Error(Code::bad_copy_file_format, "extra data after last expected column");
        }
        return true;
    }
}

std::optional<std::string_view> CopyDecoder::take_line() {
    if (ended_) return std::nullopt;
    std::size_t end = 0;
    std::size_t next_start = 0;
    if (!scan_line_end(end, next_start)) {
        if (scanned_ - line_start_ > kLineBytesMax) {
            throw Error(Code::program_limit_exceeded, "COPY line exceeds {} bytes", kLineBytesMax);
        }
        if (!finished_ || line_start_ == buffer_.size()) return std::nullopt;
        if (in_quotes_) throw Error(Code::bad_copy_file_format, "unterminated CSV quoted field");
        end = next_start = buffer_.size();
    }
    const std::string_view line = std::string_view(buffer_).substr(line_start_, end - line_start_);
    line_start_ = scanned_ = next_start;
    in_quotes_ = escaped_ = false;
    ++line_number_;
    return line;
}

bool CopyDecoder::scan_line_end(std::size_t& end, std::size_t& next_start) {
    for (; scanned_ < buffer_.size(); ++scanned_) {
        const char c = buffer_[scanned_];
        if (in_quotes_ || escaped_ || (c != '\n' && c != '\r')) {
            scan_character(c);
            continue;
        }
        const bool before_newline =
            c == '\r' && scanned_ + 1 < buffer_.size() && buffer_[scanned_ + 1] == '\n';
        if (line_end_ == LineEnd::unknown) {
            // A carriage return at the end of a block may be half of a line end.
            if (c == '\r' && scanned_ + 1 == buffer_.size() && !finished_) return false;
            line_end_ = c == '\n'        ? LineEnd::newline
                        : before_newline ? LineEnd::both
                                         : LineEnd::carriage_return;
        }
        if (line_end_ == LineEnd::both && c == '\r' && scanned_ + 1 == buffer_.size() && !finished_)
            return false;
        const bool matches = line_end_ == LineEnd::both
                                 ? before_newline
                                 : c == (line_end_ == LineEnd::newline ? '\n' : '\r');
        if (!matches) {
            throw Error(Code::bad_copy_file_format, "{} {} found in data",
                        options_.format == CopyFormat::csv ? "unquoted" : "literal",
                        c == '\n' ? "newline" : "carriage return");
        }
        end = scanned_;
        next_start = scanned_ + (line_end_ == LineEnd::both ? 2 : 1);
        return true;
    }
    return false;
}

/// Follows quotes and escapes, which take away the meaning of a line end.
void CopyDecoder::scan_character(char c) {
    if (options_.format == CopyFormat::text) {
        escaped_ = !escaped_ && c == '\\';
        return;
    }
    if (escaped_) {
        escaped_ = false;
    } else if (in_quotes_ && c == options_.escape && options_.escape != options_.quote) {
        escaped_ = true;
    } else if (c == options_.quote) {
        // A quote written twice ends the quotes and begins them again.
        in_quotes_ = !in_quotes_;
    }
}

void CopyDecoder::read_text_fields(std::string_view line, Row& row) const {
    std::size_t start = 0;
    bool has_escapes = false;
    for (std::size_t index = 0; index <= line.size(); ++index) {
        if (index < line.size() && line[index] == '\\') {
            has_escapes = true;
            ++index;
            continue;
        }
        if (index < line.size() && line[index] != options_.delimiter) continue;
        const std::string_view field = line.substr(start, std::min(index, line.size()) - start);
        if (field == options_.null_text) {
            row.emplace_back(std::nullopt);
        } else if (has_escapes) {
            // Octal and hexadecimal escapes can spell anything.
            std::string text = unescape(field);
            check_utf8(text);
            row.emplace_back(std::move(text));
        } else {
            row.emplace_back(field);
        }
        start = index + 1;
        has_escapes = false;
    }
}

void CopyDecoder::read_csv_fields(std::string_view line, Row& row) const {
    for (std::size_t index = 0;;) {
        std::string field;
        bool quoted = false;
        bool in_quotes = false;
        for (; index < line.size() && (in_quotes || line[index] != options_.delimiter); ++index) {
            const char c = line[index];
            const bool escapes_next =
                in_quotes && c == options_.escape && index + 1 < line.size() &&
                (line[index + 1] == options_.quote || line[index + 1] == options_.escape);
            if (escapes_next) {
                field.push_back(line[++index]);
            } else if (c == options_.quote) {
                in_quotes = !in_quotes;
                quoted = true;
            } else {
                field.push_back(c);
            }
        }
        const bool may_be_null = !quoted && !(row.size() < options_.force_not_null.size() &&
                                              options_.force_not_null[row.size()]);
        if (may_be_null && field == options_.null_text) {
            row.emplace_back(std::nullopt);
        } else {
            row.emplace_back(std::move(field));
        }
        if (index == line.size()) return;
        ++index;
    }
}

}  // namespace blueshift::result
