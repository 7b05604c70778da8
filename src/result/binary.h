#pragma once
/// Binary forms of values, as results and parameters carry them.
#include "types/batch.h"
#include "types/text.h"

namespace blueshift::result {

/// Client protocol version from which numerics are sent as scaled integers instead of PostgreSQL's
/// digit groups.
inline constexpr int kScaledNumericVersion = 2;

/// Appends a value's binary form; has the signature of append_text, so that the two take each
/// other's place.
using AppendBinary = AppendText;

/// The binary form of a type, to be looked up once per column. A type without a binary form of its
/// own is sent as its text, as Redshift does for SUPER, VARBYTE and GEOMETRY.
AppendBinary append_binary_function(TypeId id, int client_protocol_version);

/// Reads a value from its binary form. Numerics are in PostgreSQL's digit groups.
/// Throws invalid_binary_representation (22P03), numeric_value_out_of_range (22003) and others of
/// value_from_text.
Value value_from_binary(Type type, std::string_view bytes, const TextSettings& settings);

}  // namespace blueshift::result
