#pragma once
/// Binds the queries of one statement: WITH, set operations, VALUES, ORDER BY and LIMIT. One SELECT
/// is SelectBinder's, its FROM clause FromBinder's; all expressions go through Clause to
/// ExprBinder.
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analyze/analyzer.h"
#include "analyze/bound_query.h"
#include "analyze/expr_binder.h"
#include "analyze/name_notes.h"
#include "analyze/scope.h"
#include "sql/ast/query.h"

namespace blueshift::analyze {

/// A WITH query that names can reach.
struct VisibleCte {
    std::string_view name;
    int id = 0;
    std::vector<BoundField> fields;
    bool bound =
        true;  ///< false while its own text is being bound and its columns are not known yet
    bool referenced = false;
};

class QueryBinder {
public:
    /// `notes`, when given, takes down what names meant; for canonical_query.
    explicit QueryBinder(AnalyzeContext& context, NameNotes* notes = nullptr)
        : context_(context), notes_(notes) {}

    AnalyzeContext& context() { return context_; }
    const catalog::CatalogView& catalog() const { return context_.catalog; }
    NameNotes* notes() { return view_depth() == 0 ? notes_ : nullptr; }

    /// Whether output columns of unknown type (untyped literals) stay so, for the caller to give
    /// them a type.
    enum class Unknown { resolve, keep };

    /// Binds the query of a statement, which may have an INTO.
    BoundQueryPtr statement_query(const sql::Query& query);
    /// Binds a query inside `outer` (null: no names from outside).
    BoundQueryPtr query(const sql::Query& query, Scope* outer, Unknown unknown = Unknown::resolve);
    /// Binds the WITH queries, which are visible until the returned object goes.
    class VisibleCtes;
    VisibleCtes with(const std::vector<sql::CommonTable>& list, bool recursive, Scope* outer,
                     std::vector<BoundCte>& out);
    /// The innermost WITH query of this name; null when there is none. The pointer is good until
    /// the next one is added.
    VisibleCte* find_cte(std::string_view name);

    /// Binds the text of a view. Errors inside carry no position, as it is not in the client's
    /// statement.
    BoundQueryPtr view_query(const catalog::Relation& view);

    /// Finds a relation by name. Inside a view names mean what they mean in the view's database.
    std::shared_ptr<const catalog::Relation> relation(const sql::QualifiedName& name) const;
    /// Throws syntax_error (42601) unless `into` is the statement's own.
    void check_into(const sql::Select& select) const;

    int new_relation() { return next_relation_++; }
    int new_cte() { return next_cte_++; }
    /// Takes down that the statement reads `relation`.
    void read(const catalog::Relation& relation);
    /// Counts the use of an alias inside another expression. Throws statement_too_complex (54001):
    /// each use copies the expression.
    void count_alias_use(Span span);

    /// What follows the body of a query.
    struct Tail {
        std::span<const sql::OrderItem> order_by;
        const sql::Expr* limit = nullptr;
        const sql::Expr* offset = nullptr;
    };
    /// Binds LIMIT and OFFSET into `out`.
    void limits(const Tail& tail, Scope* outer, BoundQuery& out);

private:
    int view_depth() const { return static_cast<int>(views_.size()); }
    BoundQueryPtr body(const sql::QueryBody& body, Tail tail, Scope* outer, Unknown unknown);
    BoundQueryPtr nested(const sql::Query& query, Tail tail, Scope* outer, Unknown unknown);
    BoundQueryPtr set_operation(const sql::SetOperation& operation, const Tail& tail, Scope* outer,
                                Unknown unknown);
    BoundQueryPtr arm(const sql::QueryBody& body, Scope* outer);
    BoundQueryPtr combine(BoundQueryPtr left, BoundQueryPtr right,
                          const sql::SetOperation& operation);
    BoundQueryPtr values(const sql::Values& values, const Tail& tail, Scope* outer,
                         Unknown unknown);
    BoundCte cte(const sql::CommonTable& table, bool recursive, Scope* outer);
    BoundQueryPtr recursive_cte(const sql::CommonTable& table, BoundCte& cte, Scope* outer);
    void order_by_outputs(const Tail& tail, BoundQuery& out);

    AnalyzeContext& context_;
    NameNotes* notes_;
    int next_relation_ = 1;
    int next_cte_ = 1;
    int alias_uses_ = 0;
    std::vector<VisibleCte> ctes_;
    const sql::IntoClause* into_ = nullptr;
    std::vector<catalog::Oid> views_;  ///< being expanded, outermost first
    std::string view_database_;        ///< of the innermost view, when it is not the session's
};

/// Ends the visibility of WITH queries.
class QueryBinder::VisibleCtes {
public:
    VisibleCtes(QueryBinder& binder, std::size_t count) : binder_(binder), count_(count) {}
    VisibleCtes(const VisibleCtes&) = delete;
    VisibleCtes& operator=(const VisibleCtes&) = delete;
    ~VisibleCtes() { binder_.ctes_.resize(count_); }

private:
    QueryBinder& binder_;
    std::size_t count_;
};

/// The column that a query gives for `expr`: origin and string properties pass through plain column
/// references.
BoundField make_field(std::string name, const BoundExpr& expr);
/// Renames the first fields. Throws invalid_column_reference (42P10) when there are fewer than
/// `names`; `what` is `table "x"`.
void rename_fields(std::vector<BoundField>& fields, const std::vector<sql::Name>& names,
                   const std::string& what);

/// Coerces the output columns of `query` to `types`. Untyped literals are converted where they
/// stand; other columns too where that cannot change the query's own sorting or DISTINCT, and by a
/// query around it otherwise.
BoundQueryPtr coerce_outputs(BoundQueryPtr query, const std::vector<Type>& types,
                             QueryBinder& binder);
/// The same with a coercion of the caller's, called once per output expression.
using CoerceOutput = std::function<BoundExprPtr(BoundExprPtr expr, std::size_t column)>;
BoundQueryPtr convert_outputs(BoundQueryPtr query, const CoerceOutput& coerce, QueryBinder& binder);
/// A FROM item around a query.
std::unique_ptr<BoundSubqueryFrom> make_subquery_from(BoundQueryPtr query, int id);
/// The output column (from 0) that a constant in ORDER BY or GROUP BY stands for; nothing for other
/// expressions. Throws invalid_column_reference (42P10) outside the list, syntax_error (42601) for
/// a constant that is no integer.
std::optional<std::size_t> output_position(const sql::Expr& expr, std::size_t output_count,
                                           std::string_view clause);
BoundOrder make_order(BoundExprPtr expr, const sql::OrderItem& item);

}  // namespace blueshift::analyze
