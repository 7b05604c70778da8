#pragma once
/// Parameters and result formats of a Bind message.
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "protocol/message_reader.h"
#include "types/text.h"
#include "types/type.h"
#include "types/value.h"

namespace blueshift::protocol {

/// A Bind message behind its names, as it came. Format codes: 0 text, 1 binary.
struct BindParameters {
    std::vector<std::int16_t> parameter_formats;  ///< none, one for all, or one for each
    std::vector<std::optional<std::string_view>>
        values;                                ///< nothing is NULL; good as long as the message
    std::vector<std::int16_t> result_formats;  ///< none, one for all, or one for each column
};

/// Reads to the message's end.
BindParameters read_bind_parameters(MessageReader& reader);

/// Reads the values. Throws protocol_violation (08P01) when their number is wrong, and what
/// result::column_formats and result::decode_parameter throw.
std::vector<Value> decode_parameters(const BindParameters& parameters, std::span<const Type> types,
                                     std::string_view statement_name, const TextSettings& settings);

}  // namespace blueshift::protocol
