/// SHOW GRANTS, SHOW COLUMN GRANTS.  Doc: dg/r_SHOW_GRANTS, dg/r_SHOW_COLUMN_GRANTS
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "catalog/system/grants.h"
#include "exec/show_objects.h"

namespace blueshift::exec {

namespace {

namespace system = catalog::system;

/// Whom FOR names; everybody without FOR.
class Grantee {
public:
    explicit Grantee(const ShowRequest& request) : kind_(request.statement->grantee_kind), name_(request.statement->grantee.text) {
        const catalog::Snapshot& snapshot = request.view.snapshot();
        if (kind_ == "user" && snapshot.users.find(catalog::kInvalidOid, name_) == nullptr) {
            throw Error(Code::undefined_object, "user \"{}\" does not exist", name_).at(request.statement->grantee.span);
        }
        if (kind_ == "role" && snapshot.roles.find(catalog::kInvalidOid, name_) == nullptr) {
            throw Error(Code::undefined_object, "role \"{}\" does not exist", name_).at(request.statement->grantee.span);
        }
    }

    bool matches(const system::Grant& grant) const {
        return kind_.empty() || (grant.grantee.type == kind_ && (kind_ == "public" || grant.grantee.name == name_));
    }

private:
    std::string kind_;
    std::string name_;
};

std::string database_of(const ShowRequest& request, const catalog::Schema& schema) {
    const auto* database = request.view.snapshot().databases.find(schema.database);
    return database == nullptr ? std::string() : database->name;
}

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

void add(ShowResult& rows, const Grantee& grantee, const Place& place, const system::Grant& grant, const std::string& scope) {
    if (!grantee.matches(grant)) return;
    rows.push_back({place.database, place.schema, place.object, place.type, grant.privilege, grant.grantee.id,
                    identity_name(grant), grant.grantee.type, grant.grantable, scope, grant.grantor});
}

std::string relation_type(const catalog::Relation& relation) { return system::is_view(relation) ? "VIEW" : "TABLE"; }

void add_relation(ShowResult& rows, const ShowRequest& request, const Grantee& grantee, const catalog::Relation& relation) {
    const Place place{request.view.database_name(relation), request.view.schema_name(relation), relation.name,
                      relation_type(relation)};
    for (const system::Grant& grant : system::grants_of(system_context(request), relation.acl, relation.owner)) {
        add(rows, grantee, place, grant, "TABLE");
    }
}

void add_schema(ShowResult& rows, const ShowRequest& request, const Grantee& grantee, const catalog::Schema& schema) {
    const Place place{database_of(request, schema), schema.name, schema.name, "SCHEMA"};
    system::each_scoped_grant(system_context(request), schema, "SCHEMA",
                              [&](const system::Grant& grant, const std::string& scope) { add(rows, grantee, place, grant, scope); });
}

void add_database(ShowResult& rows, const ShowRequest& request, const Grantee& grantee, const catalog::Database& database) {
    const Place place{database.name, Value(), database.name, "DATABASE"};
    system::each_scoped_grant(system_context(request), database, "DATABASE",
                              [&](const system::Grant& grant, const std::string& scope) { add(rows, grantee, place, grant, scope); });
}

void add_routine(ShowResult& rows, const ShowRequest& request, const Grantee& grantee, const catalog::Routine& routine) {
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

ShowResult show_column_grants(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    const Grantee grantee(request);
    ShowResult rows;
    for (const catalog::Column& column : relation->columns) {
        if (!wanted(request, column.name)) continue;
        for (const system::Grant& grant : system::grants_of(system_context(request), column.acl, relation->owner)) {
            if (!grantee.matches(grant)) continue;
            rows.push_back({request.view.database_name(*relation), request.view.schema_name(*relation), relation->name,
                            column.name, relation_type(*relation), grant.privilege, grant.grantee.id, identity_name(grant),
                            grant.grantee.type, grant.grantable, "COLUMN", grant.grantor});
        }
    }
    return limited(request, std::move(rows));
}

ShowResult show_grants_on_database(const ShowRequest& request) {
    ShowResult rows;
    add_database(rows, request, Grantee(request), database_named(request, request.names[0]));
    return limited(request, std::move(rows));
}

ShowResult show_grants_on_schema(const ShowRequest& request) {
    ShowResult rows;
    add_schema(rows, request, Grantee(request), schema_named(request, request.names.size()).schema);
    return limited(request, std::move(rows));
}

ShowResult show_grants_on_table(const ShowRequest& request) {
    ShowResult rows;
    add_relation(rows, request, Grantee(request), *request.view.relation(request.names, request.span));
    return limited(request, std::move(rows));
}

ShowResult show_grants_on_function(const ShowRequest& request) {
    ShowResult rows;
    add_routine(rows, request, Grantee(request), routine_named(request, catalog::RoutineKind::function));
    return limited(request, std::move(rows));
}

ShowResult show_grants_on_procedure(const ShowRequest& request) {
    ShowResult rows;
    add_routine(rows, request, Grantee(request), routine_named(request, catalog::RoutineKind::procedure));
    return limited(request, std::move(rows));
}

/// Everything that one user or role was granted in a database.
ShowResult show_grants_for(const ShowRequest& request) {
    const Grantee grantee(request);
    const catalog::Snapshot& snapshot = request.view.snapshot();
    const sql::Name& from = request.statement->from_database;
    const catalog::Database& database = from.text.empty() ? request.view.database() : database_named(request, from.text);
    ShowResult rows;
    add_database(rows, request, grantee, database);
    for (const auto& [oid, schema] : snapshot.schemas.all()) {
        if (schema->database != database.oid) continue;
        add_schema(rows, request, grantee, *schema);
        for (const catalog::Relation* relation : snapshot.relations_in(oid)) add_relation(rows, request, grantee, *relation);
        for (const auto& [routine_oid, routine] : snapshot.routines.all()) {
            if (routine->schema == oid) add_routine(rows, request, grantee, *routine);
        }
    }
    return limited(request, std::move(rows));
}


constexpr TypeId kText = TypeId::varchar;
constexpr TypeId kInteger = TypeId::integer;

const std::vector<std::pair<std::string_view, TypeId>> kGrantColumns = {
    {"database_name", kText}, {"schema_name", kText}, {"object_name", kText}, {"object_type", kText},
    {"privilege_type", kText}, {"identity_id", kInteger}, {"identity_name", kText}, {"identity_type", kText},
    {"admin_option", TypeId::boolean}, {"privilege_scope", kText}, {"grantor_name", kText}};

}  // namespace

std::span<const ShowRow> grant_show_rows() {
    static const ShowRow kRows[] = {
        {"column grants on table",
         {{"database_name", kText}, {"schema_name", kText}, {"table_name", kText}, {"column_name", kText},
          {"object_type", kText}, {"privilege_type", kText}, {"identity_id", kInteger}, {"identity_name", kText},
          {"identity_type", kText}, {"admin_option", TypeId::boolean}, {"privilege_scope", kText}, {"grantor_name", kText}},
         show_column_grants, "dg/r_SHOW_COLUMN_GRANTS"},
        {"grants for", kGrantColumns, show_grants_for, "dg/r_SHOW_GRANTS"},
        {"grants on database", kGrantColumns, show_grants_on_database, "dg/r_SHOW_GRANTS"},
        {"grants on function", kGrantColumns, show_grants_on_function, "dg/r_SHOW_GRANTS"},
        {"grants on procedure", kGrantColumns, show_grants_on_procedure, "dg/r_SHOW_GRANTS"},
        {"grants on schema", kGrantColumns, show_grants_on_schema, "dg/r_SHOW_GRANTS"},
        {"grants on table", kGrantColumns, show_grants_on_table, "dg/r_SHOW_GRANTS"},
    };
    return kRows;
}

}  // namespace blueshift::exec
