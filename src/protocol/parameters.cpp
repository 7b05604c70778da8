#include "protocol/parameters.h"

#include "base/error.h"
#include "result/decode.h"

namespace blueshift::protocol {

namespace {

std::vector<std::int16_t> read_formats(MessageReader& reader) {
    std::vector<std::int16_t> formats(reader.read_count16(sizeof(std::int16_t)));
    for (auto& format : formats)
        format = reader.read_int16();
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
    const auto plan = result::column_formats(formats, types.size());
    std::vector<Value> out(types.size());
    for (std::size_t index = 0; index < types.size(); ++index) {
        const auto& value = parameters.values[index];
        if (value)
            out[index] = result::decode_parameter(types[index], plan[index], *value, settings);
    }
    return out;
}

}  // namespace blueshift::protocol
