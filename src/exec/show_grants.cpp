/// SHOW GRANTS and SHOW COLUMN GRANTS: the privileges on an object, or those that a user or role
/// holds. Doc: dg/r_SHOW_GRANTS, dg/r_SHOW_COLUMN_GRANTS
#include <algorithm>

#include "base/error.h"
#include "catalog/access.h"
#include "exec/show_objects.h"

namespace blueshift::exec {

namespace {

using catalog::AclEntry;

constexpr TypeId kText = TypeId::varchar;
constexpr TypeId kInteger = TypeId::integer;

/// What the rows of one object begin with.
struct Subject {
    Value database;
    Value schema;
    Value object;
    Value column;
    std::string_view type;  ///< DATABASE, SCHEMA, TABLE, FUNCTION, PROCEDURE, COLUMN
};

std::string_view kind_word(AclEntry::Kind kind) {
    switch (kind) {
        case AclEntry::user:
            return "user";
        case AclEntry::group:
            return "group";
        case AclEntry::role:
            return "role";
        case AclEntry::public_:
            break;
    }
    return "public";
}

std::string identity_name(const ShowRequest& request, const AclEntry& entry) {
    const catalog::Snapshot& snapshot = request.view.snapshot();
    switch (entry.kind) {
        case AclEntry::user:
            return user_name(request, entry.grantee);
        case AclEntry::group: {
            const auto* group = snapshot.groups.find(entry.grantee);
            return "/" + (group == nullptr ? std::to_string(entry.grantee) : group->name);
        }
        case AclEntry::role: {
            const auto* role = snapshot.roles.find(entry.grantee);
            return role == nullptr ? std::to_string(entry.grantee) : role->name;
        }
        case AclEntry::public_:
            break;
    }
    return "public";
}

/// Collects rows of objects, those that the command asks for and its user may see.
class GrantRows {
public:
    explicit GrantRows(const ShowRequest& request)
        : request_(request), rules_(request.view.snapshot(), request.view.user()) {
        if (request.grantee_kind == "user" && !find(request.view.snapshot().users)) refuse("user");
        if (request.grantee_kind == "role" && !find(request.view.snapshot().roles)) refuse("role");
    }

    void add(const Subject& subject, std::vector<AclEntry> acl) {
        std::stable_sort(acl.begin(), acl.end(), [](const AclEntry& a, const AclEntry& b) {
            return std::pair(a.kind, a.grantee) < std::pair(b.kind, b.grantee);
        });
        for (const AclEntry& entry : acl) {
            if (!asked_for(entry) || !visible(entry)) continue;
            for (const char letter : entry.privileges) {
                const bool admin = entry.grant_options.find(letter) != std::string::npos;
                rows_.push_back({subject.database, subject.schema, subject.object, subject.column,
                                 subject.type, catalog::privilege_word(letter), entry.grantee,
                                 identity_name(request_, entry), kind_word(entry.kind), admin,
                                 subject.type, grantor_name(entry)});
            }
        }
    }

    /// The rows, without the parts of a subject that a command does not show (their positions,
    /// highest first).
    ShowResult take(std::initializer_list<std::size_t> left_out) {
        for (auto& row : rows_) {
            for (const std::size_t position : left_out)
                row.erase(row.begin() + static_cast<std::ptrdiff_t>(position));
        }
        return limited(request_, std::move(rows_));
    }

private:
    template <class Map>
    bool find(const Map& map) const {
        return map.find(catalog::kInvalidOid, request_.grantee) != nullptr;
    }
    [[noreturn]] void refuse(std::string_view kind) const {
        throw Error(Code::undefined_object, "{} \"{}\" does not exist", kind, request_.grantee);
    }
    bool asked_for(const AclEntry& entry) const {
        if (request_.grantee_kind.empty()) return true;
        if (kind_word(entry.kind) != request_.grantee_kind) return false;
        return entry.kind == AclEntry::public_ ||
               identity_name(request_, entry) == request_.grantee;
    }
    bool visible(const AclEntry& entry) const {
        return rules_.superuser() || entry.grantor == request_.view.user() ||
               rules_.applies(entry.kind, entry.grantee);
    }
    std::string grantor_name(const AclEntry& entry) const {
        return user_name(request_, entry.grantor == 0 ? catalog::kAdminUserId : entry.grantor);
    }

