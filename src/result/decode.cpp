#include "result/decode.h"

#include "result/binary.h"
#include "types/utf8.h"

namespace blueshift::result {

Value decode_parameter(Type type, Format format, std::string_view bytes,
                       const TextSettings& settings) {
    if (format == Format::binary) return value_from_binary(type, bytes, settings);
    check_utf8(bytes);
    return value_from_text(type, bytes, settings);
}

}  // namespace blueshift::result
