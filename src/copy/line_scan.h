#pragma once
/// Watches the bytes on their way to the engine's reader for what it reads otherwise than COPY does.
#include <string_view>

#include "copy/load_options.h"

namespace blueshift::copy {

/// Blank lines, which the engine leaves out and COPY refuses; quotes within CSV fields that do not begin with one; lines of one object
/// that end in different ways.
class LineScan {
public:
    LineScan(const LoadOptions& options, std::size_t column_count);
    /// False when the engine would read what came so far otherwise. Takes the next bytes of one object.
    bool pass(std::string_view bytes);

private:
    enum class State { line_start, field_start, plain, quoted, quote_in_quoted };
    enum class LineEnd { unknown, line_feed, carriage_return, both };
    bool pass_lines(std::string_view bytes);
    bool pass_byte(char c);
    bool end_field(char c);
    /// Takes note of how a line ends.
    void end_line(LineEnd end);

    const LoadOptions& options_;
    bool blank_lines_matter_;
    State state_ = State::line_start;
    bool after_return_ = false;  ///< a line feed now belongs to the line end before
    LineEnd line_end_ = LineEnd::unknown;
    bool mixed_ = false;         ///< lines end in different ways
};

}  // namespace blueshift::copy
