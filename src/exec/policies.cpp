#include "exec/policies.h"

#include <algorithm>

#include "exec/acl.h"
#include "security/policy_binding.h"
#include "security/policy_lookup.h"

namespace blueshift::exec {

namespace {

using catalog::PolicyAttachment;

void require_policy_manager(const ExecContext& context) {
    if (catalog::AccessRules(context.catalog.current(), context.user).may_manage_policies()) return;
    throw Error(Code::insufficient_privilege, "permission denied: must be superuser or have role sys:secadmin");
}

std::string_view policy_word(sql::PolicyKind kind) { return kind == sql::PolicyKind::rls ? "RLS" : "masking"; }

/// The name without its database, which must be the current one.
const std::string& policy_name(const sql::QualifiedName& name, const ExecContext& context) {
    const std::string& current = context.catalog.current().databases.find(context.database)->name;
    if (name.parts.size() > 2 || (name.parts.size() == 2 && name.parts[0].text != current)) {
        throw Error(Code::feature_not_supported, "policies of other databases are not supported").at(name.span);
    }
    return name.object();
}

Error no_such_policy(sql::PolicyKind kind, const sql::QualifiedName& name) {
    Error error(Code::undefined_object, "{} policy \"{}\" does not exist", policy_word(kind), name.object());
    error.at(name.span);
    return error;
}

const catalog::RlsPolicy& find_rls(const sql::QualifiedName& name, const ExecContext& context) {
    const auto* policy = context.catalog.current().rls_policies.find(context.database, policy_name(name, context));
    if (policy == nullptr) throw no_such_policy(sql::PolicyKind::rls, name);
    return *policy;
}

const catalog::MaskingPolicy& find_masking(const sql::QualifiedName& name, const ExecContext& context) {
    const auto* policy = context.catalog.current().masking_policies.find(context.database, policy_name(name, context));
    if (policy == nullptr) throw no_such_policy(sql::PolicyKind::masking, name);
    return *policy;
}

std::vector<catalog::PolicyColumn> policy_columns(const std::vector<sql::PolicyColumnDefinition>& definitions) {
    std::vector<catalog::PolicyColumn> columns;
    for (const sql::PolicyColumnDefinition& definition : definitions) {
        const bool twice = std::any_of(columns.begin(), columns.end(), [&](const catalog::PolicyColumn& column) {
            return column.name == definition.name.text;
        });
        if (twice) {
            throw Error(Code::duplicate_column, "column \"{}\" specified more than once", definition.name.text)
                .at(definition.name.span);
        }
        columns.push_back({definition.name.text, analyze::resolve_type(definition.type)});
    }
    return columns;
}

/// Checks a predicate and gives its canonical text.
std::string checked_predicate(const std::vector<sql::ExprPtr>& expressions,
                              const std::vector<catalog::PolicyColumn>& columns, const std::string& alias,
                              ExecContext& context) {
    const auto view = context.view();
    auto analyze_context = context.analyze_context(view);
    const auto texts = security::canonical_expressions(expressions, columns, alias, analyze_context);
    auto check_context = context.analyze_context(view);
    const auto bound = security::bind_policy(texts, columns, alias, check_context);
    if (bound->fields[0].type.id != TypeId::boolean) {
        throw Error(Code::datatype_mismatch, "argument of USING must be type boolean, not type {}",
                    format_type(bound->fields[0].type))
            .at(expressions[0]->span);
    }
    return texts[0];
}

std::vector<std::string> checked_masks(const std::vector<sql::ExprPtr>& expressions,
                                       const std::vector<catalog::PolicyColumn>& columns, ExecContext& context) {
    const auto view = context.view();
    auto analyze_context = context.analyze_context(view);
    auto texts = security::canonical_expressions(expressions, columns, {}, analyze_context);
    auto check_context = context.analyze_context(view);
    security::bind_policy(texts, columns, {}, check_context);
    return texts;
}

template <class Policy>
void touch(Policy& policy, const ExecContext& context) {
    policy.modified_by = context.user;
    policy.modified_micros = context.text.now_micros;
}

/// A relation that policies can be attached to.  Doc: dg/r_ATTACH_RLS_POLICY
std::shared_ptr<const catalog::Relation> attachable(const sql::QualifiedName& name, ExecContext& context) {
    std::vector<std::string> parts;
    for (const sql::Name& part : name.parts) parts.push_back(part.text);
    auto relation = context.view().relation(parts, name.span);
    const auto refuse = [&](std::string_view what) {
        throw Error(Code::feature_not_supported, "policies cannot be attached to {} \"{}\"", what, relation->name)
            .at(name.span);
    };
    if (relation->temporary) refuse("temporary table");
    if (relation->kind == catalog::RelationKind::system) refuse("system table");
    if (relation->kind == catalog::RelationKind::external) refuse("external table");
    const catalog::Snapshot& snapshot = context.catalog.current();
    const catalog::Schema* schema = snapshot.schemas.find(relation->schema);
    if (schema == nullptr || schema->database != context.database) refuse("relation of another database");
    for (const auto& [oid, policy] : snapshot.rls_policies.all()) {
        const auto& lookups = policy->depends_on;
        if (std::find(lookups.begin(), lookups.end(), relation->oid) != lookups.end()) refuse("policy lookup table");
    }
    return relation;
}

const catalog::Column* require_column(const catalog::Relation& relation, const std::string& name, Span span) {
    // The columns of a late-binding view are known when it is read.
    if (relation.kind == catalog::RelationKind::late_binding_view) return nullptr;
    const catalog::Column* column = relation.find_column(name);
    if (column == nullptr) {
        throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", name, relation.name)
            .at(span);
    }
    return column;
}

/// The places that ATTACH names: columns, and paths into SUPER columns.
std::vector<std::string> checked_paths(const std::vector<sql::QualifiedName>& paths, const catalog::Relation& relation) {
    std::vector<std::string> texts;
    for (const sql::QualifiedName& path : paths) {
        std::vector<std::string> steps;
        for (const sql::Name& part : path.parts) steps.push_back(part.text);
        const catalog::Column* column = require_column(relation, steps[0], path.span);
        if (steps.size() > 1 && column != nullptr && column->type.id != TypeId::super) {
            throw Error(Code::datatype_mismatch, "column \"{}\" is not of type super", steps[0]).at(path.span);
        }
        texts.push_back(security::join_path(steps));
    }
    return texts;
}

bool same_grantee(const PolicyAttachment& left, const PolicyAttachment& right) {
    return left.relation == right.relation && left.kind == right.kind && left.grantee == right.grantee;
}

PolicyAttachment attachment_of(const catalog::Relation& relation, const sql::Grant::Grantee& grantee,
                               const ExecContext& context) {
    const catalog::AclEntry entry = resolve_grantee(grantee, context);
    if (entry.kind == catalog::AclEntry::group) {
        throw Error(Code::feature_not_supported, "policies cannot be attached to groups").at(grantee.name.span);
    }
    PolicyAttachment attachment;
    attachment.relation = relation.oid;
    attachment.kind = entry.kind;
    attachment.grantee = entry.grantee;
    attachment.grantor = context.user;
    return attachment;
}

void attach_rls(const sql::AttachPolicy& statement, ExecContext& context) {
    catalog::RlsPolicy policy = find_rls(statement.name, context);
    for (const sql::QualifiedName& table : statement.tables) {
        const auto relation = attachable(table, context);
        for (const catalog::PolicyColumn& column : policy.columns) require_column(*relation, column.name, table.span);
        for (const sql::Grant::Grantee& grantee : statement.grantees) {
            const PolicyAttachment attachment = attachment_of(*relation, grantee, context);
            const auto found = std::find_if(policy.attachments.begin(), policy.attachments.end(),
                                            [&](const auto& other) { return same_grantee(other, attachment); });
            if ((found != policy.attachments.end()) != statement.detach) {
                throw Error(statement.detach ? Code::undefined_object : Code::duplicate_object,
                            "RLS policy \"{}\" is {} attached to relation \"{}\" for this user or role", policy.name,
                            statement.detach ? "not" : "already", relation->name)
                    .at(statement.name.span);
            }
            if (statement.detach) {
                policy.attachments.erase(found);
            } else {
                policy.attachments.push_back(attachment);
            }
        }
    }
    context.catalog.put(std::move(policy));
}

/// Two masks of one place must differ in priority, and be for different users or roles.  Doc: dg/t_ddm-hierarchy
void check_mask_conflicts(const PolicyAttachment& added, const catalog::Relation& relation, Span span,
                          const ExecContext& context) {
    for (const auto& [oid, policy] : context.catalog.current().masking_policies.all()) {
        for (const PolicyAttachment& other : policy->attachments) {
            if (other.relation != added.relation) continue;
            for (const std::string& output : added.output_columns) {
                const auto& outputs = other.output_columns;
                if (std::find(outputs.begin(), outputs.end(), output) == outputs.end()) continue;
                if (same_grantee(other, added)) {
                    throw Error(Code::duplicate_object,
                                "masking policy \"{}\" is already attached to column \"{}\" of relation \"{}\" for this "
                                "user or role",
                                policy->name, output, relation.name)
                        .at(span);
                }
                if (other.priority == added.priority) {
                    throw Error(Code::duplicate_object,
                                "masking policy \"{}\" is already attached to column \"{}\" of relation \"{}\" with "
                                "priority {}",
                                policy->name, output, relation.name, added.priority)
                        .at(span);
                }
            }
        }
    }
}

/// The policy's own columns must be convertible to and from the table's.
void check_mask_types(const catalog::MaskingPolicy& policy, const PolicyAttachment& attachment,
                      const catalog::Relation& relation, Span span) {
    const auto& inputs = attachment.input_columns.empty() ? attachment.output_columns : attachment.input_columns;
    if (inputs.size() != policy.columns.size()) {
        throw Error(Code::invalid_object_definition, "masking policy \"{}\" takes {} columns but {} are given", policy.name,
                    policy.columns.size(), inputs.size())
            .at(span);
    }
    if (policy.expressions.size() != 1 && policy.expressions.size() != attachment.output_columns.size()) {
        throw Error(Code::invalid_object_definition, "masking policy \"{}\" gives {} columns but {} are attached",
                    policy.name, policy.expressions.size(), attachment.output_columns.size())
            .at(span);
    }
    for (std::size_t index = 0; index < inputs.size(); ++index) {
        const auto steps = security::split_path(inputs[index]);
        const catalog::Column* column = relation.find_column(steps[0]);
        if (column == nullptr || steps.size() > 1 || column->type.id == policy.columns[index].type.id) continue;
        throw Error(Code::datatype_mismatch, "column \"{}\" is of type {} but masking policy \"{}\" takes type {}",
                    column->name, format_type(column->type), policy.name, format_type(policy.columns[index].type))
            .at(span);
    }
}

void attach_masking(const sql::AttachPolicy& statement, ExecContext& context) {
    catalog::MaskingPolicy policy = find_masking(statement.name, context);
    const auto relation = attachable(statement.tables[0], context);
    const Span span = statement.name.span;
    for (const sql::Grant::Grantee& grantee : statement.grantees) {
        PolicyAttachment attachment = attachment_of(*relation, grantee, context);
        attachment.output_columns = checked_paths(statement.outputs, *relation);
        attachment.input_columns = checked_paths(statement.inputs, *relation);
        attachment.priority = statement.priority.value_or(0);
        if (statement.detach) {
            const auto count = std::erase_if(policy.attachments, [&](const PolicyAttachment& other) {
                return same_grantee(other, attachment) && other.output_columns == attachment.output_columns;
            });
            if (count == 0) {
                throw Error(Code::undefined_object,
                            "masking policy \"{}\" is not attached to these columns of relation \"{}\" for this user or "
                            "role",
                            policy.name, relation->name)
                    .at(span);
            }
            continue;
        }
        check_mask_conflicts(attachment, *relation, span, context);
        check_mask_types(policy, attachment, *relation, span);
        policy.attachments.push_back(std::move(attachment));
    }
    context.catalog.put(std::move(policy));
}

void check_unattached(const std::vector<PolicyAttachment>& attachments, sql::PolicyKind kind,
                      const sql::QualifiedName& name, std::string_view hint) {
    if (attachments.empty()) return;
    throw Error(Code::dependent_objects_still_exist, "cannot drop {} policy {} because other objects depend on it",
                policy_word(kind), name.object())
        .detail("The policy is attached to a relation.")
        .hint(std::string(hint))
        .at(name.span);
}

bool skip_missing(const sql::Drop& statement, const sql::QualifiedName& name, sql::PolicyKind kind, bool exists,
                  ExecContext& context) {
    if (exists || !statement.if_exists) return false;
    context.notice("NOTICE", Code::successful_completion,
                   fmt::format("{} policy \"{}\" does not exist, skipping", policy_word(kind), name.object()));
    return true;
}

}  // namespace

std::string create_policy(const sql::CreatePolicy& statement, ExecContext& context) {
    require_policy_manager(context);
    const bool rls = statement.policy == sql::PolicyKind::rls;
    const std::string tag = rls ? "CREATE RLS POLICY" : "CREATE MASKING POLICY";
    const std::string& name = policy_name(statement.name, context);
    const catalog::Snapshot& snapshot = context.catalog.current();
    const bool exists = rls ? snapshot.rls_policies.find(context.database, name) != nullptr
                            : snapshot.masking_policies.find(context.database, name) != nullptr;
    if (exists) {
        if (!statement.if_not_exists) {
            throw Error(Code::duplicate_object, "{} policy \"{}\" already exists", policy_word(statement.policy), name)
                .at(statement.name.span);
        }
        context.notice(
            "NOTICE", Code::duplicate_object,
            fmt::format("{} policy \"{}\" already exists, skipping", policy_word(statement.policy), name));
        return tag;
    }
    const auto fill = [&](auto policy) {
        policy.oid = context.allocate_oid();
        policy.database = context.database;
        policy.name = name;
        policy.columns = policy_columns(statement.columns);
        touch(policy, context);
        return policy;
    };
    if (rls) {
        auto policy = fill(catalog::RlsPolicy{});
        policy.alias = statement.alias.text;
        policy.predicate = checked_predicate(statement.expressions, policy.columns, policy.alias, context);
        context.catalog.put(std::move(policy));
    } else {
        auto policy = fill(catalog::MaskingPolicy{});
        policy.expressions = checked_masks(statement.expressions, policy.columns, context);
        context.catalog.put(std::move(policy));
    }
    return tag;
}

std::string alter_policy(const sql::AlterPolicy& statement, ExecContext& context) {
    require_policy_manager(context);
    if (statement.policy == sql::PolicyKind::rls) {
        catalog::RlsPolicy policy = find_rls(statement.name, context);
        policy.predicate = checked_predicate(statement.expressions, policy.columns, policy.alias, context);
        touch(policy, context);
        context.catalog.put(std::move(policy));
        return "ALTER RLS POLICY";
    }
    catalog::MaskingPolicy policy = find_masking(statement.name, context);
    if (statement.expressions.size() != policy.expressions.size()) {
        throw Error(Code::invalid_object_definition, "masking policy \"{}\" gives {} columns", policy.name,
                    policy.expressions.size())
            .at(statement.name.span);
    }
    policy.expressions = checked_masks(statement.expressions, policy.columns, context);
    touch(policy, context);
    context.catalog.put(std::move(policy));
    return "ALTER MASKING POLICY";
}

std::string attach_policy(const sql::AttachPolicy& statement, ExecContext& context) {
    require_policy_manager(context);
    const bool rls = statement.policy == sql::PolicyKind::rls;
    if (rls) {
        attach_rls(statement, context);
    } else {
        attach_masking(statement, context);
    }
    return std::string(statement.detach ? "DETACH " : "ATTACH ") + (rls ? "RLS POLICY" : "MASKING POLICY");
}

void drop_rls_policies(const sql::Drop& statement, ExecContext& context) {
    require_policy_manager(context);
    for (const sql::QualifiedName& name : statement.names) {
        const bool exists = context.catalog.current().rls_policies.find(context.database, name.object()) != nullptr;
        if (skip_missing(statement, name, sql::PolicyKind::rls, exists, context)) continue;
        const catalog::RlsPolicy policy = find_rls(name, context);
        if (!statement.cascade) {
            check_unattached(policy.attachments, sql::PolicyKind::rls, name,
                             "Use DROP RLS POLICY ... CASCADE to detach it from all relations.");
        }
        context.catalog.erase_rls_policy(policy.oid);
    }
}

void drop_masking_policies(const sql::Drop& statement, ExecContext& context) {
    require_policy_manager(context);
    for (const sql::QualifiedName& name : statement.names) {
        const bool exists = context.catalog.current().masking_policies.find(context.database, name.object()) != nullptr;
        if (skip_missing(statement, name, sql::PolicyKind::masking, exists, context)) continue;
        const catalog::MaskingPolicy policy = find_masking(name, context);
        check_unattached(policy.attachments, sql::PolicyKind::masking, name, "Detach it from all relations first.");
        context.catalog.erase_masking_policy(policy.oid);
    }
}

bool is_policy_switch(const sql::AlterTableAction& action) {
    return action.kind == sql::AlterTableKind::row_level_security || action.kind == sql::AlterTableKind::masking;
}

void switch_policies(const sql::AlterTableAction& action, catalog::Relation& relation, ExecContext& context) {
    require_policy_manager(context);
    if (relation.temporary || relation.kind == catalog::RelationKind::external) {
        throw Error(Code::feature_not_supported, "row-level security is not supported on \"{}\"", relation.name)
            .at(action.span);
    }
    if (action.kind == sql::AlterTableKind::masking) {
        relation.masking_for_datashares = action.flag;
        return;
    }
    if (action.for_datashares) {
        relation.rls_for_datashares = action.flag;
        return;
    }
    relation.row_level_security = action.flag;
    if (!action.conjunction.empty()) relation.rls_any = action.conjunction == "or";
}

void forget_attachments(catalog::Oid relation, ExecContext& context) {
    const auto snapshot = context.catalog.share();
    const auto forget = [&](const auto& policies) {
        for (const auto& [oid, stored] : policies.all()) {
            auto policy = *stored;
            const auto gone = std::erase_if(policy.attachments, [&](const PolicyAttachment& attachment) {
                return attachment.relation == relation;
            });
            if (gone + std::erase(policy.depends_on, relation) > 0) context.catalog.put(std::move(policy));
        }
    };
    forget(snapshot->rls_policies);
    forget(snapshot->masking_policies);
}

}  // namespace blueshift::exec
