#include "types/type.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace blueshift {

namespace {

constexpr std::array kTypes = {
#define BLUESHIFT_TYPE(id, typname, sql_name, oid, array_oid, length, category, physical) \
    TypeInfo{TypeId::id, typname, sql_name, oid, array_oid, length, category, Physical::physical},
#include "types/types.inc"
#undef BLUESHIFT_TYPE
};

}  // namespace

const TypeInfo& type_info(TypeId id) {
    return kTypes[static_cast<std::size_t>(id)];
}

std::span<const TypeInfo> all_types() {
    return kTypes;
}

std::optional<TypeId> type_from_oid(std::uint32_t oid) {
    // Redshift has no BYTEA, but PostgreSQL's clients call byte parameters so.
    constexpr std::uint32_t kByteaOid = 17;
    if (oid == kByteaOid) return TypeId::varbyte;
    for (const TypeInfo& info : kTypes) {
        if (info.oid == oid) return info.id;
    }
    return std::nullopt;
}

bool is_integer(TypeId id) {
    return id == TypeId::smallint || id == TypeId::integer || id == TypeId::bigint;
}

bool is_numeric(TypeId id) {
    return is_integer(id) || id == TypeId::decimal || id == TypeId::real || id == TypeId::double_ ||
           id == TypeId::oid;
}

bool is_string(TypeId id) {
    return id == TypeId::char_ || id == TypeId::varchar || id == TypeId::text ||
           id == TypeId::name || id == TypeId::char1;
}

bool is_datetime(TypeId id) {
    return type_info(id).category == 'D';
}

bool is_interval(TypeId id) {
    return type_info(id).category == 'T';
}

bool is_array(TypeId id) {
    return array_element(id) != TypeId::unknown;
}

TypeId array_element(TypeId id) {
    const TypeInfo& array = type_info(id);
    if (array.category != 'A') return TypeId::unknown;
    // The vectors have no element type of their own in PostgreSQL's sense: they are fixed lists of
    // numbers.
    if (id == TypeId::int2vector || id == TypeId::oidvector) return TypeId::unknown;
    const auto* element = std::ranges::find(kTypes, array.oid, &TypeInfo::array_oid);
    return element == kTypes.end() ? TypeId::unknown : element->id;
}

std::string format_type(Type type) {
    const std::string_view name = type_info(type.id).sql_name;
    if (type.typmod < 4) return std::string(name);
    switch (type.id) {
        case TypeId::decimal:
            return fmt::format("{}({},{})", name, decimal_precision(type), decimal_scale(type));
        case TypeId::char_:
        case TypeId::varchar:
        case TypeId::varbyte:
            return fmt::format("{}({})", name, type.typmod - 4);
        default:
            return std::string(name);
    }
}

}  // namespace blueshift
