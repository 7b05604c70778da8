#pragma once
/// One walk over a bound tree, giving the engine's SQL. Used through emit.h; internal to this folder.
///
/// Every expression comes out self-contained (a name, a call, or in parentheses), so that texts can be put together without
/// thinking of precedence, and has the engine type of its bound type (a decimal may be wider or narrower).
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyze/bound_statement.h"
#include "emit/catalog_filter.h"
#include "emit/emit.h"
#include "emit/string_traits.h"

namespace blueshift::emit {

struct AggregateCall;

/// What the placeholders of a template stand for, besides the arguments.
struct TemplateValues {
    Type result;
    std::vector<std::string> arguments;
    std::string_view distinct = {};      ///< {d}: `DISTINCT ` or nothing
    std::string_view over = {};          ///< {over}: ` OVER (…)` or nothing
    std::string_view ignore_nulls = {};  ///< {nulls}: ` IGNORE NULLS` or nothing
};

/// The grouped selects around the expression being emitted that group by the key form of a string. Where such a select uses the
/// group key itself, the engine must be given one of the group's values instead.
class GroupScopes {
public:
    /// Inside: expressions over the groups of `select`.
    class Enter {
    public:
        Enter(GroupScopes& scopes, const analyze::BoundSelect* select);
        ~Enter();

    private:
        std::vector<const analyze::BoundSelect*>* selects_ = nullptr;
    };
    /// Inside: arguments of an aggregate, which are over rows again.
    class Suspend {
    public:
        explicit Suspend(GroupScopes& scopes);
        ~Suspend();

    private:
        GroupScopes& scopes_;
        std::vector<const analyze::BoundSelect*> saved_;
    };
    struct Found {
        const analyze::BoundSelect* select = nullptr;
        bool innermost = false;
    };
    /// The select that groups by `expr`; null when none does.
    Found find(const analyze::BoundExpr& expr) const;
    bool empty() const { return selects_.empty(); }

private:
    std::vector<const analyze::BoundSelect*> selects_;
};

class Emitter {
public:
    explicit Emitter(EmitContext& context) : context_(context) {}

    // Queries (query.cpp).
    /// Emits an output column of a select list or a VALUES row, given its expression and index.
    using EmitOutput = std::function<std::string(const analyze::BoundExpr&, std::size_t)>;
    std::string query(const analyze::BoundQuery& query);
    /// The same with outputs made by `output`; only for a query whose body is not a set operation.
    std::string query(const analyze::BoundQuery& query, const EmitOutput& output);
    /// `WITH … ` or nothing.
    std::string with_clause(const std::vector<analyze::BoundCte>& ctes);
    /// `k0,k1,…`: the columns of a FROM item that is not a table.
    static std::string column_names(std::size_t count);

    // FROM items (from.cpp).
    std::string from_list(const std::vector<analyze::BoundFromPtr>& items);
    std::string from_item(const analyze::BoundFrom& item);
    /// Makes the columns of `item` known; needed before any expression over them is emitted.
    void register_item(const analyze::BoundFrom& item);
    std::string table_name(const catalog::Relation& relation) const;
    /// A scan of a system relation, with what `filters_` knows of its rows.
    std::string catalog_scan(const analyze::BoundTable& table);

    // External tables (external.cpp).
    /// While it lives: the conditions around a FROM item, with `added`; without those before unless `kept`.
    class Conditions {
    public:
        Conditions(Emitter& emitter, const analyze::BoundExpr* added, bool kept);
        ~Conditions();

    private:
        Emitter& emitter_;
        std::vector<const analyze::BoundExpr*> saved_;
    };
    std::string external_table(const analyze::BoundTable& table);
    /// One side of a join, under the conditions that its rows must meet.
    std::string join_side(const analyze::BoundJoin& join, bool left);

    // Expressions (expression.cpp, comparison.cpp, aggregate.cpp, window.cpp).
    std::string expression(const analyze::BoundExpr& expr);
    std::vector<std::string> expressions(const std::vector<analyze::BoundExprPtr>& list);
    /// The form of `expr` in which equal values are identical for the engine: strings lose trailing blanks, and their case where
    /// the column is case-insensitive. For comparing, grouping, joining, sorting.
    std::string key(const analyze::BoundExpr& expr, bool fold_case = false);
    std::string order_list(const std::vector<analyze::BoundOrder>& order);
    /// ` ASC NULLS LAST` and so on.
    static std::string_view direction(const analyze::BoundOrder& order);
    std::string comparison(analyze::ComparisonOp op, const analyze::BoundExpr& left,
                           const analyze::BoundExpr& right);
    std::string cast(const analyze::BoundCast& cast);

