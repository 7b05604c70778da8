#include "copy/line_scan.h"

#include <utility>

namespace blueshift::copy {

LineScan::LineScan(const LoadOptions& options, std::size_t column_count)
    : options_(options), blank_lines_matter_(column_count > 1 && !options.ignore_blank_lines) {}

bool LineScan::pass(std::string_view bytes) {
    const bool csv = options_.format == sql::CopyFormat::csv;
    if (!csv && !after_return_ && bytes.find('\r') == std::string_view::npos) return pass_lines(bytes);
    for (const char c : bytes) {
        if (!pass_byte(c)) return false;
    }
    return true;
}

/// The quick way for text without quotes and carriage returns.
bool LineScan::pass_lines(std::string_view bytes) {
    if (bytes.empty()) return true;
    if (blank_lines_matter_) {
        if (state_ == State::line_start && bytes.front() == '\n') return false;
        if (bytes.find("\n\n") != std::string_view::npos) return false;
    }
    if (bytes.find('\n') != std::string_view::npos) end_line(LineEnd::line_feed);
    if (mixed_) return false;
    state_ = bytes.back() == '\n' ? State::line_start : State::plain;
    return true;
}

bool LineScan::pass_byte(char c) {
    const bool csv = options_.format == sql::CopyFormat::csv;
    const bool quote = csv && c == options_.quote;
    if (std::exchange(after_return_, false)) {
        end_line(c == '\n' ? LineEnd::both : LineEnd::carriage_return);
        if (mixed_) return false;
        if (c == '\n') return true;
    }
    switch (state_) {
        case State::quoted:
            if (quote) state_ = State::quote_in_quoted;
            return true;
        case State::quote_in_quoted:
            if (!quote) return end_field(c) && !mixed_;
            state_ = State::quoted;
            return true;
        case State::line_start:
            if (blank_lines_matter_ && (c == '\n' || c == '\r')) return false;
            [[fallthrough]];
        case State::field_start:
            if (quote) {
                state_ = State::quoted;
                return true;
            }
            [[fallthrough]];
        case State::plain: break;
    }
    if (quote) return false;
    if (!end_field(c)) state_ = State::plain;
    return !mixed_;
}

void LineScan::end_line(LineEnd end) {
    mixed_ |= line_end_ != LineEnd::unknown && line_end_ != end;
    line_end_ = end;
}

/// Whether `c` ends a field.
bool LineScan::end_field(char c) {
    if (c == options_.delimiter) {
        state_ = State::field_start;
        return true;
    }
    if (c != '\n' && c != '\r') return false;
    after_return_ = c == '\r';
    if (c == '\n') end_line(LineEnd::line_feed);
    state_ = State::line_start;
    return true;
}

}  // namespace blueshift::copy
