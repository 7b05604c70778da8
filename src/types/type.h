#pragma once
/// SQL types: the list (types.inc), type modifiers, names and oids.  Doc: dg/c_Supported_data_types
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace blueshift {

/// One row of types/types.inc.
enum class TypeId : std::uint8_t {
#define BLUESHIFT_TYPE(id, typname, sql_name, oid, array_oid, length, category, physical) id,
#include "types/types.inc"
#undef BLUESHIFT_TYPE
};

/// How a value of a type lies in a Batch column (types/batch.h).
enum class Physical : std::uint8_t {
    boolean, int16, int32, int64, int128, float32, float64, string, interval, timetz,
};

/// What the server knows about one type.
struct TypeInfo {
    TypeId id;
    std::string_view typname;   ///< pg_type.typname
    std::string_view sql_name;  ///< as format_type prints it, without modifier
    std::uint32_t oid;
    std::uint32_t array_oid;  ///< 0 when there is no array type
    std::int16_t length;      ///< pg_type.typlen
    char category;
    Physical physical;
};

/// A type with its modifier, in PostgreSQL's encoding:
/// char and varchar n+4 (bytes), numeric ((p<<16)|s)+4, varbyte n+4, everything else -1.
struct Type {
    TypeId id = TypeId::unknown;
    std::int32_t typmod = -1;

    bool operator==(const Type&) const = default;
};

inline constexpr int kDecimalPrecisionMax = 38;
inline constexpr int kDecimalScaleMax = 37;
inline constexpr int kCharBytesMax = 4096;
inline constexpr int kVarcharBytesMax = 65535;
inline constexpr int kVarbyteBytesMax = 16'777'216;

const TypeInfo& type_info(TypeId id);
/// Every type, in the order of types.inc.
std::span<const TypeInfo> all_types();
/// The type with this oid, also an array's; PostgreSQL's bytea is VARBYTE. Nothing when unknown.
std::optional<TypeId> type_from_oid(std::uint32_t oid);

constexpr Type decimal_type(int precision, int scale) {
    return {TypeId::decimal, ((precision << 16) | scale) + 4};
}
constexpr Type varchar_type(int bytes) { return {TypeId::varchar, bytes + 4}; }
constexpr Type char_type(int bytes) { return {TypeId::char_, bytes + 4}; }
/// Precision of a decimal; 38 for one without modifier.
constexpr int decimal_precision(Type type) {
    return type.typmod < 4 ? kDecimalPrecisionMax : (type.typmod - 4) >> 16;
}
/// Scale of a decimal; 0 for one without modifier.
constexpr int decimal_scale(Type type) {
    return type.typmod < 4 ? 0 : (type.typmod - 4) & 0xffff;
}
/// Largest length of a char, varchar or varbyte in bytes; nothing when it has no modifier.
constexpr std::optional<int> length_limit(Type type) {
    if (type.typmod < 4) return std::nullopt;
    return type.typmod - 4;
}

bool is_integer(TypeId id);    ///< smallint, integer, bigint
bool is_numeric(TypeId id);    ///< integers, decimal, real, double, and oid
bool is_string(TypeId id);     ///< char, varchar, text, name, "char"
bool is_datetime(TypeId id);   ///< date, time[tz], timestamp[tz], abstime
bool is_interval(TypeId id);   ///< interval, year to month, day to second
bool is_array(TypeId id);      ///< catalog-only array types
/// Element type of an array type; `unknown` for others.
TypeId array_element(TypeId id);

/// The type's name as format_type prints it, e.g. `character varying(256)`, `numeric(18,0)`.
std::string format_type(Type type);

/// Resolves a type name as written in SQL, lower-cased and with single spaces (`int8`, `double precision`, `nvarchar`,
/// `timestamp with time zone`, `_int4`, `varchar[]`), with its parenthesised arguments. Applies Redshift's defaults: CHAR is CHAR(1),
/// VARCHAR and TEXT are VARCHAR(256), DECIMAL is DECIMAL(18,0). `max` stands for the type's largest length.
/// Returns nothing for an unknown name. Throws invalid_parameter_value (22023) for arguments out of range.
std::optional<Type> type_from_name(std::string_view name, std::span<const int> arguments);
/// As an argument of type_from_name: MAX.
inline constexpr int kTypeArgumentMax = -1;

}  // namespace blueshift
