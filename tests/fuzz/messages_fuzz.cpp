/// Feeds arbitrary bytes to what reads a client's bytes before anything is known of it. Whatever
/// comes, the only way out is a message or a FatalError; the sanitizers report the rest.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "protocol/fatal_error.h"
#include "protocol/frame_buffer.h"
#include "protocol/message_reader.h"
#include "protocol/startup.h"

namespace {

using blueshift::protocol::FatalError;
using blueshift::protocol::FrameBuffer;
using blueshift::protocol::MessageReader;

constexpr std::uint32_t kMessageBytesMax = 1 << 20;

/// Reads a body as Bind's is laid out, which uses every kind of field.
void read_fields(std::string_view body) {
    MessageReader reader(body);
    reader.read_cstring();
    reader.read_cstring();
    for (std::size_t left = reader.read_count16(2); left > 0; --left)
        reader.read_int16();
    for (std::size_t left = reader.read_count16(4); left > 0; --left) {
        const std::int32_t size = reader.read_int32();
        if (size >= 0) reader.read_bytes(static_cast<std::size_t>(size));
    }
    reader.expect_end();
}

/// Arrives in pieces, as from a socket: the first byte of the input is their size.
void read_connection(std::string_view input) {
    if (input.empty()) return;
    const std::size_t piece = 1 + static_cast<unsigned char>(input.front());
    input.remove_prefix(1);
    FrameBuffer buffer(kMessageBytesMax);
    bool started = false;
    while (!input.empty()) {
        const auto room = buffer.prepare();
        const std::size_t count = std::min({piece, room.size(), input.size()});
        std::memcpy(room.data(), input.data(), count);
        buffer.commit(count);
        input.remove_prefix(count);
        if (!started) {
            const auto packet = buffer.next_startup_packet();
            if (!packet) continue;
            blueshift::protocol::parse_startup_packet(*packet);
            started = true;
        }
        while (const auto frame = buffer.next_frame())
            read_fields(frame->body);
        buffer.shrink();
    }
}

template <class Reader>
void tolerate_refusal(Reader reader, std::string_view input) {
    try {
        reader(input);
    } catch (const FatalError&) {
        // What a client with this input would be told.
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    tolerate_refusal(read_connection, input);
    tolerate_refusal(blueshift::protocol::parse_startup_packet, input);
    tolerate_refusal(blueshift::protocol::parse_options, input);
    tolerate_refusal(read_fields, input);
    return 0;
}
