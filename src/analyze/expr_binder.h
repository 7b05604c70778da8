#pragma once
/// Binds expressions. Names and subqueries are resolved by the query binder through the two interfaces below.
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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
    /// What names below PRIOR mean; null outside of CONNECT BY.
    virtual NameResolver* prior() { return nullptr; }
    /// Takes down which function a call means.
    virtual void note_routine(const sql::FunctionCall&, const catalog::Routine&) {}
    /// Binds a name written with (+). Throws syntax_error (42601) where there can be no outer join.
    virtual BoundExprPtr resolve_outer_joined(const std::vector<sql::Name>& parts, Span span);
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
    /// Converts the columns of a bound subquery, as `x IN (SELECT …)` needs it when the types differ.
    virtual BoundQueryPtr coerce_outputs(BoundQueryPtr query, const std::vector<Type>& types) = 0;
};

/// Where an expression stands; says what it may contain and how errors name the place.
struct ExprPlace {
    std::string_view clause = "SELECT";  ///< WHERE, GROUP BY, JOIN/ON … as in PostgreSQL's messages
    bool aggregates_allowed = false;
    bool windows_allowed = false;
    bool subqueries_allowed = true;
    bool sets_allowed = false;  ///< set-returning functions: in FROM
    /// In a function's body: what $1 … stand for, and how many functions deep it is.
    const std::vector<BoundExprPtr>* routine_arguments = nullptr;
    int routine_depth = 0;
};

/// Binds expressions of one clause. Cheap to make. One file per kind of expression: expr_binder_<kind>.cpp.
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
    BoundExprPtr bind_kind(const sql::Expr& expr);
    BoundExprPtr bind_column(const sql::ColumnRef& ref);
    BoundExprPtr boolean_argument(const sql::Expr& expr, std::string_view of);
    BoundExprPtr to_condition(BoundExprPtr expr, std::string_view of, Span span);

    // expr_binder_literal.cpp
    BoundExprPtr bind_literal(const sql::Literal& literal);
    BoundExprPtr bind_interval(const sql::IntervalLiteral& literal);
    BoundExprPtr bind_parameter(const sql::Parameter& parameter);
    BoundExprPtr bind_array(const sql::Array& array);

    // expr_binder_operator.cpp
    BoundExprPtr bind_unary(const sql::Unary& unary);
    BoundExprPtr bind_binary(const sql::Binary& binary);
    BoundExprPtr bind_logical(const sql::Logical& logical);
    BoundExprPtr bind_like(const sql::Like& like);
    BoundExprPtr bind_operator(std::string_view symbol, std::vector<BoundExprPtr> operands, Span span);

    // expr_binder_comparison.cpp
    BoundExprPtr bind_is_test(const sql::IsTest& test);
    BoundExprPtr bind_between(const sql::Between& between);
    BoundExprPtr bind_in_list(const sql::InList& in);
    BoundExprPtr bind_quantified_array(const sql::Quantified& quantified);
    BoundExprPtr bind_row(const sql::Row& row);

    // expr_binder_case.cpp
    BoundExprPtr bind_case(const sql::Case& node);
    BoundExprPtr bind_nvl2(const sql::FunctionCall& call);
    BoundExprPtr bind_decode(const sql::FunctionCall& call);
    BoundExprPtr bind_nullif(const sql::FunctionCall& call);

    // expr_binder_cast.cpp
    BoundExprPtr bind_cast(const sql::Cast& cast);

    // expr_binder_function.cpp
    BoundExprPtr bind_function(const sql::FunctionCall& call);
    BoundExprPtr bind_user_function(const sql::FunctionCall& call, std::vector<BoundExprPtr>& arguments);
    std::vector<BoundExprPtr> bind_arguments(const sql::FunctionCall& call,
                                             std::span<const functions::Signature> candidates);

    // expr_binder_aggregate.cpp
    BoundExprPtr bind_aggregate(const sql::FunctionCall& call,
                                std::span<const functions::Signature> candidates);
    BoundExprPtr bind_window(const sql::FunctionCall& call,
                             std::span<const functions::Signature> candidates);
    BoundExprPtr bind_grouping(const sql::FunctionCall& call);
    std::vector<BoundOrder> bind_order(const std::vector<sql::OrderItem>& items);
    void bind_frame(const sql::WindowSpec& spec, BoundWindow& window);
    BoundExprPtr frame_offset(const sql::Expr& expr);
    void check_aggregate_place(Span span);

    // expr_binder_subquery.cpp
    BoundExprPtr bind_exists(const sql::Exists& exists);
    BoundExprPtr bind_scalar_query(const sql::ScalarQuery& query);
    BoundExprPtr bind_in_query(const sql::InQuery& in);
    BoundExprPtr bind_quantified_query(const sql::Quantified& quantified);
    SubqueryBinder::Result bind_query(const sql::Query& query, Span span);
    BoundExprPtr match_query(std::unique_ptr<BoundSubquery> subquery, const sql::Expr& operand);

    // expr_binder_super.cpp
    BoundExprPtr bind_subscript(const sql::Subscript& subscript);
    BoundExprPtr bind_prior(const sql::Prior& prior);

    AnalyzeContext& context_;
    NameResolver& names_;
    SubqueryBinder& subqueries_;
    ExprPlace place_;
    int aggregate_depth_ = 0;
    int window_depth_ = 0;
    bool found_aggregate_ = false;
    bool found_window_ = false;
};

/// Coerces `expr` to `target` (modifier included). Constants are converted now, parameters without a type take it.
/// Throws cannot_coerce (42846) when there is no such cast in this context, ambiguous_parameter (42P08) when a parameter
/// already has another type.
BoundExprPtr coerce(BoundExprPtr expr, Type target, functions::CastContext cast, AnalyzeContext& context);
/// For INSERT and UPDATE: assignment coercion with the column named in the error: `column "x" is of type integer but expression is of type date`.
BoundExprPtr coerce_for_assignment(BoundExprPtr expr, const catalog::Column& column, AnalyzeContext& context);
/// The common type of UNION, VALUES … Untyped literals take the others' type. `construct` names it in the
/// error: `UNION types integer and date cannot be matched`.
Type unify_types(const std::vector<Type>& types, std::string_view construct, Span span);
/// The same for expressions, which may be untyped literals: a common VARCHAR has room for each.
Type unify_expressions(const std::vector<const BoundExpr*>& expressions, std::string_view construct,
                       Span span);
/// Turns what is still `unknown` into varchar, as a select list does.
BoundExprPtr resolve_unknown(BoundExprPtr expr, AnalyzeContext& context);
/// A comparison of two bound expressions, with Redshift's conversions. Rows are compared item by item.
/// Throws undefined_function (42883) `operator does not exist: date = integer`.
BoundExprPtr make_comparison(ComparisonOp op, BoundExprPtr left, BoundExprPtr right, Span span,
                             AnalyzeContext& context);
/// Whether NULLs of a sort key come first. Doc: dg/r_ORDER_BY_clause
bool nulls_first(const sql::OrderItem& item);
/// The column name that Redshift gives an unaliased select item (`date_part`, `?column?`, `case` …).
std::string output_name(const sql::Expr& expr);

}  // namespace blueshift::analyze
