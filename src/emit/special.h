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

// Date parts (special_datetime.cpp).
std::string emit_dateadd(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_datediff(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_date_part(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_extract(Emitter& emitter, const analyze::BoundCall& call);
std::string emit_date_trunc(Emitter& emitter, const analyze::BoundCall& call);

}  // namespace blueshift::emit
