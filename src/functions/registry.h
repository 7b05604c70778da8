#pragma once
/// The function, operator, aggregate and cast tables. One row per signature; SQL resolution, emission, pg_proc and the documentation
/// all read these rows.  Doc: dg/c_SQL_functions
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "types/type.h"
#include "types/value.h"

namespace blueshift::functions {

enum class Kind : std::uint8_t { scalar, aggregate, window, set_returning };
enum class Volatility : std::uint8_t { immutable, stable, volatile_ };
/// strict: NULL in, NULL out. called: the template handles NULL itself.
enum class Nulls : std::uint8_t { strict, called };

/// One signature as written in a table (functions/table_*.cpp).
struct Row {
    std::string_view name;
    /// Argument types by SQL name, separated by commas: `varchar, integer`. Special words: `any` (any type), `any...` (variadic), `same` (unifies
    /// with the other `same` arguments), `string` (a string type, nothing that merely converts to one), `part` (a date part, bare word or string),
    /// `numeric` (any precision and scale), `type?` (optional), `type...` (zero or more, only at the end). Typmods are not part of a signature.
    std::string_view arguments;
    /// Result type by SQL name, or a rule: `=1` (type of the first argument, with its modifier), `=same` (the unified type),
    /// `@rule` (functions/result_rules.cpp). A result `varchar` has no length limit.
    std::string_view result;
    /// The engine's SQL: {1} {2} … are the arguments, {*} all of them separated by commas, {2?} `, argument` when given and nothing otherwise;
    /// {p2} is argument 2 as a bare constant text (date parts). `@name` leaves it to a function of emit/special.cpp.
    /// `$name` is a value of the session, put in as a constant when the statement starts (functions/session_values).
    std::string_view duckdb;
    Volatility volatility = Volatility::immutable;
    Nulls nulls = Nulls::strict;
    Kind kind = Kind::scalar;
    /// The result never ends with a blank when no string argument does.
    bool keeps_blank_free = false;
    std::string_view doc = {};
};

/// One argument of a resolved signature.
struct Argument {
    enum Kind : std::uint8_t { exact, any, same, string, part };
    Kind kind = exact;
    TypeId type = TypeId::unknown;  ///< of exact; varchar for string and part
    bool optional = false;
    bool variadic = false;
};

/// A row with its texts resolved. Lives as long as the process.
struct Signature {
    const Row* row = nullptr;
    std::uint32_t oid = 0;  ///< stable pg_proc oid
    std::vector<Argument> arguments;
    std::optional<TypeId> result;  ///< a fixed result type; nothing when a rule decides
    std::size_t argument_count_min = 0;
    std::size_t argument_count_max = 0;
};

/// All signatures of a function or operator name (lower case; operators by their symbol); empty when unknown.
std::span<const Signature> find(std::string_view name);
/// Those of one kind among the signatures of a name.
std::span<const Signature> of_kind(std::span<const Signature> signatures, Kind kind);
/// Every signature, sorted by name.
std::span<const Signature> all();
/// The signature with this pg_proc oid; null when there is none.
const Signature* find_oid(std::uint32_t oid);
/// The argument at `index` (from 0) of a call; the last one again for the tail of a variadic signature.
const Argument& argument_at(const Signature& signature, std::size_t index);

/// When a cast may happen by itself.
enum class CastContext : std::uint8_t { implicit, assignment, explicit_ };

/// One way from a type to another, modifiers left aside. `duckdb` as in Row, with {1} the value, {p} {s} {n} precision, scale and length of the
/// target, {zone} and {date_order} the session's settings as constant texts; empty: the engine's own CAST means the same; `=`: same
/// representation, nothing to do.
struct CastRow {
    TypeId from;
    TypeId to;
    CastContext context;  ///< the freest one in which it happens; stricter ones allow it too
    std::string_view duckdb;
    std::string_view doc = {};
};

/// Null when there is no such cast.
const CastRow* find_cast(TypeId from, TypeId to);
std::span<const CastRow> all_casts();

/// How a value of a type gets that type's modifier (BoundCast::length_only): a text that is too long is cut by an explicit cast and refused by
/// an assignment; a decimal is cut or rounded.
struct LengthCastRow {
    TypeId type;
    std::string_view explicit_duckdb;
    std::string_view assignment_duckdb;  ///< also of implicit casts
    std::string_view doc = {};
};

/// Null for types without modifiers.
const LengthCastRow* find_length_cast(TypeId type);

/// Result type of a row's rule (`@sum`, `@decimal_add`, `=1`, …) or its fixed type. `arguments` are the types after coercion; `constants` has the
/// arguments' values where they are constants and not NULL (the scale of ROUND, the pattern of TO_NUMBER), null elsewhere; it may be empty.
Type result_type(const Signature& signature, std::span<const Type> arguments,
                 std::span<const Value* const> constants = {});
/// Common type of `types` by the rules of UNION and CASE; nothing when they do not match. `unknown` takes the others' type.
std::optional<Type> common_type(std::span<const Type> types);
/// Bytes that the text form of a value needs at most; nothing when there is no limit. The length of a varchar made from it.
std::optional<int> text_length(Type type);

}  // namespace blueshift::functions
