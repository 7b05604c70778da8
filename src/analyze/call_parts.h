#pragma once
/// What aggregates and window functions resolve alike.
#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/expr_binder.h"
#include "analyze/function_resolution.h"

namespace blueshift::analyze {

/// The bound parts of an aggregate call, before and after its signature is known.
struct CallParts {
    std::vector<BoundExprPtr> arguments;
    std::vector<BoundOrder> within_group;
    bool has_within_group = false;
    Type type;  ///< set by resolve_call_parts
};

/// Counts one level of nesting while it lives.
class Nesting {
public:
    explicit Nesting(int& depth) : depth_(depth) { ++depth_; }
    ~Nesting() { --depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

private:
    int& depth_;
};

/// Chooses the signature and coerces the parts to it.
const functions::Signature& resolve_call_parts(const CallName& name,
                                               std::span<const functions::Signature> candidates,
                                               CallParts& parts, AnalyzeContext& context);

/// `aggregates not allowed in WHERE clause`, in PostgreSQL 8's words.
std::string not_allowed_in(std::string_view what, std::string_view clause);

}  // namespace blueshift::analyze
