/// SVV_ views of row-level security and masking.  Doc: dg/r_SVV_RLS_POLICY, dg/r_SVV_MASKING_POLICY
#include <nlohmann/json.hpp>

#include "catalog/system/families.h"
#include "catalog/system/policy_rows.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

std::vector<Row> svv_rls_policy(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, policy] : context.catalog.snapshot().rls_policies.all()) {
        if (!context.superuser || policy->database != context.catalog.database().oid) continue;
        rows.push_back({database_name(context), policy->name, policy->alias, policy_columns(policy->columns), policy->predicate, true,
                        user_name(context, policy->modified_by), policy->modified_micros});
    }
    return rows;
}

std::string relation_kind(const Relation& relation) {
    switch (relation.kind) {
        case RelationKind::view: return "view";
        case RelationKind::late_binding_view: return "late binding view";
        case RelationKind::materialized_view: return "materialized view";
        default: return "table";
    }
}

std::vector<Row> svv_rls_attached_policy(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, policy] : context.catalog.snapshot().rls_policies.all()) {
        if (!context.superuser || policy->database != context.catalog.database().oid) continue;
        for (const PolicyAttachment& attachment : policy->attachments) {
            const auto relation = relation_by_oid(context, attachment.relation);
            if (relation == nullptr) continue;
            const Identity3 grantee = identity_of(context, attachment.kind, attachment.grantee);
            rows.push_back({schema_name(context, *relation), relation->name, relation_kind(*relation), policy->name,
                            user_name(context, attachment.grantor), grantee.name, grantee.type, true, relation->row_level_security,
                            relation->rls_any ? "or" : "and"});
        }
    }
    return rows;
}

std::vector<Row> svv_rls_relation(const SystemContext& context) {
    std::vector<Row> rows;
    if (!context.superuser) return rows;
    for (const auto& relation : user_relations(context)) {
        if (!relation->row_level_security) continue;
        rows.push_back({database_name(context), schema_name(context, *relation), relation->name, relation_kind(*relation), true, relation->rls_for_datashares,
                        relation->rls_any ? "or" : "and", relation->rls_any ? "or" : "and"});
    }
    return rows;
}

std::vector<Row> svv_masking_policy(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, policy] : context.catalog.snapshot().masking_policies.all()) {
        if (!context.superuser || policy->database != context.catalog.database().oid) continue;
        rows.push_back({database_name(context), policy->name, policy_columns(policy->columns), masking_expressions(*policy),
                        user_name(context, policy->modified_by), policy->modified_micros});
    }
    return rows;
}

std::vector<Row> svv_attached_masking_policy(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, policy] : context.catalog.snapshot().masking_policies.all()) {
        if (!context.superuser || policy->database != context.catalog.database().oid) continue;
        for (const PolicyAttachment& attachment : policy->attachments) {
            const auto relation = relation_by_oid(context, attachment.relation);
            if (relation == nullptr) continue;
            const Identity3 grantee = identity_of(context, attachment.kind, attachment.grantee);
            rows.push_back({policy->name, schema_name(context, *relation), relation->name, relation_kind(*relation),
                            user_name(context, attachment.grantor), grantee.name, grantee.type, std::int64_t{attachment.priority},
                            nlohmann::json(attachment.input_columns).dump(), nlohmann::json(attachment.output_columns).dump()});
        }
    }
    return rows;
}

}  // namespace

std::string policy_columns(const std::vector<PolicyColumn>& columns) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const PolicyColumn& column : columns) {
        nlohmann::ordered_json item;
        item["colname"] = column.name;
        item["type"] = format_type(column.type);
        list.push_back(std::move(item));
    }
    return list.dump();
}

std::string masking_expressions(const MaskingPolicy& policy) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const std::string& expression : policy.expressions) {
        nlohmann::ordered_json item;
        item["expr"] = expression;
        list.push_back(std::move(item));
    }
    return list.dump();
}

// clang-format off
std::vector<SystemRelation> svv_policy_relations() {
    return {
        produced("svv_attached_masking_policy",
            "policy_name text, schema_name text, table_name text, table_type text, grantor text, grantee text, grantee_type text, priority integer, input_columns text, output_columns text",
            svv_attached_masking_policy, "dg/r_SVV_ATTACHED_MASKING_POLICY"),
        produced("svv_masking_policy",
            "policy_database text, policy_name text, input_columns text, policy_expression text, policy_modified_by text, policy_modified_time timestamp", svv_masking_policy, "dg/r_SVV_MASKING_POLICY"),
        empty("svv_rls_applied_policy",
            "username text, query integer, xid bigint, pid integer, recordtime timestamp, command character(1), datname text, relschema text, relname text, polname text, "
            "poldefault character(1)", "dg/r_SVV_RLS_APPLIED_POLICY"),
        produced("svv_rls_attached_policy",
            "relschema text, relname text, relkind text, polname text, grantor text, grantee text, granteekind text, is_pol_on boolean, is_rls_on boolean, rls_conjunction_type character(3)",
            svv_rls_attached_policy, "dg/r_SVV_RLS_ATTACHED_POLICY"),
        produced("svv_rls_policy",
            "poldb text, polname text, polalias text, polatts text, polqual text, polenabled boolean, polmodifiedby text, polmodifiedtime timestamp", svv_rls_policy, "dg/r_SVV_RLS_POLICY"),
        produced("svv_rls_relation",
            "datname text, relschema text, relname text, relkind text, is_rls_on boolean, is_rls_datashare_on boolean, rls_conjunction_type character(3), rls_datashare_conjunction_type character(3)",
            svv_rls_relation, "dg/r_SVV_RLS_RELATION"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
