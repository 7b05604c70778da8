#pragma once
/// From the first byte of a connection to a client that is who it says.
#include <optional>

#include "net/socket.h"
#include "protocol/frame_buffer.h"
#include "protocol/message_writer.h"
#include "protocol/server_state.h"
#include "protocol/startup.h"

namespace blueshift::protocol {

/// Negotiates encryption, handles cancel requests, and authenticates. Runs on the event loop.
class Login {
public:
    Login(ServerState& state, net::Socket& socket, FrameBuffer& input, net::Deadline deadline)
        : state_(state), socket_(socket), input_(input), deadline_(deadline) {}

    /// The client's own words; nothing when the connection only carried a cancel request, or ended.
    /// Throws FatalError.
    net::Task<std::optional<StartupMessage>> negotiate();
    /// Checks the password. Returns the name of the method. Throws FatalError: invalid_password
    /// (28P01) or invalid_authorization_specification (28000).
    net::Task<std::string> authenticate(const StartupMessage& startup);

private:
    /// Nothing at the end of the stream.
    net::Task<std::optional<StartupPacket>> read_startup_packet();
    net::Task<> answer_ssl_request();
    net::Task<> answer_unknown_options(const StartupMessage& startup);
    net::Task<Frame> read_authentication_frame();
    net::Task<> send_request(std::string_view body);
    net::Task<> send(MessageWriter& writer);

    ServerState& state_;
    net::Socket& socket_;
    FrameBuffer& input_;
    const net::Deadline deadline_;
};

}  // namespace blueshift::protocol
