#include "protocol/frame_buffer.h"

#include <algorithm>
#include <cstring>

#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"
#include "protocol/messages.h"

namespace blueshift::protocol {

namespace {

constexpr std::size_t kLengthBytes = 4;        // the length field counts itself
constexpr std::uint32_t kStartupBytesMin = 8;  // the length and a version or request code
constexpr std::size_t kKeptBytesMax = 64 * 1024;

}  // namespace

std::span<char> FrameBuffer::prepare() {
    if (begin_ == end_) begin_ = end_ = 0;
    if (capacity_ - end_ < kReadBytes && begin_ > 0) {
        std::memmove(data_.get(), data_.get() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (capacity_ - end_ < kReadBytes) {
        const std::size_t capacity = std::max(2 * capacity_, kReadBytes);
        auto data = std::make_unique_for_overwrite<char[]>(capacity);
        std::copy_n(data_.get(), end_, data.get());
        data_ = std::move(data);
        capacity_ = capacity;
    }
    return {data_.get() + end_, capacity_ - end_};
}

void FrameBuffer::shrink() {
    if (begin_ != end_ || capacity_ <= kKeptBytesMax) return;
    data_.reset();
    capacity_ = begin_ = end_ = 0;
}

std::optional<std::string_view> FrameBuffer::next_startup_packet() {
    const auto bytes = unread();
    if (bytes.size() < kLengthBytes) return std::nullopt;
    const auto length = static_cast<std::uint32_t>(MessageReader(bytes).read_int32());
    // Whatever speaks another protocol lands here.
    if (length < kStartupBytesMin || length > kStartupBytesMax) {
        throw FatalError(Code::protocol_violation, "invalid length of startup packet");
    }
    if (bytes.size() < length) return std::nullopt;
    begin_ += length;
    return bytes.substr(kLengthBytes, length - kLengthBytes);
}

std::optional<Frame> FrameBuffer::take_frame(std::uint32_t bytes_max) {
    const auto bytes = unread();
    if (bytes.size() < 1 + kLengthBytes) return std::nullopt;
    const auto length = static_cast<std::uint32_t>(MessageReader(bytes.substr(1)).read_int32());
    if (length < kLengthBytes) {
        throw FatalError(Code::protocol_violation, "invalid message length");
    }
    if (length > bytes_max) {
        throw FatalError(Code::program_limit_exceeded, "message size {} exceeds limit {}", length,
                         bytes_max);
    }
    if (bytes.size() < 1 + std::size_t{length}) return std::nullopt;
    begin_ += 1 + std::size_t{length};
    return Frame{bytes[0], bytes.substr(1 + kLengthBytes, length - kLengthBytes)};
}

std::optional<Frame> FrameBuffer::next_authentication_frame() {
    if (is_empty()) return std::nullopt;
    const char type = unread()[0];
    if (type != kPasswordMessage && type != kDigestMessage) {
        throw FatalError(Code::protocol_violation,
                         "expected password response, got message type {}",
                         static_cast<int>(static_cast<unsigned char>(type)));
    }
    return take_frame(kAuthenticationBytesMax);
}

std::optional<Frame> FrameBuffer::next_frame() {
    if (is_empty()) return std::nullopt;
    const char type = unread()[0];
    const FrontendMessage* message = find_frontend_message(type);
    if (message == nullptr) {
        throw FatalError(Code::protocol_violation, "invalid frontend message type {}",
                         static_cast<int>(static_cast<unsigned char>(type)));
    }
    return take_frame(message->size_class == SizeClass::small ? kSmallMessageBytesMax
                                                              : message_bytes_max_);
}

}  // namespace blueshift::protocol