    // Templates of function rows (template.cpp).
    std::string expand(std::string_view text, const TemplateValues& values);

    // Session time (special_datetime.cpp).
    /// A TIMESTAMPTZ text as the session's local TIMESTAMP, and back.
    std::string local_time(const std::string& instant);
    std::string instant(const std::string& local);

    EmitContext& context() { return context_; }
    StringTraits& traits() { return traits_; }

private:
    std::string body(const analyze::BoundQuery& query, const EmitOutput& output);
    std::string select(const analyze::BoundQuery& query, const EmitOutput& output);
    std::string select_list(const analyze::BoundSelect& select, const EmitOutput& output);
    std::string set_operation(const analyze::BoundSetOperation& operation);
    std::string values_rows(const std::vector<std::vector<analyze::BoundExprPtr>>& rows,
                            const EmitOutput& output);
    std::string group_clause(const analyze::BoundSelect& select);
    std::string order_clause(const analyze::BoundQuery& query);
    std::string sort_key(const analyze::BoundQuery& query, const analyze::BoundSort& sort);
    std::string limit_clause(const analyze::BoundQuery& query);
    /// True when equal values of an output column may differ in their bytes.
    bool output_needs_key(const analyze::BoundQuery& query, std::size_t column);
    /// The key form of `name`, which stands for an output column.
    std::string output_key(const analyze::BoundQuery& query, std::size_t column, std::string name);
    std::string unnest(const analyze::BoundUnnest& item);

    std::string column(const analyze::BoundColumn& column);
    std::string call(const analyze::BoundCall& call);
    std::string logical(const analyze::BoundLogical& logical);
    std::string is_test(const analyze::BoundIsTest& test);
    std::string case_expression(const analyze::BoundCase& expr);
    std::string in_list(const analyze::BoundInList& expr);
    std::string subquery(const analyze::BoundSubquery& expr);
    std::string quantified(const analyze::BoundSubquery& expr);
    std::string row_in_subquery(const analyze::BoundSubquery& expr);
    std::string row_comparison(analyze::ComparisonOp op, const analyze::BoundRow& left,
                               const analyze::BoundRow& right);
    std::vector<std::string> grouping_keys(const analyze::BoundGrouping& expr);
    std::string placeholder(std::string_view name, const TemplateValues& values);
    std::string session_constant(std::string_view name, Type type);
    std::string aggregate_call(const AggregateCall& call);
    std::string window_aggregate(const analyze::BoundWindow& expr, std::string_view over);
    std::string aggregate(const analyze::BoundAggregate& expr);
    std::string window(const analyze::BoundWindow& expr);
    std::string over_clause(const analyze::BoundWindow& expr);
    std::string frame(const analyze::BoundWindow& expr);
    std::string super_path(const analyze::BoundSuperPath& expr);
    std::string parameter(const analyze::BoundParameter& parameter);
    /// The key form, without regard to the groups of an enclosing select.
    std::string raw_key(const analyze::BoundExpr& expr, bool fold_case);
    std::string dispatch(const analyze::BoundExpr& expr);

    EmitContext& context_;
    StringTraits traits_;
    /// Tables by FROM item number; other FROM items have columns k0, k1 …
    std::unordered_map<int, const analyze::BoundTable*> tables_;
    CatalogFilters filters_;
    GroupScopes groups_;
    std::vector<const analyze::BoundExpr*> conditions_;  ///< that rows of the FROM item being emitted must meet
};

/// `text` made comparable byte by byte: without trailing blanks and, with `fold`, in lower case.
std::string key_form(std::string text, bool trim, bool fold);
/// Operator symbol of a comparison in the engine.
std::string_view comparison_symbol(analyze::ComparisonOp op);
/// An identifier in double quotes.
std::string quote_identifier(std::string_view name);
/// A string literal.
std::string quote_literal(std::string_view text);

}  // namespace blueshift::emit
