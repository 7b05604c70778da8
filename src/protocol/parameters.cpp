#include "protocol/parameters.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace blueshift::protocol {

namespace {

std::vector<std::int16_t> read_formats(MessageReader& reader) {
    std::vector<std::int16_t> formats(reader.read_count16(sizeof(std::int16_t)));
    for (auto& format : formats) {
        format = reader.read_int16();
        if (format != 0 && format != 1) {
            throw Error(Code::invalid_parameter_value, "unsupported format code: {}", format);
        }
    }
    return formats;
}

}  // namespace

BindParameters read_bind_parameters(MessageReader& reader) {
    BindParameters out;
    out.parameter_formats = read_formats(reader);
    out.values.resize(reader.read_count16(sizeof(std::int32_t)));
    for (auto& value : out.values) {
        const auto size = reader.read_int32();
        if (size >= 0) value = reader.read_bytes(static_cast<std::size_t>(size));
    }
    out.result_formats = read_formats(reader);
    reader.expect_end();
    return out;
}

std::vector<Value> decode_parameters(const BindParameters& parameters, std::span<const Type> types,
                                     std::string_view statement_name,
                                     const TextSettings& settings) {
    const auto& formats = parameters.parameter_formats;
    if (formats.size() > 1 && formats.size() != parameters.values.size()) {
        throw Error(Code::protocol_violation,
                    "bind message has {} parameter formats but {} parameters", formats.size(),
                    parameters.values.size());
    }
    if (parameters.values.size() != types.size()) {
        throw Error(
            Code::protocol_violation,
            "bind message supplies {} parameters, but prepared statement \"{}\" requires {}",
            parameters.values.size(), statement_name, types.size());
    }
    std::vector<Value> out(types.size());
    (void)settings;
    for (std::size_t index = 0; index < types.size(); ++index) {
        const auto& value = parameters.values[index];
        if (!value) continue;
        out[index] = Value(*value);
    }
    return out;
}

std::vector<std::int16_t> expand_result_formats(const BindParameters& parameters,
                                                std::size_t column_count) {
    const auto& formats = parameters.result_formats;
    if (formats.size() > 1 && formats.size() != column_count) {
        throw Error(Code::protocol_violation,
                    "bind message has {} result formats but query has {} columns", formats.size(),
                    column_count);
    }
    if (std::all_of(formats.begin(), formats.end(), [](auto format) { return format == 0; }))
        return {};
    if (formats.size() == 1) return std::vector<std::int16_t>(column_count, formats[0]);
    return formats;
}

}  // namespace blueshift::protocol
