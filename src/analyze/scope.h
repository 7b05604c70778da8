#pragma once
/// What names mean inside one query level: the tables of its FROM clause and the levels around it.
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/bound_query.h"
#include "catalog/view.h"
#include "sql/ast/node.h"

namespace blueshift::analyze {

/// A column that names can reach. Refers to the BoundFrom that gives it, which outlives the scope.
struct ScopeColumn {
    std::string_view name;
    int relation = 0;
    int column = 0;
    const BoundField* field = nullptr;
    std::shared_ptr<const BoundExpr> merged;  ///< a USING column of a full join: the expression for
                                              ///< both sides; shared by the copies of this column
    bool hidden = false;                      ///< not part of *
};

/// A table name of FROM with its columns.
struct ScopeTable {
    std::string name;  ///< empty: an unnamed subquery, reached by column names only
    /// Set while the relation's own name is visible, that is without an alias: then
    /// schema.table.column works too.
    const catalog::Relation* relation = nullptr;
    /// Its own name where an alias hides it, for the error message.
    std::string hidden_name;
    std::vector<ScopeColumn> columns;
};

/// Names visible at one query level. `outer` is the level around it, null at the top; it outlives
/// this one.
class Scope {
public:
    Scope(const catalog::CatalogView& catalog, Scope* outer) : catalog_(catalog), outer_(outer) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

    /// Adds what a FROM item makes visible.
    /// Throws duplicate_alias (42712) `table name "x" specified more than once`.
    void add(std::vector<ScopeTable> tables, std::vector<ScopeColumn> columns, Span span);

    /// Binds a dotted name, looking outwards; trailing parts navigate into SUPER values. Null when
    /// its first part is unknown everywhere. Throws ambiguous_column (42702), and undefined_column
    /// (42703) for a column that a found table lacks.
    BoundExprPtr find(const std::vector<sql::Name>& parts, Span span);
    /// Says why `find` gave null: undefined_column (42703) or undefined_table (42P01).
    [[noreturn]] void throw_not_found(const std::vector<sql::Name>& parts, Span span) const;

    /// The table that `qualifier` names at this level, for t.*. Null when there is none.
    const ScopeTable* find_table(std::span<const sql::Name> qualifier, Span span) const;
    /// All columns in the order of *.
    const std::vector<ScopeColumn>& columns() const { return columns_; }
    const std::vector<ScopeTable>& tables() const { return tables_; }
    Scope* outer() const { return outer_; }

    /// Names of tables of the same FROM clause that this part of it cannot see.
    void set_unreachable(std::set<std::string> names) { unreachable_ = std::move(names); }
    std::set<std::string> table_names() const;

    /// True when a name inside was found outside.
    bool correlated() const { return correlated_; }

private:
    BoundExprPtr find_here(const std::vector<sql::Name>& parts, Span span) const;
    const ScopeColumn* find_column(std::string_view name, Span span) const;
    bool matches(const ScopeTable& table, std::span<const sql::Name> qualifier) const;

    const catalog::CatalogView& catalog_;
    Scope* outer_;
    std::vector<ScopeTable> tables_;
    std::vector<ScopeColumn> columns_;
    std::set<std::string> unreachable_;
    bool correlated_ = false;
};

/// The expression that stands for a column.
BoundExprPtr make_column(const ScopeColumn& column, Span span);

/// Navigates from `base` by the parts from `first` on.
/// Throws datatype_mismatch (42804) when the base is not SUPER.
BoundExprPtr make_super_path(BoundExprPtr base, const std::vector<sql::Name>& parts,
                             std::size_t first, Span span);

}  // namespace blueshift::analyze
