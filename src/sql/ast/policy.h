#pragma once
/// Row-level security and masking policies.  Doc: dg/r_CREATE_RLS_POLICY, dg/r_CREATE_MASKING_POLICY
#include "sql/ast/utility.h"

namespace blueshift::sql {

enum class PolicyKind { rls, masking };

struct PolicyColumnDefinition {
    Name name;
    TypeName type;
};

struct CreatePolicy : Statement {
    static constexpr StatementKind kKind = StatementKind::create_policy;
    CreatePolicy() : Statement(kKind) {}
    PolicyKind policy = PolicyKind::rls;
    bool if_not_exists = false;
    QualifiedName name;  ///< may name the database
    std::vector<PolicyColumnDefinition> columns;
    Name alias;  ///< of RLS, or empty
    std::vector<ExprPtr> expressions;  ///< USING: one predicate, or one value per masked column
};

/// ALTER … POLICY … USING
struct AlterPolicy : Statement {
    static constexpr StatementKind kKind = StatementKind::alter_policy;
    AlterPolicy() : Statement(kKind) {}
    PolicyKind policy = PolicyKind::rls;
    QualifiedName name;
    std::vector<ExprPtr> expressions;
};

/// ATTACH and DETACH.  Doc: dg/r_ATTACH_RLS_POLICY, dg/r_ATTACH_MASKING_POLICY
struct AttachPolicy : Statement {
    static constexpr StatementKind kKind = StatementKind::attach_policy;
    AttachPolicy() : Statement(kKind) {}
    PolicyKind policy = PolicyKind::rls;
    bool detach = false;
    QualifiedName name;
    std::vector<QualifiedName> tables;  ///< one for masking
    /// What is masked: columns, or paths into SUPER columns whose steps are parts.
    std::vector<QualifiedName> outputs;
    std::vector<QualifiedName> inputs;  ///< USING; empty: as the outputs
    std::vector<Grant::Grantee> grantees;
    std::optional<int> priority;
};

}  // namespace blueshift::sql
