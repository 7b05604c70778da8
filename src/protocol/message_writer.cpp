#include "protocol/message_writer.h"

#include <limits>

#include "base/error.h"

namespace blueshift::protocol {

void MessageWriter::begin(BackendMessage type) {
    message_start_ = buffer_.size();
    open_ = true;
    buffer_ += static_cast<char>(type);
    add_int32(0);
}

void MessageWriter::add_int16(std::int16_t value) {
    const auto bits = static_cast<std::uint16_t>(value);
    const char bytes[] = {static_cast<char>(bits >> 8), static_cast<char>(bits)};
    buffer_.append(bytes, sizeof(bytes));
}

void MessageWriter::add_int32(std::int32_t value) {
    const auto bits = static_cast<std::uint32_t>(value);
    const char bytes[] = {static_cast<char>(bits >> 24), static_cast<char>(bits >> 16),
                          static_cast<char>(bits >> 8), static_cast<char>(bits)};
    buffer_.append(bytes, sizeof(bytes));
}

void MessageWriter::add_cstring(std::string_view text) {
    buffer_ += text.substr(0, text.find('\0'));
    buffer_ += '\0';
}

void MessageWriter::end() {
    const std::size_t size = buffer_.size() - message_start_ - 1;  // the letter does not count
    if (size > std::numeric_limits<std::int32_t>::max()) {
        abandon();
        throw Error(Code::program_limit_exceeded,
                    "message of {} bytes is too long for the protocol", size);
    }
    for (int byte = 0; byte < 4; ++byte) {
        buffer_[message_start_ + 1 + byte] = static_cast<char>(size >> (24 - 8 * byte));
    }
    open_ = false;
}

void MessageWriter::abandon() {
    if (!open_) return;
    buffer_.resize(message_start_);
    open_ = false;
}

void MessageWriter::add_empty(BackendMessage type) {
    begin(type);
    end();
}

}  // namespace blueshift::protocol
