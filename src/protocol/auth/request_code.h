#pragma once
/// Codes of AuthenticationRequest.
#include <cstdint>
#include <string>

namespace blueshift::protocol {

enum class RequestCode : std::int32_t {
    ok = 0,
    cleartext = 3,
    md5 = 5,
    sasl = 10,
    sasl_continue = 11,
    sasl_final = 12,
    digest = 13,  ///< Redshift's own
};

/// An int32 as the protocol has it.
inline std::string network_int32(std::int32_t value) {
    const auto bits = static_cast<std::uint32_t>(value);
    return {static_cast<char>(bits >> 24), static_cast<char>(bits >> 16),
            static_cast<char>(bits >> 8), static_cast<char>(bits)};
}

/// A request's body: its code and what follows.
inline std::string request_body(RequestCode code, const std::string& data = {}) {
    return network_int32(static_cast<std::int32_t>(code)) + data;
}

}  // namespace blueshift::protocol
