/// SHOW GRANTS, SHOW COLUMN GRANTS.  Doc: dg/r_SHOW_GRANTS, dg/r_SHOW_COLUMN_GRANTS
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "catalog/system/grants.h"
#include "exec/show_families.h"

namespace blueshift::exec {

namespace {

namespace system = catalog::system;

/// Whom FOR names; everybody without FOR.
class Grantee {
public:
    explicit Grantee(const ShowRequest& request) : kind_(request.statement.grantee_kind), name_(request.statement.grantee.text) {
        const catalog::Snapshot& snapshot = request.view.snapshot();
        if (kind_ == "user" && snapshot.users.find(catalog::kInvalidOid, name_) == nullptr) {
            throw Error(Code::undefined_object, "user \"{}\" does not exist", name_).at(request.statement.grantee.span);
        }
        if (kind_ == "role" && snapshot.roles.find(catalog::kInvalidOid, name_) == nullptr) {
            throw Error(Code::undefined_object, "role \"{}\" does not exist", name_).at(request.statement.grantee.span);
        }
    }

    bool matches(const system::Grant& grant) const {
        return kind_.empty() || (grant.grantee.type == kind_ && (kind_ == "public" || grant.grantee.name == name_));
    }

private:
    std::string kind_;
    std::string name_;
};

/// Where a grant is: the columns before privilege_type.
struct Place {
    std::string database;
    Value schema;
    Value object;
    std::string type;
};

/// Groups are told from users by a slash.
std::string identity_name(const system::Grant& grant) {
    return grant.grantee.type == "group" ? "/" + grant.grantee.name : grant.grantee.name;
}

void add(ShowRows& rows, const Grantee& grantee, const Place& place, const system::Grant& grant, const std::string& scope) {
    if (!grantee.matches(grant)) return;
    rows.push_back({place.database, place.schema, place.object, place.type, grant.privilege, grant.grantee.id,
                    identity_name(grant), grant.grantee.type, grant.grantable, scope, grant.grantor});
}

std::string relation_type(const catalog::Relation& relation) { return system::is_view(relation) ? "VIEW" : "TABLE"; }

void add_relation(ShowRows& rows, const ShowRequest& request, const Grantee& grantee, const catalog::Relation& relation) {
    const Place place{request.view.database_name(relation), request.view.schema_name(relation), relation.name,
                      relation_type(relation)};
    for (const system::Grant& grant : system::grants_of(system_context(request), relation.acl, relation.owner)) {
        add(rows, grantee, place, grant, "TABLE");
    }
}

void add_schema(ShowRows& rows, const ShowRequest& request, const Grantee& grantee, const catalog::Schema& schema) {
    const Place place{database_of(request, schema), schema.name, schema.name, "SCHEMA"};
    system::each_scoped_grant(system_context(request), schema, "SCHEMA",
                              [&](const system::Grant& grant, const std::string& scope) { add(rows, grantee, place, grant, scope); });
}

void add_database(ShowRows& rows, const ShowRequest& request, const Grantee& grantee, const catalog::Database& database) {
    const Place place{database.name, Value(), database.name, "DATABASE"};
    system::each_scoped_grant(system_context(request), database, "DATABASE",
                              [&](const system::Grant& grant, const std::string& scope) { add(rows, grantee, place, grant, scope); });
}

void add_routine(ShowRows& rows, const ShowRequest& request, const Grantee& grantee, const catalog::Routine& routine) {
    const catalog::Schema* schema = request.view.snapshot().schemas.find(routine.schema);
    if (schema == nullptr) return;
    std::vector<std::string> types;
    for (const Type type : routine.input_types()) types.push_back(format_type(Type{type.id}));
    const std::string kind = routine.kind == catalog::RoutineKind::function ? "FUNCTION" : "PROCEDURE";
    const Place place{database_of(request, *schema), schema->name, fmt::format("{}({})", routine.name, fmt::join(types, ", ")), kind};
    for (const system::Grant& grant : system::grants_of(system_context(request), routine.acl, routine.owner)) {
        add(rows, grantee, place, grant, kind);
    }
}

}  // namespace

ShowRows show_column_grants(const ShowRequest& request) {
    const auto relation = relation_named(request);
    const Grantee grantee(request);
    ShowRows rows;
    for (const catalog::Column& column : relation->columns) {
        if (!wanted(request, column.name)) continue;
        for (const system::Grant& grant : system::grants_of(system_context(request), column.acl, relation->owner)) {
            if (!grantee.matches(grant)) continue;
            rows.push_back({request.view.database_name(*relation), request.view.schema_name(*relation), relation->name,
                            column.name, relation_type(*relation), grant.privilege, grant.grantee.id, identity_name(grant),
                            grant.grantee.type, grant.grantable, "COLUMN", grant.grantor});
        }
    }
    return rows;
}

ShowRows show_grants_on_database(const ShowRequest& request) {
    ShowRows rows;
    add_database(rows, request, Grantee(request), database_named(request, request.names[0]));
    return rows;
}

ShowRows show_grants_on_schema(const ShowRequest& request) {
    ShowRows rows;
    add_schema(rows, request, Grantee(request), schema_named(request));
    return rows;
}

ShowRows show_grants_on_table(const ShowRequest& request) {
    ShowRows rows;
    add_relation(rows, request, Grantee(request), *relation_named(request));
    return rows;
}

ShowRows show_grants_on_routine(const ShowRequest& request) {
    ShowRows rows;
    add_routine(rows, request, Grantee(request), routine_named(request));
    return rows;
}

/// Everything that one user or role was granted in a database.
ShowRows show_grants_for(const ShowRequest& request) {
    const Grantee grantee(request);
    const catalog::Snapshot& snapshot = request.view.snapshot();
    const sql::Name& from = request.statement.from_database;
    const catalog::Database& database = from.text.empty() ? request.view.database() : database_named(request, from.text);
    ShowRows rows;
    add_database(rows, request, grantee, database);
    for (const auto& [oid, schema] : snapshot.schemas.all()) {
        if (schema->database != database.oid) continue;
        add_schema(rows, request, grantee, *schema);
        for (const catalog::Relation* relation : snapshot.relations_in(oid)) add_relation(rows, request, grantee, *relation);
        for (const auto& [routine_oid, routine] : snapshot.routines.all()) {
            if (routine->schema == oid) add_routine(rows, request, grantee, *routine);
        }
    }
    return rows;
}

}  // namespace blueshift::exec
