/// SVV_ views of privileges.  Doc: dg/r_SVV_RELATION_PRIVILEGES and its kind
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catalog/system/families.h"
#include "catalog/system/grants.h"

namespace blueshift::catalog::system {

namespace {

std::vector<Row> svv_relation_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Grant& grant : grants_of(context, relation->acl, relation->owner)) {
            rows.push_back({schema_name(context, *relation), relation->name, grant.privilege, grant.grantee.id, grant.grantee.name,
                            grant.grantee.type, grant.grantable});
        }
    }
    return rows;
}

std::vector<Row> svv_column_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& relation : user_relations(context)) {
        for (const Column& column : relation->columns) {
            for (const Grant& grant : grants_of(context, column.acl, relation->owner)) {
                rows.push_back({schema_name(context, *relation), relation->name, column.name, grant.privilege, grant.grantee.id,
                                grant.grantee.name, grant.grantee.type});
            }
        }
    }
    return rows;
}

std::vector<Row> svv_schema_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& schema : visible_schemas(context)) {
        each_scoped_grant(context, *schema, "SCHEMA", [&](const Grant& grant, const std::string& scope) {
            rows.push_back({schema->name, grant.privilege, grant.grantee.id, grant.grantee.name, grant.grantee.type, grant.grantable, scope});
        });
    }
    return rows;
}

std::vector<Row> svv_database_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, database] : context.catalog.snapshot().databases.all()) {
        each_scoped_grant(context, *database, "DATABASE", [&](const Grant& grant, const std::string& scope) {
            rows.push_back({database->name, grant.privilege, grant.grantee.id, grant.grantee.name, grant.grantee.type, grant.grantable, scope});
        });
    }
    return rows;
}

std::vector<Row> svv_function_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& routine : visible_routines(context)) {
        std::vector<std::string> types;
        for (const Type type : routine->input_types()) types.push_back(format_type(Type{type.id}));
        for (const Grant& grant : grants_of(context, routine->acl, routine->owner)) {
            rows.push_back({schema_name(context, routine->schema), routine->name, fmt::format("{}", fmt::join(types, ", ")),
                            grant.privilege, grant.grantee.id, grant.grantee.name, grant.grantee.type, grant.grantable});
        }
    }
    return rows;
}

std::vector<Row> svv_language_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const ScopedGrant& scoped : context.catalog.database().scoped_grants) {
        if (scoped.objects != "languages") continue;
        for (const Grant& grant : grants_of(context, scoped.acl, kAdminUserId)) {
            for (const char* language : {"sql", "plpythonu", "plpgsql"}) {
                rows.push_back({language, grant.privilege, grant.grantee.id, grant.grantee.name, grant.grantee.type, grant.grantable});
            }
        }
    }
    return rows;
}

/// Grants of ASSUMEROLE: a service is a letter of the access list.
std::vector<Row> svv_iam_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    const std::string prefix = assume_role_scope("");
    for (const ScopedGrant& scoped : context.catalog.database().scoped_grants) {
        if (!scoped.objects.starts_with(prefix)) continue;
        const AccessRules rules(context.catalog.snapshot(), context.catalog.user());
        for (const AclEntry& entry : scoped.acl) {
            if (!context.superuser && !rules.applies(entry.kind, entry.grantee)) continue;
            const Identity3 grantee = identity_of(context, entry.kind, entry.grantee);
            for (const AssumeRoleService& service : assume_role_services()) {
                if (entry.privileges.find(service.letter) == std::string::npos) continue;
                std::string command(service.name);
                for (char& c : command) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
                rows.push_back({scoped.objects.substr(prefix.size()), command, grantee.id, grantee.name, grantee.type});
            }
        }
    }
    return rows;
}

std::string object_word(const std::string& objects) {
    return objects == "functions" ? "FUNCTION" : objects == "procedures" ? "PROCEDURE" : "RELATION";
}

std::vector<Row> svv_default_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [oid, privileges] : context.catalog.snapshot().default_privileges.all()) {
        if (privileges->database != context.catalog.database().oid) continue;
        for (const Grant& grant : grants_of(context, privileges->acl, privileges->owner)) {
            rows.push_back({privileges->schema == kInvalidOid ? Value() : Value(schema_name(context, privileges->schema)),
                            object_word(privileges->objects), privileges->owner, user_name(context, privileges->owner), "user",
                            grant.privilege, grant.grantee.id, grant.grantee.name, grant.grantee.type, grant.grantable});
        }
    }
    return rows;
}

std::vector<Row> svv_system_privileges(const SystemContext& context) {
    std::vector<Row> rows;
    for (const auto& [id, role] : context.catalog.snapshot().roles.all()) {
        for (std::string privilege : role->system_privileges) {
            for (char& c : privilege) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
            rows.push_back({privilege, id, role->name, "role"});
        }
    }
    return rows;
}

}  // namespace

// clang-format off
std::vector<SystemRelation> svv_privilege_relations() {
    return {
        produced("svv_column_privileges",
            "namespace_name text, relation_name text, column_name text, privilege_type text, identity_id integer, identity_name text, identity_type text", svv_column_privileges, "dg/r_SVV_COLUMN_PRIVILEGES"),
        produced("svv_database_privileges",
            "database_name text, privilege_type text, identity_id integer, identity_name text, identity_type text, admin_option boolean, privilege_scope text", svv_database_privileges, "dg/r_SVV_DATABASE_PRIVILEGES"),
        empty("svv_datashare_privileges", "datashare_name text, privilege_type text, identity_id integer, identity_name text, identity_type text, admin_option boolean", "dg/r_SVV_DATASHARE_PRIVILEGES"),
        produced("svv_default_privileges",
            "schema_name text, object_type text, owner_id integer, owner_name text, owner_type text, privilege_type text, grantee_id integer, grantee_name text, grantee_type text, "
            "admin_option boolean", svv_default_privileges, "dg/r_SVV_DEFAULT_PRIVILEGES"),
        produced("svv_function_privileges",
            "namespace_name text, function_name text, argument_types text, privilege_type text, identity_id integer, identity_name text, identity_type text, admin_option boolean",
            svv_function_privileges, "dg/r_SVV_FUNCTION_PRIVILEGES"),
        produced("svv_iam_privileges", "iam_arn text, command_type text, identity_id integer, identity_name text, identity_type text", svv_iam_privileges, "dg/r_SVV_IAM_PRIVILEGES"),
        produced("svv_language_privileges", "language_name text, privilege_type text, identity_id integer, identity_name text, identity_type text, admin_option boolean", svv_language_privileges, "dg/r_SVV_LANGUAGE_PRIVILEGES"),
        empty("svv_ml_model_privileges",
            "namespace_name text, model_name text, model_version integer, privilege_type text, identity_id integer, identity_name text, identity_type text, admin_option boolean", "dg/r_SVV_ML_MODEL_PRIVILEGES"),
        produced("svv_relation_privileges",
            "namespace_name text, relation_name text, privilege_type text, identity_id integer, identity_name text, identity_type text, admin_option boolean", svv_relation_privileges, "dg/r_SVV_RELATION_PRIVILEGES"),
        produced("svv_schema_privileges",
            "namespace_name text, privilege_type text, identity_id integer, identity_name text, identity_type text, admin_option boolean, privilege_scope text", svv_schema_privileges, "dg/r_SVV_SCHEMA_PRIVILEGES"),
        produced("svv_system_privileges", "system_privilege text, identity_id integer, identity_name text, identity_type text", svv_system_privileges, "dg/r_SVV_SYSTEM_PRIVILEGES"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
