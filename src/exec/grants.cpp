/// GRANT and REVOKE of privileges on objects and in scopes.  Doc: dg/r_GRANT, dg/r_REVOKE
#include <algorithm>

#include "analyze/analyzer.h"
#include "exec/access.h"
#include "exec/acl.h"
#include "exec/principals.h"

namespace blueshift::exec {

namespace {

using catalog::AclEntry;
using catalog::PrivilegeTarget;

/// What ON names. To add a kind of object: a row, and a case in GrantRunner::on_object().
struct ObjectRow {
    std::string_view words;  ///< sql::Grant::object
    enum What { relation, relations_of_schema, schema, database, routine, routines_of_schema, named } what;
    PrivilegeTarget target;
    catalog::RoutineKind routine_kind = catalog::RoutineKind::function;
};

// clang-format off
constexpr ObjectRow kObjects[] = {
    {"table",                    ObjectRow::relation,            PrivilegeTarget::relation},
    {"all tables in schema",     ObjectRow::relations_of_schema, PrivilegeTarget::relation},
    {"schema",                   ObjectRow::schema,              PrivilegeTarget::schema},
    {"database",                 ObjectRow::database,            PrivilegeTarget::database},
    {"function",                 ObjectRow::routine,             PrivilegeTarget::routine,  catalog::RoutineKind::function},
    {"procedure",                ObjectRow::routine,             PrivilegeTarget::routine,  catalog::RoutineKind::procedure},
    {"all functions in schema",  ObjectRow::routines_of_schema,  PrivilegeTarget::routine,  catalog::RoutineKind::function},
    {"all procedures in schema", ObjectRow::routines_of_schema,  PrivilegeTarget::routine,  catalog::RoutineKind::procedure},
    {"language",                 ObjectRow::named,               PrivilegeTarget::language},
    {"copy job",                 ObjectRow::named,               PrivilegeTarget::copy_job},
};

struct ScopeRow {
    std::string_view objects;  ///< plural, as ScopedGrant has it
    PrivilegeTarget target;
    bool in_schema;            ///< may also be said of one schema
};
constexpr ScopeRow kScopes[] = {
    {"copy jobs",  PrivilegeTarget::copy_job,  false},
    {"functions",  PrivilegeTarget::routine,   true},
    {"languages",  PrivilegeTarget::language,  false},
    {"procedures", PrivilegeTarget::routine,   true},
    {"schemas",    PrivilegeTarget::schema,    false},
    {"tables",     PrivilegeTarget::relation,  true},
    {"templates",  PrivilegeTarget::template_, true},
};
constexpr std::string_view kLanguages[] = {"plpgsql", "plpythonu", "sql"};
// clang-format on

const ObjectRow& object_row(std::string_view words, std::string_view tag) {
    for (const ObjectRow& row : kObjects) {
        if (row.words == words) return row;
    }
    throw Error(Code::feature_not_supported, "{} on {} is not supported", tag, words);
}

/// One GRANT or REVOKE statement.
class GrantRunner {
public:
    GrantRunner(const sql::Grant& statement, ExecContext& context) : statement_(statement), context_(context) {
        for (const sql::Grant::Grantee& grantee : statement.grantees) {
            const AclEntry entry = resolve_grantee(grantee, context);
            if (grantee.grant_option && !statement.revoke && entry.kind != AclEntry::user) {
                throw Error(Code::feature_not_supported, "grant options can only be granted to individual users")
                    .at(grantee.name.span);
            }
            grantees_.push_back({entry.kind, entry.grantee, grantee.grant_option});
        }
    }

    void run() {
        if (statement_.object.starts_with("for ")) return in_scope();
        const ObjectRow& row = object_row(statement_.object, tag());
        for (std::size_t index = 0; index < statement_.names.size(); ++index) on_object(row, index);
    }

    std::string tag() const { return statement_.revoke ? "REVOKE" : "GRANT"; }

private:
    void on_object(const ObjectRow& row, std::size_t index) {
        const sql::QualifiedName& name = statement_.names[index];
        if (row.what != ObjectRow::relation) refuse_columns(row);
        switch (row.what) {
            case ObjectRow::relation: return on_relation(*context_.view().relation(parts(name), name.span));
            case ObjectRow::relations_of_schema: return on_relations_of(schema_named(name));
            case ObjectRow::schema: {
                catalog::Schema schema = schema_named(name);
                change(row.target, schema.owner, schema.name, schema.acl);
                return context_.catalog.put(std::move(schema));
            }
            case ObjectRow::database: {
                catalog::Database database = database_named(name);
                change(row.target, database.owner, database.name, database.acl);
                return context_.catalog.put(std::move(database));
            }
            case ObjectRow::routine: return on_routine(routine_named(row, index));
            case ObjectRow::routines_of_schema: return on_routines_of(schema_named(name), row.routine_kind);
            case ObjectRow::named: return on_named(row, name);
        }
    }

