// Type names as users write them.  Doc: dg/c_Supported_data_types
#include <algorithm>
#include <array>

#include "base/error.h"
#include "types/type.h"

namespace blueshift {

namespace {

/// What may stand in parentheses after a type's name.
enum class Arguments {
    none,
    length,            ///< (n) or (MAX), in bytes
    precision_scale,   ///< (p) or (p, s)
    float_bits,        ///< (n): up to 24 is REAL
    seconds,           ///< (0) to (6); every value is kept with microseconds
    interval_seconds,  ///< as `seconds`, or the digits of the leading field, which change nothing
};

struct TypeName {
    std::string_view name;
    TypeId id;
    Arguments arguments = Arguments::none;
    int default_length = 0;
};

// To add a name: a row, sorted by name; a line in type_test.cpp.
// clang-format off
constexpr TypeName kTypeNames[] = {
    {"\"char\"",                    TypeId::char1},
    {"abstime",                     TypeId::abstime},
    {"aclitem",                     TypeId::aclitem},
    {"bigint",                      TypeId::bigint},
    {"binary varying",              TypeId::varbyte,     Arguments::length, 64000},
    {"bool",                        TypeId::boolean},
    {"boolean",                     TypeId::boolean},
    {"bpchar",                      TypeId::char_,       Arguments::length, 256},
    {"char",                        TypeId::char_,       Arguments::length, 1},
    {"char varying",                TypeId::varchar,     Arguments::length, 256},
    {"character",                   TypeId::char_,       Arguments::length, 1},
    {"character varying",           TypeId::varchar,     Arguments::length, 256},
    {"cstring",                     TypeId::cstring},
    {"date",                        TypeId::date},
    {"datetime",                    TypeId::timestamp},
    {"dec",                         TypeId::decimal,     Arguments::precision_scale},
    {"decimal",                     TypeId::decimal,     Arguments::precision_scale},
    {"double precision",            TypeId::double_},
    {"float",                       TypeId::double_,     Arguments::float_bits},
    {"float4",                      TypeId::real},
    {"float8",                      TypeId::double_},
    {"geography",                   TypeId::geography},
    {"geometry",                    TypeId::geometry},
    {"hllsketch",                   TypeId::hllsketch},
    {"int",                         TypeId::integer},
    {"int2",                        TypeId::smallint},
    {"int2vector",                  TypeId::int2vector},
    {"int4",                        TypeId::integer},
    {"int8",                        TypeId::bigint},
    {"integer",                     TypeId::integer},
    {"interval",                    TypeId::interval,    Arguments::interval_seconds},
    {"interval day",                TypeId::interval_ds, Arguments::interval_seconds},
    {"interval day to hour",        TypeId::interval_ds, Arguments::interval_seconds},
    {"interval day to minute",      TypeId::interval_ds, Arguments::interval_seconds},
    {"interval day to second",      TypeId::interval_ds, Arguments::interval_seconds},
    {"interval hour",               TypeId::interval_ds, Arguments::interval_seconds},
    {"interval hour to minute",     TypeId::interval_ds, Arguments::interval_seconds},
    {"interval hour to second",     TypeId::interval_ds, Arguments::interval_seconds},
    {"interval minute",             TypeId::interval_ds, Arguments::interval_seconds},
    {"interval minute to second",   TypeId::interval_ds, Arguments::interval_seconds},
    {"interval month",              TypeId::interval_ym, Arguments::interval_seconds},
    {"interval second",             TypeId::interval_ds, Arguments::interval_seconds},
    {"interval year",               TypeId::interval_ym, Arguments::interval_seconds},
    {"interval year to month",      TypeId::interval_ym, Arguments::interval_seconds},
    {"intervald2s",                 TypeId::interval_ds, Arguments::interval_seconds},
    {"intervaly2m",                 TypeId::interval_ym, Arguments::interval_seconds},
    {"name",                        TypeId::name},
    {"national char",               TypeId::char_,       Arguments::length, 1},
    {"national char varying",       TypeId::varchar,     Arguments::length, 256},
    {"national character",          TypeId::char_,       Arguments::length, 1},
    {"national character varying",  TypeId::varchar,     Arguments::length, 256},
    {"nchar",                       TypeId::char_,       Arguments::length, 1},
    {"numeric",                     TypeId::decimal,     Arguments::precision_scale},
    {"nvarchar",                    TypeId::varchar,     Arguments::length, 256},
    {"oid",                         TypeId::oid},
    {"oidvector",                   TypeId::oidvector},
    {"real",                        TypeId::real},
    {"record",                      TypeId::record},
    {"refcursor",                   TypeId::refcursor},
    {"regclass",                    TypeId::regclass},
    {"regproc",                     TypeId::regproc},
    {"regprocedure",                TypeId::regproc},
    {"regtype",                     TypeId::regtype},
    {"smallint",                    TypeId::smallint},
    {"super",                       TypeId::super},
    {"text",                        TypeId::varchar,     Arguments::length, 256},
    {"time",                        TypeId::time,        Arguments::seconds},
    {"time with time zone",         TypeId::timetz,      Arguments::seconds},
    {"time without time zone",      TypeId::time,        Arguments::seconds},
    {"timestamp",                   TypeId::timestamp,   Arguments::seconds},
    {"timestamp with time zone",    TypeId::timestamptz, Arguments::seconds},
    {"timestamp without time zone", TypeId::timestamp,   Arguments::seconds},
    {"timestamptz",                 TypeId::timestamptz, Arguments::seconds},
    {"timetz",                      TypeId::timetz,      Arguments::seconds},
    {"unknown",                     TypeId::unknown},
    {"varbinary",                   TypeId::varbyte,     Arguments::length, 64000},
    {"varbyte",                     TypeId::varbyte,     Arguments::length, 64000},
    {"varchar",                     TypeId::varchar,     Arguments::length, 256},
    {"void",                        TypeId::void_},
    {"xid",                         TypeId::xid},
};
// clang-format on
static_assert(std::ranges::is_sorted(kTypeNames, {}, &TypeName::name));

constexpr int kDefaultDecimalPrecision = 18;
constexpr int kRealBitsMax = 24;
constexpr int kDoubleBitsMax = 53;

const TypeName* find_name(std::string_view name) {
    const auto* row = std::ranges::lower_bound(kTypeNames, name, {}, &TypeName::name);
    return row != std::end(kTypeNames) && row->name == name ? row : nullptr;
}

int length_max(TypeId id) {
    if (id == TypeId::char_) return kCharBytesMax;
    return id == TypeId::varchar ? kVarcharBytesMax : kVarbyteBytesMax;
}

Type with_length(const TypeName& row, std::span<const int> arguments) {
    const std::string_view shown = row.id == TypeId::char_ ? "char" : type_info(row.id).typname;
    const int max = length_max(row.id);
    int length = arguments.empty() ? row.default_length : arguments[0];
    if (length == kTypeArgumentMax) length = max;
    if (length < 1) {
        throw Error(Code::invalid_parameter_value, "length for type {} must be at least 1", shown);
    }
    if (length > max) {
        throw Error(Code::invalid_parameter_value, "length for type {} cannot exceed {}", shown,
                    max);
    }
    return {row.id, length + 4};
}

Type with_precision(std::span<const int> arguments) {
    const int precision = arguments.empty() ? kDefaultDecimalPrecision : arguments[0];
    const int scale = arguments.size() < 2 ? 0 : arguments[1];
    if (precision < 1 || precision > kDecimalPrecisionMax) {
        throw Error(Code::invalid_parameter_value, "NUMERIC precision {} must be between 1 and {}",
                    precision, kDecimalPrecisionMax);
    }
    const int scale_max = std::min(precision, kDecimalScaleMax);
    if (scale < 0 || scale > scale_max) {
        throw Error(Code::invalid_parameter_value, "NUMERIC scale {} must be between 0 and {} {}",
                    scale, scale_max == precision ? "precision" : "the maximum scale", scale_max);
    }
    return decimal_type(precision, scale);
}

Type with_bits(std::span<const int> arguments) {
    if (arguments.empty()) return {TypeId::double_};
    if (arguments[0] < 1) {
        throw Error(Code::invalid_parameter_value,
                    "precision for type float must be at least 1 bit");
    }
    if (arguments[0] > kDoubleBitsMax) {
        throw Error(Code::invalid_parameter_value,
                    "precision for type float must be less than {} bits", kDoubleBitsMax + 1);
    }
    return {arguments[0] <= kRealBitsMax ? TypeId::real : TypeId::double_};
}

Type with_seconds(const TypeName& row, std::span<const int> arguments) {
    // Leading-field precisions of intervals go up to 9 in the standard; only fractions of seconds
    // are limited to 6.
    const int max = row.arguments == Arguments::seconds ? 6 : 9;
    for (const int digits : arguments) {
        if (digits < 0 || digits > max) {
            throw Error(Code::invalid_parameter_value, "{}({}) precision must be between 0 and {}",
                        row.name, digits, max);
        }
    }
    return {row.id};
}

std::size_t argument_count_max(Arguments arguments) {
    switch (arguments) {
        case Arguments::none:
            return 0;
        case Arguments::precision_scale:
        case Arguments::interval_seconds:
            return 2;
        default:
            return 1;
    }
}

Type apply_arguments(const TypeName& row, std::span<const int> arguments) {
    const std::size_t count_max = argument_count_max(row.arguments);
    if (arguments.size() > count_max) {
        if (count_max == 0) {
            throw Error(Code::syntax_error, "type modifier is not allowed for type \"{}\"",
                        row.name);
        }
        throw Error(Code::invalid_parameter_value, "invalid {} type modifier", row.name);
    }
    switch (row.arguments) {
        case Arguments::none:
            return {row.id};
        case Arguments::length:
            return with_length(row, arguments);
        case Arguments::precision_scale:
            return with_precision(arguments);
        case Arguments::float_bits:
            return with_bits(arguments);
        default:
            return with_seconds(row, arguments);
    }
}

std::optional<Type> find_array(std::string_view name) {
    for (const TypeInfo& info : all_types()) {
        if (info.category == 'A' && (info.typname == name || info.sql_name == name)) {
            return Type{info.id};
        }
    }
    if (!name.ends_with("[]")) return std::nullopt;
    const TypeName* element = find_name(name.substr(0, name.size() - 2));
    if (element == nullptr) return std::nullopt;
    const std::uint32_t oid = type_info(element->id).array_oid;
    const auto array = oid == 0 ? std::nullopt : type_from_oid(oid);
    if (!array) return std::nullopt;
    return Type{*array};
}

}  // namespace

std::optional<Type> type_from_name(std::string_view name, std::span<const int> arguments) {
    if (const TypeName* row = find_name(name)) return apply_arguments(*row, arguments);
    return find_array(name);
}

}  // namespace blueshift
