#pragma once
/// Binds expressions. Names and subqueries are resolved by the query binder through the two interfaces below.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyze/analyzer.h"
#include "analyze/bound_expr.h"
#include "sql/ast/expr.h"
#include "sql/ast/query.h"

namespace blueshift::analyze {

/// Finds what a dotted name means in a clause. Implemented by the query binder's scopes.
class NameResolver {
public:
    virtual ~NameResolver() = default;
    /// Binds `a`, `t.a`, `s.t.a` …, SUPER navigation in the trailing parts included. Outer scopes and lateral aliases are the
    /// resolver's business. Throws undefined_column (42703), ambiguous_column (42702), undefined_table (42P01).
    virtual BoundExprPtr resolve(const std::vector<sql::Name>& parts, Span span) = 0;
    /// Binds a name written with (+). Throws syntax_error (42601) where there can be no outer join.
    virtual BoundExprPtr resolve_outer_joined(const std::vector<sql::Name>& parts, Span span);
    /// Binds PRIOR `operand` of CONNECT BY. Throws syntax_error (42601) in every other place.
    virtual BoundExprPtr resolve_prior(const sql::Prior& prior);
};

/// Binds a subquery inside an expression.
class SubqueryBinder {
public:
    virtual ~SubqueryBinder() = default;
    struct Result {
        BoundQueryPtr query;
        bool correlated = false;
    };
    virtual Result bind_subquery(const sql::Query& query) = 0;
};

/// Where an expression stands; says what it may contain and how errors name the place.
struct ExprPlace {
    std::string_view clause = "SELECT";  ///< WHERE, GROUP BY, JOIN/ON … as in PostgreSQL's messages
    bool aggregates_allowed = false;
    bool windows_allowed = false;
    bool subqueries_allowed = true;
};

/// Binds expressions of one clause. Cheap to make.
class ExprBinder {
public:
    ExprBinder(AnalyzeContext& context, NameResolver& names, SubqueryBinder& subqueries, ExprPlace place)
        : context_(context), names_(names), subqueries_(subqueries), place_(place) {}

    /// Binds with the type the expression has by itself; an untyped literal stays `unknown`.
    BoundExprPtr bind(const sql::Expr& expr);
    /// Binds a condition: boolean, or a constant that Redshift takes as one (`WHERE 1`).
    /// Throws datatype_mismatch (42804) `argument of WHERE must be type boolean, not type integer`.
    BoundExprPtr bind_condition(const sql::Expr& expr);
    /// Binds LIMIT, OFFSET, TOP: a bigint without columns.
    BoundExprPtr bind_count(const sql::Expr& expr);

    /// True when an aggregate was bound since construction.
    bool found_aggregate() const { return found_aggregate_; }
    bool found_window() const { return found_window_; }

private:
    AnalyzeContext& context_;
    NameResolver& names_;
    SubqueryBinder& subqueries_;
    ExprPlace place_;
    int aggregate_depth_ = 0;
    bool found_aggregate_ = false;
    bool found_window_ = false;
};

/// Coerces `expr` to `target` (modifier included). Constants are converted now, parameters without a type take it.
/// Throws datatype_mismatch (42804) or cannot_coerce (42846) when there is no such cast in this context.
BoundExprPtr coerce(BoundExprPtr expr, Type target, functions::CastContext cast, AnalyzeContext& context);
/// For INSERT and UPDATE: assignment coercion with the column named in the error: `column "x" is of type integer but expression is of type date`.
BoundExprPtr coerce_for_assignment(BoundExprPtr expr, const catalog::Column& column, AnalyzeContext& context);
/// The common type of CASE, COALESCE, UNION, VALUES, IN … Untyped literals take the others' type. `construct` names it in the
/// error: `UNION types integer and date cannot be matched`.
Type unify_types(const std::vector<Type>& types, std::string_view construct, Span span);
/// Turns what is still `unknown` into varchar, as a select list does.
BoundExprPtr resolve_unknown(BoundExprPtr expr, AnalyzeContext& context);
/// A comparison of two bound expressions, with Redshift's conversions.
BoundExprPtr make_comparison(ComparisonOp op, BoundExprPtr left, BoundExprPtr right, Span span,
                             AnalyzeContext& context);
/// The column name that Redshift gives an unaliased select item (`date_part`, `?column?`, `case` …).
std::string output_name(const sql::Expr& expr);

}  // namespace blueshift::analyze
