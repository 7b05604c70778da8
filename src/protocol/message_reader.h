#pragma once
/// Reads the fields of one message.
#include <cstdint>
#include <string_view>

namespace blueshift::protocol {

/// A cursor over a message's body that never leaves it. What does not fit throws FatalError,
/// protocol_violation (08P01).
class MessageReader {
public:
    explicit MessageReader(std::string_view body) : rest_(body) {}

    char read_byte();
    std::int16_t read_int16();
    std::int32_t read_int32();
    /// The text up to the next NUL, which is skipped.
    std::string_view read_cstring();
    std::string_view read_bytes(std::size_t count);
    /// A count of items that take at least `item_bytes` each: refuses counts that the message
    /// cannot hold.
    std::size_t read_count16(std::size_t item_bytes);
    std::size_t remaining() const { return rest_.size(); }
    /// Everything that is left.
    std::string_view read_rest();
    /// Call after the last field.
    void expect_end() const;

private:
    std::string_view rest_;
};

}  // namespace blueshift::protocol
