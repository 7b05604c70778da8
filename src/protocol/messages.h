#pragma once
/// The messages of PostgreSQL's protocol 3.0, with Redshift's additions. A list as data: one row
/// per message.
#include <cstdint>
#include <string_view>

namespace blueshift::protocol {

inline constexpr std::int32_t kProtocolVersion = 3 << 16;  // 3.0
inline constexpr std::int32_t kSslRequest = 80877103;
inline constexpr std::int32_t kGssEncRequest = 80877104;
inline constexpr std::int32_t kCancelRequest = 80877102;

/// Newest version of Redshift's extensions that the server speaks: 1 extends RowDescription, 2 has
/// binary forms of its own.
inline constexpr int kRedshiftProtocolMax = 2;

/// Letters of what the server sends.
enum class BackendMessage : char {
    authentication = 'R',
    backend_key_data = 'K',
    bind_complete = '2',
    close_complete = '3',
    command_complete = 'C',
    copy_data = 'd',
    copy_done = 'c',
    copy_in_response = 'G',
    copy_out_response = 'H',
    data_row = 'D',
    empty_query_response = 'I',
    error_response = 'E',
    negotiate_protocol_version = 'v',
    no_data = 'n',
    notice_response = 'N',
    parameter_description = 't',
    parameter_status = 'S',
    parse_complete = '1',
    portal_suspended = 's',
    ready_for_query = 'Z',
    row_description = 'T',
};

/// How large a message of a kind may be.
enum class SizeClass : std::uint8_t {
    small,  ///< a fixed layout and perhaps a name: kSmallMessageBytesMax
    large,  ///< statements, parameters, data: ServerOptions::message_bytes_max
};

inline constexpr std::uint32_t kStartupBytesMax = 10'000;
inline constexpr std::uint32_t kAuthenticationBytesMax = 65'535;
inline constexpr std::uint32_t kSmallMessageBytesMax = 30'000;

/// A message of a client that has been authenticated.
struct FrontendMessage {
    char type;
    std::string_view name;
    SizeClass size_class;
};

// To add: a row, by letter, and its handler in backend.cpp.
// clang-format off
inline constexpr FrontendMessage kFrontendMessages[] = {
    {'B', "Bind",         SizeClass::large},
    {'C', "Close",        SizeClass::small},
    {'D', "Describe",     SizeClass::small},
    {'E', "Execute",      SizeClass::small},
    {'F', "FunctionCall", SizeClass::large},
    {'H', "Flush",        SizeClass::small},
    {'P', "Parse",        SizeClass::large},
    {'Q', "Query",        SizeClass::large},
    {'S', "Sync",         SizeClass::small},
    {'X', "Terminate",    SizeClass::small},
    {'c', "CopyDone",     SizeClass::small},
    {'d', "CopyData",     SizeClass::large},
    {'f', "CopyFail",     SizeClass::small},
};
// clang-format on

/// The row of a letter; null when there is none.
constexpr const FrontendMessage* find_frontend_message(char type) {
    for (const FrontendMessage& message : kFrontendMessages) {
        if (message.type == type) return &message;
    }
    return nullptr;
}

/// Letters of what a client answers to an authentication request.
inline constexpr char kPasswordMessage = 'p';  // also SASL
inline constexpr char kDigestMessage = 'd';

}  // namespace blueshift::protocol
