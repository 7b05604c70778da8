#pragma once
/// The one table of infix operators: how tightly they bind and how the parser reads what follows.
#include <cstdint>
#include <string_view>

namespace blueshift::sql {

/// From loosest to tightest, as in PostgreSQL 8: comparisons other than = < > bind like any other operator, and IS tighter.
enum class Precedence : std::uint8_t {
    lowest, or_, and_, not_, equal, less, like, between, in, other, is_null, is, additive, multiplicative, power,
    at_time_zone, unary_minus, primary,
};

constexpr Precedence next(Precedence precedence) {
    return static_cast<Precedence>(static_cast<std::uint8_t>(precedence) + 1);
}

enum class Associativity : std::uint8_t { left, right, none };

/// What an infix operator builds.
enum class InfixKind : std::uint8_t {
    logical, binary, like, between, in, is_null, is, at_time_zone,
};

struct InfixRow {
    std::string_view word;  ///< in lower case
    Precedence precedence = Precedence::other;
    Associativity associativity = Associativity::left;
    InfixKind kind = InfixKind::binary;
};

// To add an operator that binds otherwise than `other`: a row here. Operators without a row are `kOtherOperator`.
// `not` stands for NOT LIKE, NOT IN and NOT BETWEEN, which take the precedence of the word behind it.
// clang-format off
inline constexpr InfixRow kInfixRows[] = {
    {"or",       Precedence::or_,            Associativity::left,  InfixKind::logical},
    {"and",      Precedence::and_,           Associativity::left,  InfixKind::logical},
    {"=",        Precedence::equal,          Associativity::right, InfixKind::binary},
    {"<",        Precedence::less,           Associativity::none,  InfixKind::binary},
    {">",        Precedence::less,           Associativity::none,  InfixKind::binary},
    {"like",     Precedence::like,           Associativity::none,  InfixKind::like},
    {"ilike",    Precedence::like,           Associativity::none,  InfixKind::like},
    {"similar",  Precedence::like,           Associativity::none,  InfixKind::like},
    {"between",  Precedence::between,        Associativity::none,  InfixKind::between},
    {"in",       Precedence::in,             Associativity::none,  InfixKind::in},
    {"isnull",   Precedence::is_null,        Associativity::left,  InfixKind::is_null},
    {"notnull",  Precedence::is_null,        Associativity::left,  InfixKind::is_null},
    {"is",       Precedence::is,             Associativity::left,  InfixKind::is},
    {"+",        Precedence::additive,       Associativity::left,  InfixKind::binary},
    {"-",        Precedence::additive,       Associativity::left,  InfixKind::binary},
    {"*",        Precedence::multiplicative, Associativity::left,  InfixKind::binary},
    {"/",        Precedence::multiplicative, Associativity::left,  InfixKind::binary},
    {"%",        Precedence::multiplicative, Associativity::left,  InfixKind::binary},
    {"^",        Precedence::power,          Associativity::left,  InfixKind::binary},
    {"at",       Precedence::at_time_zone,   Associativity::left,  InfixKind::at_time_zone},
};
// clang-format on

inline constexpr InfixRow kOtherOperator{};

/// The row of an infix operator or keyword, null when `word` has none.
constexpr const InfixRow* find_infix(std::string_view word) {
    for (const InfixRow& row : kInfixRows) {
        if (row.word == word) return &row;
    }
    return nullptr;
}

/// The row of a symbolic operator.
constexpr const InfixRow& infix_row(std::string_view op) {
    const InfixRow* row = find_infix(op);
    return row ? *row : kOtherOperator;
}

}  // namespace blueshift::sql
