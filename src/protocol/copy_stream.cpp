#include "protocol/copy_stream.h"

#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"

namespace blueshift::protocol {

namespace {

/// CopyInResponse and CopyOutResponse: the format of the whole and of each column.
void write_copy_response(MessageWriter& writer, BackendMessage type, session::CopyLayout layout) {
    writer.begin(type);
    writer.add_byte(layout.is_binary ? 1 : 0);
    writer.add_int16(static_cast<std::int16_t>(layout.column_count));
    for (std::size_t column = 0; column < layout.column_count; ++column) {
        writer.add_int16(layout.is_binary ? 1 : 0);
    }
    writer.end();
}

}  // namespace

void CopyInStream::begin(session::CopyLayout layout) {
    write_copy_response(wire_.writer(), BackendMessage::copy_in_response, layout);
    wire_.flush();
}

std::optional<std::string_view> CopyInStream::next() {
    while (!done_) {
        const Frame frame = wire_.wait_frame([this] { session_.check_canceled(); });
        switch (frame.type) {
            case 'd':
                if (frame.body.empty()) continue;
                return frame.body;
            case 'c':
                done_ = true;
                break;
            case 'f':
                done_ = true;
                throw Error(Code::query_canceled, "COPY from stdin failed: {}",
                            MessageReader(frame.body).read_cstring());
            case 'H':
            case 'S':
                break;
            default:
                throw FatalError(Code::protocol_violation,
                                 "unexpected message type 0x{:02X} during COPY from stdin",
                                 static_cast<unsigned char>(frame.type));
        }
    }
    return std::nullopt;
}

void CopyInStream::finish() {
    while (next()) {
    }
}

void CopyOutStream::begin(session::CopyLayout layout) {
    write_copy_response(wire_.writer(), BackendMessage::copy_out_response, layout);
}

void CopyOutStream::write(std::string_view row) {
    MessageWriter& writer = wire_.writer();
    writer.begin(BackendMessage::copy_data);
    writer.add_bytes(row);
    writer.end();
    wire_.flush_if_full();
}

void CopyOutStream::finish() {
    wire_.writer().add_empty(BackendMessage::copy_done);
}

}  // namespace blueshift::protocol