    /// Applies all privileges of the statement to one list.
    void change(PrivilegeTarget target, std::int32_t owner, const std::string& name, std::vector<AclEntry>& acl) {
        for (const sql::Grant::Privilege& privilege : statement_.privileges) {
            change(privilege_letters(privilege.name, target), catalog::privilege_target_row(target).word, owner, name,
                   acl, acl);
        }
    }

    /// `authority` is the list in which the grantor must hold the grant option; for columns also the table's.
    void change(const std::string& letters, std::string_view word, std::int32_t owner, const std::string& name,
                const std::vector<AclEntry>& authority, std::vector<AclEntry>& acl) {
        AclChange acl_change;
        acl_change.revoke = statement_.revoke;
        acl_change.option_only = statement_.revoke && statement_.grant_option;
        acl_change.cascade = statement_.cascade;
        acl_change.by_owner = context_.superuser || owner == context_.user;
        acl_change.grantor = acl_change.by_owner ? owner : context_.user;
        acl_change.letters = letters;
        acl_change.grantees = grantees_;
        if (!acl_change.by_owner && !holds_grant_option(authority, context_.user, letters) &&
            !holds_grant_option(acl, context_.user, letters)) {
            throw Error(Code::insufficient_privilege, "permission denied for {} {}", word, name);
        }
        change_acl(acl, acl_change);
    }

    void on_relation(catalog::Relation relation) {
        if (relation.temporary) {
            throw Error(Code::feature_not_supported, "privileges on temporary tables are not supported");
        }
        if (relation.kind == catalog::RelationKind::system) {
            throw Error(Code::insufficient_privilege, "permission denied: \"{}\" is a system catalog", relation.name);
        }
        for (const sql::Grant::Privilege& privilege : statement_.privileges) {
            const std::string letters =
                privilege_letters(privilege.name, PrivilegeTarget::relation, !privilege.columns.empty());
            if (privilege.columns.empty()) {
                change(letters, "relation", relation.owner, relation.name, relation.acl, relation.acl);
            }
            for (const sql::Name& name : privilege.columns) {
                const auto column = std::find_if(relation.columns.begin(), relation.columns.end(),
                                                 [&](const catalog::Column& c) { return c.name == name.text; });
                if (column == relation.columns.end()) {
                    throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", name.text,
                                relation.name)
                        .at(name.span);
                }
                change(letters, "relation", relation.owner, relation.name, relation.acl, column->acl);
            }
        }
        context_.catalog.put(std::move(relation));
    }

    void on_relations_of(const catalog::Schema& schema) {
        std::vector<catalog::Oid> oids;
        for (const auto* relation : context_.catalog.current().relations_in(schema.oid)) oids.push_back(relation->oid);
        for (const catalog::Oid oid : oids) on_relation(*context_.catalog.current().relations.find(oid));
    }

    void on_routine(catalog::Routine routine) {
        change(PrivilegeTarget::routine, routine.owner, routine.name, routine.acl);
        context_.catalog.put(std::move(routine));
    }

    void on_routines_of(const catalog::Schema& schema, catalog::RoutineKind kind) {
        const auto snapshot = context_.catalog.share();
        for (const auto& [oid, routine] : snapshot->routines.all()) {
            if (routine->schema == schema.oid && routine->kind == kind) on_routine(*routine);
        }
    }

    /// Languages and COPY jobs have no list of their own: the database keeps it under their names.
    void on_named(const ObjectRow& row, const sql::QualifiedName& name) {
        catalog::Database database = *context_.catalog.current().databases.find(context_.database);
        std::int32_t owner = catalog::kAdminUserId;
        if (row.target == PrivilegeTarget::language) {
            if (std::find(std::begin(kLanguages), std::end(kLanguages), name.object()) == std::end(kLanguages)) {
                throw Error(Code::undefined_object, "language \"{}\" does not exist", name.object()).at(name.span);
            }
        } else {
            const auto* job = context_.catalog.current().copy_jobs.find(context_.database, name.object());
            if (job == nullptr) {
                throw Error(Code::undefined_object, "copy job \"{}\" does not exist", name.object()).at(name.span);
            }
            owner = job->owner;
        }
        const std::string scope = fmt::format("{} {}", row.words, name.object());
        change(row.target, owner, name.object(), scoped_acl(database.scoped_grants, scope));
        prune_scoped_grants(database.scoped_grants);
        context_.catalog.put(std::move(database));
    }