    const ShowRequest& request_;
    catalog::AccessRules rules_;
    ShowResult rows_;
};

constexpr std::size_t kSchemaPosition = 1;
constexpr std::size_t kObjectPosition = 2;
constexpr std::size_t kColumnPosition = 3;
constexpr std::size_t kTypePosition = 4;

Subject relation_subject(const ShowRequest& request, const catalog::Relation& relation) {
    return {request.view.database_name(relation), request.view.schema_name(relation), relation.name,
            Value(), "TABLE"};
}

ShowResult grants_on_table(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    GrantRows rows(request);
    rows.add(relation_subject(request, *relation), relation->acl);
    return rows.take({kColumnPosition});
}

ShowResult column_grants(const ShowRequest& request) {
    const auto relation = request.view.relation(request.names, request.span);
    GrantRows rows(request);
    for (const catalog::Column& column : relation->columns) {
        if (!wanted(request, column.name)) continue;
        Subject subject = relation_subject(request, *relation);
        subject.column = column.name;
        subject.type = "COLUMN";
        rows.add(subject, column.acl);
    }
    return rows.take({});
}

ShowResult grants_on_schema(const ShowRequest& request) {
    const auto [schema, database] = schema_named(request, request.names.size());
    GrantRows rows(request);
    rows.add({database, schema.name, Value(), Value(), "SCHEMA"}, schema.acl);
    return rows.take({kColumnPosition, kObjectPosition});
}

ShowResult grants_on_database(const ShowRequest& request) {
    const catalog::Database& database = database_named(request, request.names.at(0));
    GrantRows rows(request);
    rows.add({database.name, Value(), Value(), Value(), "DATABASE"}, database.acl);
    return rows.take({kTypePosition, kColumnPosition, kObjectPosition, kSchemaPosition});
}

std::string_view routine_word(const catalog::Routine& routine) {
    return routine.kind == catalog::RoutineKind::function ? "FUNCTION" : "PROCEDURE";
}

ShowResult grants_on_routine(const ShowRequest& request, catalog::RoutineKind kind) {
    const catalog::Routine& routine = routine_named(request, kind);
    const catalog::Schema* schema = request.view.snapshot().schemas.find(routine.schema);
    const auto* database = request.view.snapshot().databases.find(schema->database);
    GrantRows rows(request);
    rows.add(
        {database->name, schema->name, catalog::map_name(routine), Value(), routine_word(routine)},
        routine.acl);
    return rows.take({kColumnPosition});
}

ShowResult grants_on_function(const ShowRequest& request) {
    return grants_on_routine(request, catalog::RoutineKind::function);
}
ShowResult grants_on_procedure(const ShowRequest& request) {
    return grants_on_routine(request, catalog::RoutineKind::procedure);
}

/// SHOW GRANTS FOR: everything in one database that the grantee holds.
ShowResult grants_for(const ShowRequest& request) {
    const catalog::Snapshot& snapshot = request.view.snapshot();
    const catalog::Database& database = request.from_database.empty()
                                            ? request.view.database()
                                            : database_named(request, request.from_database);
    GrantRows rows(request);
    rows.add({database.name, Value(), Value(), Value(), "DATABASE"}, database.acl);
    const auto schema_of = [&](catalog::Oid oid) -> const catalog::Schema* {
        const catalog::Schema* schema = snapshot.schemas.find(oid);
        return schema != nullptr && schema->database == database.oid ? schema : nullptr;
    };
    for (const auto& [oid, schema] : snapshot.schemas.all()) {
        if (schema_of(oid) != nullptr) {
            rows.add({database.name, schema->name, Value(), Value(), "SCHEMA"}, schema->acl);
        }
    }
    for (const auto& [oid, relation] : snapshot.relations.all()) {
        if (schema_of(relation->schema) != nullptr)
            rows.add(relation_subject(request, *relation), relation->acl);
    }
    for (const auto& [oid, routine] : snapshot.routines.all()) {
        if (const catalog::Schema* schema = schema_of(routine->schema)) {
            rows.add({database.name, schema->name, catalog::map_name(*routine), Value(),
                      routine_word(*routine)},
                     routine->acl);
        }
    }
    return rows.take({kColumnPosition});
}

using Columns = std::vector<std::pair<std::string_view, TypeId>>;

/// The columns of an object's own name, then those that all have.
Columns grant_columns(Columns columns) {
    const Columns rest = {{"object_type", kText},     {"privilege_type", kText},
                          {"identity_id", kInteger},  {"identity_name", kText},
                          {"identity_type", kText},   {"admin_option", TypeId::boolean},
                          {"privilege_scope", kText}, {"grantor_name", kText}};
    columns.insert(columns.end(), rest.begin(), rest.end());
    return columns;
}

}  // namespace

std::span<const ShowRow> grant_show_rows() {
    static const Columns kObject =
        grant_columns({{"database_name", kText}, {"schema_name", kText}, {"object_name", kText}});
    static const ShowRow kRows[] = {
        {"column grants on table",
         grant_columns({{"database_name", kText},
                        {"schema_name", kText},
                        {"table_name", kText},
                        {"column_name", kText}}),
         column_grants, "dg/r_SHOW_COLUMN_GRANTS"},
        {"grants for", kObject, grants_for, "dg/r_SHOW_GRANTS"},
        {"grants on database",
         {{"database_name", kText},
          {"privilege_type", kText},
          {"identity_id", kInteger},
          {"identity_name", kText},
          {"identity_type", kText},
          {"admin_option", TypeId::boolean},
          {"privilege_scope", kText},
          {"grantor_name", kText}},
         grants_on_database,
         "dg/r_SHOW_GRANTS"},
        {"grants on function", kObject, grants_on_function, "dg/r_SHOW_GRANTS"},
        {"grants on procedure", kObject, grants_on_procedure, "dg/r_SHOW_GRANTS"},
        {"grants on schema", grant_columns({{"database_name", kText}, {"schema_name", kText}}),
         grants_on_schema, "dg/r_SHOW_GRANTS"},
        {"grants on table", kObject, grants_on_table, "dg/r_SHOW_GRANTS"},
    };
    return kRows;
}

}  // namespace blueshift::exec
