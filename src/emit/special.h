#pragma once
/// Functions whose SQL depends on more than their arguments' texts: rows whose template is `@name`.
#include "emit/emitter.h"

namespace blueshift::emit {

/// An aggregate call, plain or over a window.
struct AggregateCall {
    const functions::Signature& signature;
    Type type;
    bool star;
    bool distinct;
    bool ignore_nulls;
    const std::vector<analyze::BoundExprPtr>& arguments;
    const std::vector<analyze::BoundOrder>& within_group;
    std::string_view over;
};

std::string special(Emitter& emitter, const analyze::BoundCall& call);
std::string special_aggregate(Emitter& emitter, const AggregateCall& call);

// Decimals (special_decimal.cpp).
std::string emit_decimal_add(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_decimal_subtract(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_decimal_multiply(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_decimal_divide(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_decimal_modulo(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_decimal_round(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_decimal_trunc(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_divide(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_modulo(Emitter& emitter, const analyze::BoundCall& call);

// Patterns (special_pattern.cpp).
std::string emit_like(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_ilike(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_similar_to(Emitter& emitter, const analyze::BoundCall& call);

// JSON and SUPER (special_json.cpp).
std::string emit_json_array(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_json_object(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_json_path_text(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_super_array_contains(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_super_array_position(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_super_array_positions(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_super_arithmetic(Emitter& emitter, const analyze::BoundCall& call);

// Date parts (special_datetime.cpp).
std::string emit_dateadd(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_datediff(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_date_part(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_extract(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_date_trunc(Emitter& emitter, const analyze::BoundCall& call);

}  // namespace blueshift::emit
