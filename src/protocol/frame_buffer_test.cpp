#include "protocol/frame_buffer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"
#include "protocol/message_writer.h"
#include "protocol/testing/test_client.h"

namespace blueshift::protocol::testing {
namespace {

constexpr std::uint32_t kBytesMax = 1u << 20;

void feed(FrameBuffer& buffer, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto room = buffer.prepare();
        const auto count = std::min(room.size(), bytes.size());
        std::copy_n(bytes.data(), count, room.data());
        buffer.commit(count);
        bytes.remove_prefix(count);
    }
}

/// SQLSTATE of the error, or nothing.
template <class Action>
std::string failure_of(Action action) {
    try {
        action();
    } catch (const FatalError& error) {
        return std::string(sqlstate(error.code())) + " " + error.message();
    }
    return {};
}

TEST(FrameBuffer, CutsMessagesWhereverTheBytesAreCut) {
    const std::string bytes =
        query("SELECT 1") + sync() + message('d', std::string(100'000, 'x')) + message('c', "");
    for (const std::size_t piece :
         {std::size_t{1}, std::size_t{7}, std::size_t{4096}, bytes.size()}) {
        FrameBuffer buffer(kBytesMax);
        std::string seen;
        for (std::size_t start = 0; start < bytes.size(); start += piece) {
            feed(buffer, std::string_view(bytes).substr(start, piece));
            while (const auto frame = buffer.next_frame()) {
                seen += frame->type;
                seen += std::to_string(frame->body.size()) + " ";
            }
        }
        EXPECT_EQ(seen, "Q9 S0 d100000 c0 ");
        EXPECT_TRUE(buffer.is_empty());
    }
}

TEST(FrameBuffer, RefusesWhatIsNoMessage) {
    const std::pair<std::string, std::string> cases[] = {
        {std::string("\x01\0\0\0\4", 5), "08P01 invalid frontend message type 1"},
        {std::string("\xff\0\0\0\4", 5), "08P01 invalid frontend message type 255"},
        {std::string("Q\0\0\0\3", 5), "08P01 invalid message length"},
        {std::string("Q\xff\xff\xff\xff", 5),
         "54000 message size 4294967295 exceeds limit 1048576"},
        {std::string("Q\x40\0\0\0", 5), "54000 message size 1073741824 exceeds limit 1048576"},
        {std::string("S\0\1\0\0", 5), "54000 message size 65536 exceeds limit 30000"},
    };
    for (const auto& [bytes, failure] : cases) {
        FrameBuffer buffer(kBytesMax);
        feed(buffer, bytes);
        EXPECT_EQ(failure_of([&] { buffer.next_frame(); }), failure);
    }
}

TEST(FrameBuffer, AnnouncedLengthsTakeNoMemory) {
    FrameBuffer buffer(0xffffffff);
    feed(buffer, std::string("Q\x7f\xff\xff\xff", 5) + "SELECT");
    EXPECT_FALSE(buffer.next_frame());
    EXPECT_LE(buffer.prepare().size(), 2 * FrameBuffer::kReadBytes);
}

TEST(FrameBuffer, StartupPackets) {
    FrameBuffer buffer(kBytesMax);
    feed(buffer, int32(8) + int32(80877103) + "rest");
    EXPECT_EQ(buffer.next_startup_packet(), int32(80877103));
    EXPECT_FALSE(buffer.is_empty());
    for (const auto& bytes : {std::string("GET / HTTP/1.1\r\n"), int32(7) + "abc",
                              int32(10'001) + "abcd", int32(-1) + "abcd"}) {
        FrameBuffer other(kBytesMax);
        feed(other, bytes);
        EXPECT_EQ(failure_of([&] { other.next_startup_packet(); }),
                  "08P01 invalid length of startup packet");
    }
}

TEST(FrameBuffer, OnlyPasswordsComeDuringAuthentication) {
    FrameBuffer buffer(kBytesMax);
    feed(buffer, message('p', "secret") + query("SELECT 1"));
    EXPECT_EQ(buffer.next_authentication_frame()->body, "secret");
    EXPECT_EQ(failure_of([&] { buffer.next_authentication_frame(); }),
              "08P01 expected password response, got message type 81");
}

TEST(MessageReader, NeverReadsBeyondTheEnd) {
    EXPECT_EQ(failure_of([] { MessageReader("abc").read_int32(); }),
              "08P01 insufficient data left in message");
    EXPECT_EQ(failure_of([] { MessageReader("abc").read_cstring(); }),
              "08P01 invalid string in message");
    EXPECT_EQ(failure_of([] { MessageReader("abc").read_bytes(4); }),
              "08P01 insufficient data left in message");
    EXPECT_EQ(failure_of([] { MessageReader("a").expect_end(); }), "08P01 invalid message format");
    EXPECT_EQ(failure_of([] { MessageReader(std::string_view("\xff\xff", 2)).read_count16(4); }),
              "08P01 insufficient data left in message");
}

TEST(MessageReader, RandomBytesGiveErrorsOnly) {
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes(random() % 40, '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(random() % 4 == 0 ? random() : random() % 3);
        failure_of([&] {
            MessageReader reader(bytes);
            reader.read_cstring();
            for (std::size_t left = reader.read_count16(4); left > 0; --left) {
                const auto size = reader.read_int32();
                if (size >= 0) reader.read_bytes(static_cast<std::size_t>(size));
            }
            reader.expect_end();
        });
    }
}

TEST(MessageWriter, WritesNetworkOrderAndTakesBackUnfinishedMessages) {
    MessageWriter writer;
    writer.begin(BackendMessage::backend_key_data);
    writer.add_int16(-2);
    writer.add_int32(0x01020304);
    writer.add_cstring(std::string_view("a\0b", 3));
    writer.end();
    const std::string whole = "K" + int32(12) + std::string("\xff\xfe\1\2\3\4a\0", 8);
    EXPECT_EQ(writer.buffer(), whole);
    writer.begin(BackendMessage::data_row);
    writer.add_bytes("half");
    writer.abandon();
    writer.abandon();
    EXPECT_EQ(writer.buffer(), whole);
}

}  // namespace
}  // namespace blueshift::protocol::testing
