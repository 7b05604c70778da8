#pragma once
/// Cuts the bytes that a client sends into messages.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace blueshift::protocol {

/// One message as it came; `body` points into the buffer and is good until the buffer's next
/// prepare().
struct Frame {
    char type;
    std::string_view body;
};

/// The input of one connection. Memory grows with what has arrived, never with what a length field
/// announces. Malformed frames throw FatalError: protocol_violation (08P01), or
/// program_limit_exceeded (54000) for the size.
class FrameBuffer {
public:
    explicit FrameBuffer(std::uint32_t message_bytes_max) : message_bytes_max_(message_bytes_max) {}

    /// Room to read into, at least kReadBytes. Then commit() what was read.
    std::span<char> prepare();
    void commit(std::size_t count) { end_ += count; }
    bool is_empty() const { return begin_ == end_; }
    /// Frees the memory of a large message that has been handled.
    void shrink();

    /// The next message of the phase, when it has arrived as a whole. A startup packet has no type.
    std::optional<std::string_view> next_startup_packet();
    std::optional<Frame> next_authentication_frame();
    std::optional<Frame> next_frame();

    static constexpr std::size_t kReadBytes = 16 * 1024;

private:
    std::string_view unread() const { return {data_.get() + begin_, end_ - begin_}; }
    std::optional<Frame> take_frame(std::uint32_t bytes_max);

    const std::uint32_t message_bytes_max_;
    std::unique_ptr<char[]> data_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace blueshift::protocol
