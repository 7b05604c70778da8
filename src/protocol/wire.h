#pragma once
/// The two directions of one connection, for the worker thread that serves it.
#include <chrono>
#include <functional>
#include <optional>

#include "net/socket.h"
#include "protocol/frame_buffer.h"
#include "protocol/message_writer.h"

namespace blueshift::protocol {

/// Reads whole messages and writes through a buffer. All calls may throw connection_failure
/// (08006); those that read throw FatalError for what is malformed.
class Wire {
public:
    Wire(net::Socket& socket, FrameBuffer& input) : socket_(socket), input_(input) {}

    /// The next message that has already arrived.
    std::optional<Frame> next_frame() { return input_.next_frame(); }
    enum class Fill { data, nothing, end };
    /// Reads what is there, waiting up to `patience` for the first bytes. Frames from before become
    /// invalid.
    Fill fill(std::chrono::milliseconds patience);
    /// Waits for the next message. Calls `check` every kCheckInterval; what it throws ends the
    /// wait.
    Frame wait_frame(const std::function<void()>& check);

    MessageWriter& writer() { return writer_; }
    /// Sends the buffer. Blocks while the client does not read.
    void flush();
    /// Sends the buffer when it holds more than kFlushBytes.
    void flush_if_full() {
        if (writer_.buffer().size() >= kFlushBytes) flush();
    }
    /// Frees the memory of large messages.
    void shrink();

    static constexpr std::size_t kFlushBytes = 128 * 1024;
    static constexpr std::chrono::milliseconds kCheckInterval{100};

private:
    net::Socket& socket_;
    FrameBuffer& input_;
    MessageWriter writer_;
};

}  // namespace blueshift::protocol