    /// FOR objects IN (SCHEMA s | DATABASE d)
    void in_scope() {
        const std::string_view rest = std::string_view(statement_.object).substr(4);
        const std::size_t in = rest.rfind(" in ");
        const std::string objects(rest.substr(0, in));
        const bool in_schema = rest.substr(in + 4) == "schema";
        const ScopeRow& row = *std::find_if(std::begin(kScopes), std::end(kScopes),
                                            [&](const ScopeRow& scope) { return scope.objects == objects; });
        const sql::QualifiedName& name = statement_.names[0];
        for (const auto& grantee : grantees_) {
            if (grantee.kind != AclEntry::group) continue;
            throw Error(Code::feature_not_supported, "scoped permissions cannot be granted to groups").at(name.span);
        }
        if (in_schema && !row.in_schema) {
            throw Error(Code::syntax_error, "permissions for {} can only be granted in a database", objects)
                .at(name.span);
        }
        refuse_columns(kObjects[0]);
        if (in_schema) {
            catalog::Schema schema = schema_named(name);
            change(row.target, schema.owner, schema.name, scoped_acl(schema.scoped_grants, objects));
            prune_scoped_grants(schema.scoped_grants);
            context_.catalog.put(std::move(schema));
        } else {
            catalog::Database database = database_named(name);
            change(row.target, database.owner, database.name, scoped_acl(database.scoped_grants, objects));
            prune_scoped_grants(database.scoped_grants);
            context_.catalog.put(std::move(database));
        }
    }

    void refuse_columns(const ObjectRow& row) const {
        for (const sql::Grant::Privilege& privilege : statement_.privileges) {
            if (privilege.columns.empty()) continue;
            throw Error(Code::syntax_error, "column privileges cannot be granted on {}", row.words)
                .at(privilege.columns[0].span);
        }
    }

    static std::vector<std::string> parts(const sql::QualifiedName& name) {
        std::vector<std::string> texts;
        for (const sql::Name& part : name.parts) texts.push_back(part.text);
        return texts;
    }

    const catalog::Schema& schema_named(const sql::QualifiedName& name) const {
        catalog::Oid database = context_.database;
        if (name.parts.size() > 1) database = database_named(name.parts[0]).oid;
        const auto* schema = context_.catalog.current().schemas.find(database, name.object());
        if (schema == nullptr) {
            throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", name.object()).at(name.span);
        }
        return *schema;
    }

    const catalog::Database& database_named(const sql::QualifiedName& name) const {
        return database_named(name.parts.back());
    }
    const catalog::Database& database_named(const sql::Name& name) const {
        const auto* database = context_.catalog.current().databases.find(catalog::kInvalidOid, name.text);
        if (database == nullptr) {
            throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", name.text).at(name.span);
        }
        return *database;
    }

    const catalog::Routine& routine_named(const ObjectRow& row, std::size_t index) const {
        const sql::QualifiedName& name = statement_.names[index];
        std::vector<Type> types;
        for (const sql::TypeName& type : statement_.signatures[index]) types.push_back(analyze::resolve_type(type));
        const std::string signature = catalog::routine_signature(name.object(), types);
        const auto view = context_.view();
        std::vector<std::string> schemas = view.search_path();
        if (name.parts.size() > 1) schemas = {name.schema()};
        for (const std::string& schema_name : schemas) {
            const catalog::Schema* schema = view.find_schema(schema_name);
            const auto* routine =
                schema == nullptr ? nullptr : context_.catalog.current().routines.find(schema->oid, signature);
            if (routine != nullptr && routine->kind == row.routine_kind) return *routine;
        }
        throw Error(Code::undefined_function, "{} {} does not exist", row.words, signature).at(name.span);
    }

    const sql::Grant& statement_;
    ExecContext& context_;
    std::vector<AclChange::Grantee> grantees_;
};

}  // namespace

std::string grant(const sql::Grant& statement, ExecContext& context) {
    GrantRunner runner(statement, context);
    runner.run();
    return runner.tag();
}

}  // namespace blueshift::exec
