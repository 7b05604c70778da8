#include "exec/dispatch.h"

#include <algorithm>

#include "exec/ddl.h"
#include "exec/external.h"
#include "exec/materialized_view.h"
#include "exec/policies.h"
#include "exec/principals.h"
#include "exec/routines.h"

namespace blueshift::exec {

std::optional<std::string> run_ddl(const sql::Statement& statement, std::string_view text,
                                   ExecContext& context) {
    using Kind = sql::StatementKind;
    switch (statement.kind) {
        case Kind::create_table: return create_table(sql::as<sql::CreateTable>(statement), context);
        case Kind::alter_table: return alter_table(sql::as<sql::AlterTable>(statement), context);
        case Kind::drop: return drop(sql::as<sql::Drop>(statement), context);
        case Kind::create_schema: return create_schema(sql::as<sql::CreateSchema>(statement), context);
        case Kind::alter_schema: return alter_schema(sql::as<sql::AlterSchema>(statement), context);
        case Kind::create_database: return create_database(sql::as<sql::CreateDatabase>(statement), context);
        case Kind::alter_database: return alter_database(sql::as<sql::AlterDatabase>(statement), context);
        case Kind::create_view: return create_view(sql::as<sql::CreateView>(statement), text, context);
        case Kind::alter_materialized_view:
            return alter_materialized_view(sql::as<sql::AlterMaterializedView>(statement), context);
        case Kind::comment: return comment(sql::as<sql::Comment>(statement), context);
        case Kind::create_user: return create_user(sql::as<sql::CreateUser>(statement), context);
        case Kind::alter_user: return alter_user(sql::as<sql::AlterUser>(statement), context);
        case Kind::create_group: return create_group(sql::as<sql::CreateGroup>(statement), context);
        case Kind::alter_group: return alter_group(sql::as<sql::AlterGroup>(statement), context);
        case Kind::create_role: return create_role(sql::as<sql::CreateRole>(statement), context);
        case Kind::alter_role: return alter_role(sql::as<sql::AlterRole>(statement), context);
        case Kind::grant_role: return grant_role(sql::as<sql::GrantRole>(statement), context);
        case Kind::alter_default_privileges:
            return alter_default_privileges(sql::as<sql::AlterDefaultPrivileges>(statement), context);
        case Kind::create_policy: return create_policy(sql::as<sql::CreatePolicy>(statement), context);
        case Kind::alter_policy: return alter_policy(sql::as<sql::AlterPolicy>(statement), context);
        case Kind::attach_policy: return attach_policy(sql::as<sql::AttachPolicy>(statement), context);
        case Kind::grant: return grant(sql::as<sql::Grant>(statement), context);
        case Kind::create_external_schema:
            return create_external_schema(sql::as<sql::CreateExternalSchema>(statement), context);
        case Kind::alter_external_schema:
            return alter_external_schema(sql::as<sql::AlterExternalSchema>(statement), context);
        case Kind::create_routine: return create_routine(sql::as<sql::CreateRoutine>(statement), context);
        case Kind::alter_routine: return alter_routine(sql::as<sql::AlterRoutine>(statement), context);
        default: return std::nullopt;
    }
}

void create_in_schema(sql::Statement& statement, const std::string& schema, ExecContext& context) {
    const auto qualify = [&](sql::QualifiedName& name) {
        if (name.parts.size() == 1) name.parts.insert(name.parts.begin(), sql::Name{schema, name.span, true});
    };
    if (statement.kind == sql::StatementKind::create_table) {
        qualify(static_cast<sql::CreateTable&>(statement).name);
    } else if (statement.kind == sql::StatementKind::create_view) {
        qualify(static_cast<sql::CreateView&>(statement).name);
    } else if (statement.kind == sql::StatementKind::grant) {
        auto& grant = static_cast<sql::Grant&>(statement);
        if (grant.object == "table") std::for_each(grant.names.begin(), grant.names.end(), qualify);
    }
    run_ddl(statement, {}, context);
}

}  // namespace blueshift::exec
