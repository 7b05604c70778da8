#pragma once
/// Binds single expressions for tests, against columns named like their types and subqueries that are not looked into.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "analyze/bound_query.h"
#include "analyze/expr_binder.h"
#include "catalog/snapshot.h"

namespace blueshift::analyze {

class ExprTest : public ::testing::Test, public NameResolver, public SubqueryBinder {
protected:
    ExprTest();

    BoundExprPtr bind(const std::string& text);
    /// The bound type as format_type prints it; `unknown` for untyped literals.
    std::string type_of(const std::string& text);
    /// `type: value` of an expression that must have become a constant; `type: NULL`; the kind's number otherwise.
    std::string constant_of(const std::string& text);
    /// `SQLSTATE message`, with ` @position` where it points from 1; empty when there is none.
    std::string error_of(const std::string& text);
    std::string hint_of(const std::string& text);
    /// Error of binding as a WHERE condition, or the bound type.
    std::string condition(const std::string& text);

    /// Columns t.<name>: one per type, and two strings.
    std::map<std::string, Type> columns_;
    /// Columns that every subquery has.
    std::vector<Type> subquery_types_ = {{TypeId::integer}};
    /// Types that a subquery's columns were converted to.
    std::vector<Type> converted_to_;
    std::vector<Type> parameter_types_;
    ExprPlace place_{.aggregates_allowed = true, .windows_allowed = true};
    TextSettings text_;
    catalog::CatalogView catalog_;

private:
    BoundExprPtr resolve(const std::vector<sql::Name>& parts, Span span) override;
    Result bind_subquery(const sql::Query& query) override;
    BoundQueryPtr coerce_outputs(BoundQueryPtr query, const std::vector<Type>& types) override;
    BoundExprPtr bind_with(const std::string& text, BoundExprPtr (ExprBinder::*how)(const sql::Expr&));
};

}  // namespace blueshift::analyze
