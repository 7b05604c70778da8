#include "protocol/startup.h"

#include <algorithm>
#include <charconv>

#include "protocol/fatal_error.h"
#include "protocol/message_reader.h"
#include "protocol/messages.h"

namespace blueshift::protocol {

namespace {

std::string to_lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
    return out;
}

int negotiated_redshift_protocol(const std::string& requested) {
    int version = 0;
    std::from_chars(requested.data(), requested.data() + requested.size(), version);
    return std::clamp(version, 0, kRedshiftProtocolMax);
}

/// Takes a parameter out of the settings; empty when it is not there.
std::string take(std::map<std::string, std::string>& settings, const char* name) {
    const auto node = settings.extract(name);
    return node.empty() ? std::string() : node.mapped();
}

std::vector<std::string> split_options(std::string_view options) {
    std::vector<std::string> words;
    bool in_word = false;
    for (std::size_t index = 0; index < options.size(); ++index) {
        const char c = options[index];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            in_word = false;
            continue;
        }
        if (!in_word) words.emplace_back();
        in_word = true;
        const bool escapes = c == '\\' && index + 1 < options.size();
        words.back() += escapes ? options[++index] : c;
    }
    return words;
}

StartupMessage parse_startup_message(std::int32_t version, MessageReader& reader) {
    StartupMessage out;
    out.minor_version = version & 0xffff;
    std::string options;
    while (true) {
        const auto name = reader.read_cstring();
        if (name.empty()) break;
        const auto value = reader.read_cstring();
        if (name.starts_with("_pq_.")) {
            out.unknown_protocol_options.emplace_back(name);
        } else if (name == "options") {
            options = value;
        } else {
            out.settings[to_lower(name)] = value;
        }
    }
    reader.expect_end();

    out.user = take(out.settings, "user");
    if (out.user.empty()) {
        throw FatalError(Code::invalid_authorization_specification,
                         "no PostgreSQL user name specified in startup packet");
    }
    out.database = take(out.settings, "database");
    if (out.database.empty()) out.database = out.user;
    const auto protocol = take(out.settings, "client_protocol_version");
    out.redshift_protocol = negotiated_redshift_protocol(protocol);
    out.application_name = take(out.settings, "application_name");
    out.driver_version = take(out.settings, "driver_version");
    out.os_version = take(out.settings, "os_version");
    out.is_redshift_driver = !protocol.empty() || !out.driver_version.empty();
    // What the client says by name weighs more than its options.
    out.settings.merge(parse_options(options));
    return out;
}

}  // namespace

std::map<std::string, std::string> parse_options(std::string_view options) {
    std::map<std::string, std::string> settings;
    const auto words = split_options(options);
    for (auto word = words.begin(); word != words.end(); ++word) {
        std::string_view pair = *word;
        if (pair == "-c" && word + 1 != words.end()) {
            pair = *++word;
        } else if (pair.starts_with("--") || pair.starts_with("-c")) {
            pair.remove_prefix(2);
        } else {
            pair = {};
        }
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            throw FatalError(Code::protocol_violation,
                             "invalid command-line argument for server process: {}", *word);
        }
        std::string name = to_lower(pair.substr(0, equals));
        std::replace(name.begin(), name.end(), '-', '_');
        settings[name] = pair.substr(equals + 1);
    }
    return settings;
}

StartupPacket parse_startup_packet(std::string_view packet) {
    MessageReader reader(packet);
    const std::int32_t version = reader.read_int32();
    if (version == kSslRequest) {
        reader.expect_end();
        return SslRequest{};
    }
    if (version == kGssEncRequest) {
        reader.expect_end();
        return GssEncRequest{};
    }
    if (version == kCancelRequest) {
        CancelRequest out;
        out.process_id = reader.read_int32();
        out.secret_key = reader.read_int32();
        reader.expect_end();
        return out;
    }
    if (version >> 16 != kProtocolVersion >> 16) {
        throw FatalError(Code::feature_not_supported,
                         "unsupported frontend protocol {}.{}: server supports 3.0 to 3.0",
                         version >> 16, version & 0xffff);
    }
    return parse_startup_message(version, reader);
}

}  // namespace blueshift::protocol
