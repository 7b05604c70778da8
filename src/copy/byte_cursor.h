#pragma once
/// Reads a stream byte by byte and counts its lines, which end with LF, CR or CR LF.
#include <cstdint>
#include <memory>

#include "copy/byte_stream.h"

namespace blueshift::copy {

class ByteCursor {
public:
    explicit ByteCursor(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}

    /// The next byte, or -1 at the end; does not move on.
    int peek() {
        if (position_ == block_.size() && !ended_) refill();
        return ended_ ? -1 : static_cast<unsigned char>(block_[position_]);
    }
    /// Moves on by the byte that peek() gave.
    void skip() {
        if (block_[position_] == '\n') ++line_number_;
        ++position_;
    }
    bool at_line_end() {
        const int byte = peek();
        return byte < 0 || byte == '\n' || byte == '\r';
    }
    /// Moves behind a line end, if there is one here.
    void skip_line_end() {
        if (peek() < 0) return;
        const bool carriage_return = peek() == '\r';
        if (!carriage_return || (++position_, peek() == '\n')) ++position_;
        ++line_number_;
    }
    void skip_lines(std::int64_t count) {
        for (; count > 0 && peek() >= 0; --count) {
            while (!at_line_end()) ++position_;
            skip_line_end();
        }
    }
    std::int64_t line_number() const { return line_number_; }  ///< from 1

private:
    void refill() {
        block_ = bytes_->next();
        position_ = 0;
        ended_ = block_.empty();
    }

    std::unique_ptr<ByteStream> bytes_;
    std::string_view block_;
    std::size_t position_ = 0;
    bool ended_ = false;
    std::int64_t line_number_ = 1;
};

}  // namespace blueshift::copy
