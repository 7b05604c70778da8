#include "protocol/message_reader.h"

#include "protocol/fatal_error.h"

namespace blueshift::protocol {

std::string_view MessageReader::read_bytes(std::size_t count) {
    if (count > rest_.size()) {
        throw FatalError(Code::protocol_violation, "insufficient data left in message");
    }
    const auto out = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return out;
}

char MessageReader::read_byte() {
    return read_bytes(1)[0];
}

std::int16_t MessageReader::read_int16() {
    const auto bytes = read_bytes(2);
    return static_cast<std::int16_t>((static_cast<std::uint8_t>(bytes[0]) << 8) |
                                     static_cast<std::uint8_t>(bytes[1]));
}

std::int32_t MessageReader::read_int32() {
    std::uint32_t value = 0;
    for (const char byte : read_bytes(4))
        value = (value << 8) | static_cast<std::uint8_t>(byte);
    return static_cast<std::int32_t>(value);
}

std::string_view MessageReader::read_cstring() {
    const auto end = rest_.find('\0');
    if (end == std::string_view::npos) {
        throw FatalError(Code::protocol_violation, "invalid string in message");
    }
    const auto out = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return out;
}

std::size_t MessageReader::read_count16(std::size_t item_bytes) {
    // PostgreSQL reads these counts without a sign: a statement may have 65535 parameters.
    const auto count = static_cast<std::uint16_t>(read_int16());
    if (count * item_bytes > rest_.size()) {
        throw FatalError(Code::protocol_violation, "insufficient data left in message");
    }
    return count;
}

std::string_view MessageReader::read_rest() {
    return read_bytes(rest_.size());
}

void MessageReader::expect_end() const {
    if (!rest_.empty()) throw FatalError(Code::protocol_violation, "invalid message format");
}

}  // namespace blueshift::protocol
