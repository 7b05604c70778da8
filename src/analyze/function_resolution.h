#pragma once
/// Chooses the signature that a call means, in PostgreSQL's way: exact types, then implicit casts, preferred types and categories,
/// untyped literals last. Where nothing fits, narrowing casts count too, as Redshift is laxer.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/expr_binder.h"

namespace blueshift::analyze {

/// The called thing, for errors.
struct CallName {
    std::string text;  ///< as written, with its schema
    Span span;
    bool is_operator = false;
};

/// Throws undefined_function (42883) `function f(integer) does not exist`, ambiguous_function (42725).
const functions::Signature& resolve_signature(const CallName& name,
                                              std::span<const functions::Signature> candidates,
                                              const std::vector<BoundExprPtr>& arguments);
/// The same, null when nothing fits.
const functions::Signature* find_signature(const CallName& name,
                                           std::span<const functions::Signature> candidates,
                                           const std::vector<BoundExprPtr>& arguments);
[[noreturn]] void throw_no_function(const CallName& name, const std::vector<BoundExprPtr>& arguments);

/// Coerces the arguments to what the signature takes.
void coerce_arguments(const functions::Signature& signature, std::vector<BoundExprPtr>& arguments,
                      Span span, AnalyzeContext& context);
/// Result type of a call with these coerced arguments.
Type call_type(const functions::Signature& signature, const std::vector<BoundExprPtr>& arguments);

/// Builds a scalar call of this signature; constants are folded.
BoundExprPtr build_call(const functions::Signature& signature, std::vector<BoundExprPtr> arguments,
                        Span span, AnalyzeContext& context);
/// Resolves and builds a scalar call.
BoundExprPtr make_call(const CallName& name, std::span<const functions::Signature> candidates,
                       std::vector<BoundExprPtr> arguments, AnalyzeContext& context);

}  // namespace blueshift::analyze
