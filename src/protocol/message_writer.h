#pragma once
/// Builds messages in a buffer.
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/messages.h"

namespace blueshift::protocol {

/// Appends messages to a string: begin(), fields, end(). Integers go out in network order.
class MessageWriter {
public:
    void begin(BackendMessage type);
    void add_byte(char value) { buffer_ += value; }
    void add_int16(std::int16_t value);
    void add_int32(std::int32_t value);
    void add_bytes(std::string_view bytes) { buffer_ += bytes; }
    /// `text` ends at its first NUL, if it has one.
    void add_cstring(std::string_view text);
    /// Completes the message. Throws program_limit_exceeded (54000), and takes the message back,
    /// when it is too long for the protocol.
    void end();
    /// Takes back a message that was begun and not ended, if there is one.
    void abandon();
    /// A message without fields.
    void add_empty(BackendMessage type);

    /// Everything that was written; whole messages between end() and begin(). Callers may append
    /// whole messages and may take it away.
    std::string& buffer() { return buffer_; }

private:
    std::string buffer_;
    std::size_t message_start_ = 0;
    bool open_ = false;  ///< between begin() and end()
};

}  // namespace blueshift::protocol
