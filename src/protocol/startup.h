#pragma once
/// The packets that open a connection.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace blueshift::protocol {

struct SslRequest {};
struct GssEncRequest {};

/// Asks, on a connection of its own, to cancel the statement of another one.
struct CancelRequest {
    std::int32_t process_id = 0;
    std::int32_t secret_key = 0;
};

/// Who wants to connect, to what, and how.
struct StartupMessage {
    int minor_version = 0;
    std::string user;
    std::string database;  ///< the user's name when the client gave none
    /// Redshift's extensions the client knows: 0 to kRedshiftProtocolMax.
    int redshift_protocol = 0;
    /// True for Redshift's own drivers, which know its digest authentication.
    bool is_redshift_driver = false;
    std::string application_name;
    std::string driver_version;
    std::string os_version;
    /// Settings for the session: everything else by name, and the -c pairs of `options`. Names are
    /// in lower case.
    std::map<std::string, std::string> settings;
    /// Options of the protocol itself (`_pq_.…`) that the server does not know.
    std::vector<std::string> unknown_protocol_options;
};

using StartupPacket = std::variant<SslRequest, GssEncRequest, CancelRequest, StartupMessage>;

/// Reads a startup packet without its length. Throws FatalError: protocol_violation (08P01),
/// feature_not_supported (0A000) for another major version, invalid_authorization_specification
/// (28000) without a user.
StartupPacket parse_startup_packet(std::string_view packet);

/// The settings in a startup `options` value: `-c name=value` and `--name=value`, blanks and
/// backslashes escaped with a backslash. Throws FatalError, protocol_violation, for other switches.
std::map<std::string, std::string> parse_options(std::string_view options);

}  // namespace blueshift::protocol
