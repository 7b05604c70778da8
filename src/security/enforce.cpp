#include "security/enforce.h"

#include "security/policy_rewriter.h"
#include "security/privilege_checker.h"

namespace blueshift::security {

namespace {

template <class Tree>
void enforce_on(Tree& tree, const analyze::AnalyzeContext& context, std::int32_t user, bool explain) {
    const catalog::Snapshot& snapshot = context.catalog.snapshot();
    check_privileges(tree, snapshot, user);
    const catalog::AccessRules rules(snapshot, user);
    PolicyRewriter::Parts parts;
    if (explain) {
        parts.rows = rules.has_system_permission("explain rls");
        parts.masks = rules.has_system_permission("explain masking");
    }
    PolicyRewriter(context, rules, parts).apply(tree);
}

}  // namespace

void enforce(analyze::BoundStatement& statement, const analyze::AnalyzeContext& context, std::int32_t user) {
    enforce_on(statement, context, user, false);
}

void enforce(analyze::BoundQuery& query, const analyze::AnalyzeContext& context, std::int32_t user) {
    enforce_on(query, context, user, false);
}

void enforce_explain(analyze::BoundStatement& statement, const analyze::AnalyzeContext& context, std::int32_t user) {
    enforce_on(statement, context, user, true);
}

void enforce_explain(analyze::BoundQuery& query, const analyze::AnalyzeContext& context, std::int32_t user) {
    enforce_on(query, context, user, true);
}

}  // namespace blueshift::security
