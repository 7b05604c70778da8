/// information_schema: who may do what.
#include "catalog/system/families.h"
#include "catalog/system/grants.h"
#include "catalog/system/producers.h"

namespace blueshift::catalog::system {

namespace {

Value yes_no(bool value) { return value ? "YES" : "NO"; }

std::string grantee_name(const Grant& grant) { return grant.grantee.type == "public" ? "PUBLIC" : grant.grantee.name; }

/// The owner's own privileges are listed as granted by the owner.
std::vector<Grant> with_owner(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner,
                              std::string_view letters) {
    std::vector<AclEntry> all = acl;
    all.insert(all.begin(), AclEntry{AclEntry::user, owner, owner, std::string(letters), std::string(letters)});
    return grants_of(context, all, owner);
}

std::vector<Row> table_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Grant& grant : with_owner(context, relation->acl, relation->owner, kOwnersTable)) {
            rows.push_back({grant.grantor, grantee_name(grant), database_name(context), schema_name(context, *relation),
                            relation->name, grant.privilege, yes_no(grant.grantable), "NO"});
        }
    }
    return rows;
}

/// A privilege on a table is one on each of its columns.
std::vector<Row> column_privileges(const SystemContext& context) {
    constexpr std::string_view kColumnLetters = "arwx";
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Column& column : relation->columns) {
            std::vector<AclEntry> acl = relation->acl;
            acl.insert(acl.end(), column.acl.begin(), column.acl.end());
            for (AclEntry& entry : acl) {
                std::erase_if(entry.privileges, [&](char letter) { return kColumnLetters.find(letter) == std::string_view::npos; });
            }
            for (const Grant& grant : with_owner(context, acl, relation->owner, kColumnLetters)) {
                rows.push_back({grant.grantor, grantee_name(grant), database_name(context), schema_name(context, *relation),
                                relation->name, column.name, grant.privilege, yes_no(grant.grantable)});
            }
        }
    }
    return rows;
}

std::vector<Row> routine_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& routine : visible_routines(context)) {
        const std::string schema = schema_name(context, routine->schema);
        const std::string specific = routine->name + "_" + std::to_string(routine->oid);
        for (const Grant& grant : with_owner(context, routine->acl, routine->owner, kOwnersRoutine)) {
            rows.push_back({grant.grantor, grantee_name(grant), database_name(context), schema, specific, database_name(context),
                            schema, routine->name, grant.privilege, yes_no(grant.grantable)});
        }
    }
    return rows;
}

/// Groups of the asking user.
std::vector<Row> enabled_roles(const SystemContext& context) {
    std::vector<Row> rows{{user_name(context, context.catalog.user())}};
    for (const auto& [id, group] : context.catalog.snapshot().groups.all()) {
        for (const std::int32_t member : group->members) {
            if (member == context.catalog.user()) rows.push_back({group->name});
        }
    }
    return rows;
}

std::vector<Row> applicable_roles(const SystemContext& context) {
    std::vector<Row> rows;
    const std::string user = user_name(context, context.catalog.user());
    for (const auto& [id, group] : context.catalog.snapshot().groups.all()) {
        for (const std::int32_t member : group->members) {
            if (member == context.catalog.user()) rows.push_back({user, group->name, "NO"});
        }
    }
    return rows;
}

}  // namespace

// clang-format off
std::vector<SystemRelation> standard_privilege_relations() {
    constexpr std::string_view kTable = "grantor text, grantee text, table_catalog text, table_schema text, table_name text, privilege_type text, is_grantable text, with_hierarchy text";
    constexpr std::string_view kColumn = "grantor text, grantee text, table_catalog text, table_schema text, table_name text, column_name text, privilege_type text, is_grantable text";
    constexpr std::string_view kRoutine =
        "grantor text, grantee text, specific_catalog text, specific_schema text, specific_name text, routine_catalog text, routine_schema text, routine_name text, privilege_type text, is_grantable text";
    constexpr std::string_view kUsage = "grantor text, grantee text, object_catalog text, object_schema text, object_name text, object_type text, privilege_type text, is_grantable text";
    return {
        standard("applicable_roles", "grantee text, role_name text, is_grantable text", applicable_roles),
        standard("column_privileges", kColumn, column_privileges),
        standard("data_type_privileges", "object_catalog text, object_schema text, object_name text, object_type text, dtd_identifier text", no_rows),
        standard("enabled_roles", "role_name text", enabled_roles),
        standard("role_column_grants", kColumn, column_privileges),
        standard("role_routine_grants", kRoutine, routine_privileges),
        standard("role_table_grants", kTable, table_privileges),
        standard("role_usage_grants", kUsage, no_rows),
        standard("routine_privileges", kRoutine, routine_privileges),
        standard("table_privileges", kTable, table_privileges),
        standard("usage_privileges", kUsage, no_rows),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
