#pragma once
/// Puts row-level security and masking into a bound tree.  Doc: dg/t_rls, dg/t_ddm
#include <map>

#include "analyze/analyzer.h"
#include "security/policy_lookup.h"
#include "security/tree_visitor.h"

namespace blueshift::security {

/// Replaces every relation with policies, wherever it is read, by a query that gives the visible rows with their masks:
///
///     (SELECT masked columns FROM (SELECT columns, policy columns FROM relation) WHERE predicate LIMIT everything)
///
/// The LIMIT keeps the engine from moving the statement's own conditions below the predicate, where they would see hidden
/// rows: an error, a cast or a function with side effects would tell of them. The FROM item keeps its number and columns, so
/// that nothing else changes. What UPDATE, DELETE and MERGE write is found through such a query by the engine's row numbers.
class PolicyRewriter : public TreeVisitor {
public:
    struct Parts {
        bool rows = true;
        bool masks = true;
    };
    PolicyRewriter(const analyze::AnalyzeContext& context, const catalog::AccessRules& rules, Parts parts)
        : context_(context), rules_(rules), parts_(parts) {}

    void apply(analyze::BoundQuery& query);
    void apply(analyze::BoundStatement& statement);

protected:
    void on_from(analyze::BoundFromPtr& item) override;

private:
    struct Policies {
        std::optional<RowPolicies> rows;
        std::vector<AppliedMask> masks;
        bool empty() const { return !rows && masks.empty(); }
    };
    class Builder;

    Policies policies_of(const catalog::Relation& relation) const;
    /// `with_row_number` adds the engine's row number as the last column.
    analyze::BoundFromPtr secured(analyze::BoundFromPtr item, const catalog::Relation& relation, const Policies& policies,
                                  bool with_row_number);
    /// Reads the rows of a written table through its policies; null when it has none. The table gets a new number.
    analyze::BoundFromPtr secured_target(analyze::BoundTable& target);
    void rewrite_merge(analyze::BoundMerge& merge);

    const analyze::AnalyzeContext& context_;
    const catalog::AccessRules& rules_;
    const Parts parts_;
    int next_relation_ = 1;
    int next_cte_ = 1;
};

}  // namespace blueshift::security
