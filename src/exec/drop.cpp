/// DROP of relations, schemas, databases, users and groups.  Doc: dg/r_DROP_TABLE and its kind
#include <algorithm>

#include "exec/access.h"
#include "exec/ddl.h"
#include "exec/external.h"
#include "exec/policies.h"
#include "exec/principals.h"
#include "exec/routines.h"

namespace blueshift::exec {

namespace {

/// The words for a kind of relation, in messages and in DROP.
std::string_view object_word(const catalog::Relation& relation) {
    switch (relation.kind) {
        case catalog::RelationKind::view:
        case catalog::RelationKind::late_binding_view: return "view";
        case catalog::RelationKind::materialized_view: return "materialized view";
        default: return "table";
    }
}

std::string_view object_word(sql::ObjectKind kind) {
    if (kind == sql::ObjectKind::view) return "view";
    return kind == sql::ObjectKind::materialized_view ? "materialized view" : "table";
}

std::string upper(std::string_view words) {
    std::string text(words);
    for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return text;
}

void skip_notice(std::string_view what, const std::string& name, ExecContext& context) {
    context.notice("NOTICE", Code::successful_completion,
                   fmt::format("{} \"{}\" does not exist, skipping", what, name));
}

void drop_relations(const sql::Drop& statement, ExecContext& context) {
    const std::string_view wanted = object_word(statement.object);
    for (const sql::QualifiedName& name : statement.names) {
        std::vector<std::string> parts;
        for (const sql::Name& part : name.parts) parts.push_back(part.text);
        const auto relation = context.view().find_relation(parts, name.span, statement.if_exists);
        if (relation == nullptr) {
            if (!statement.if_exists) {
                throw Error(Code::undefined_table, "{} \"{}\" does not exist", wanted, name.object())
                    .at(name.span);
            }
            skip_notice(wanted, name.object(), context);
            continue;
        }
        if (relation->kind == catalog::RelationKind::system) {
            throw Error(Code::insufficient_privilege, "permission denied: \"{}\" is a system catalog",
                        relation->name)
                .at(name.span);
        }
        if (relation->kind == catalog::RelationKind::external && statement.object == sql::ObjectKind::table) {
            require_owner(*relation, context);
            drop_external_table(*relation, context);
            continue;
        }
        if (const std::string_view word = object_word(*relation); word != wanted) {
            throw Error(Code::wrong_object_type, "\"{}\" is not a {}", relation->name, wanted)
                .hint(fmt::format("Use DROP {} to remove a {}.", upper(word), word))
                .at(name.span);
        }
        require_drop(*relation, context);
        context.lock_exclusive(relation->oid);
        drop_with_dependents(*relation, statement.cascade, context);
    }
}

void drop_schema_contents(const catalog::Schema& schema, bool cascade, ExecContext& context) {
    while (true) {
        const auto relations = context.catalog.current().relations_in(schema.oid);
        if (relations.empty()) return drop_schema_routines(schema, cascade, context);
        if (!cascade) {
            throw Error(Code::dependent_objects_still_exist,
                        "cannot drop schema {} because other objects depend on it", schema.name)
                .detail(fmt::format("{} {} depends on schema {}", object_word(*relations[0]),
                                    relations[0]->name, schema.name))
                .hint("Use DROP ... CASCADE to drop the dependent objects too.");
        }
        context.lock_exclusive(relations[0]->oid);
        drop_with_dependents(*context.catalog.current().relations.share(relations[0]->oid), true, context);
    }
}

/// What ALTER DEFAULT PRIVILEGES said of a schema goes with it.
void forget_default_privileges(catalog::Oid schema, ExecContext& context) {
    const auto snapshot = context.catalog.share();
    for (const auto& [oid, defaults] : snapshot->default_privileges.all()) {
        if (defaults->schema == schema) context.catalog.erase_default_privileges(oid);
    }
}

void drop_schemas(const sql::Drop& statement, ExecContext& context) {
    for (const sql::QualifiedName& name : statement.names) {
        const catalog::Schema* found = context.catalog.current().schemas.find(context.database, name.object());
        if (found == nullptr) {
            if (!statement.if_exists) {
                throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", name.object())
                    .at(name.span);
            }
            skip_notice("schema", name.object(), context);
            continue;
        }
        const catalog::Schema schema = *found;
        require_drop(schema, context);
        if (statement.drop_external_database) {
            if (!schema.external) {
                throw Error(Code::wrong_object_type, "schema \"{}\" is not an external schema", schema.name).at(name.span);
            }
            drop_external_database(schema, statement.cascade, context);
        }
        drop_schema_contents(schema, statement.cascade, context);
        forget_default_privileges(schema.oid, context);
        context.catalog.erase_schema(schema.oid);
    }
}

void drop_databases(const sql::Drop& statement, ExecContext& context) {
    for (const sql::QualifiedName& name : statement.names) {
        const catalog::Database* found =
            context.catalog.current().databases.find(catalog::kInvalidOid, name.object());
        if (found == nullptr) {
            if (!statement.if_exists) {
                throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", name.object())
                    .at(name.span);
            }
            skip_notice("database", name.object(), context);
            continue;
        }
        const catalog::Database database = *found;
        if (database.oid == context.database) {
            throw Error(Code::object_in_use, "cannot drop the currently open database").at(name.span);
        }
        require_owner(database, context);
        std::vector<catalog::Schema> schemas;
        for (const auto& [oid, schema] : context.catalog.current().schemas.all()) {
            if (schema->database == database.oid) schemas.push_back(*schema);
        }
        for (const catalog::Schema& schema : schemas) {
            drop_schema_contents(schema, true, context);
            forget_default_privileges(schema.oid, context);
            context.catalog.erase_schema(schema.oid);
        }
        context.catalog.erase_database(database.oid);
    }
}

}  // namespace

void drop_relation(const catalog::Relation& relation, ExecContext& context) {
    if (catalog::is_stored(relation)) {
        const auto name = catalog::engine_name(relation);
        const std::string prefix = name.schema.empty() ? "" : name.schema + ".";
        context.engine.execute(fmt::format("DROP TABLE {}{}", prefix, name.table));
        for (const catalog::Column& column : relation.columns) {
            if (!column.identity) continue;
            context.engine.execute(fmt::format("DROP SEQUENCE {}s{}_{}", prefix, relation.oid, column.number));
        }
    }
    if (relation.temporary) {
        context.temporary.erase(relation.name);
    } else {
        forget_attachments(relation.oid, context);
        context.catalog.erase_relation(relation.oid);
    }
}

void drop_with_dependents(const catalog::Relation& relation, bool cascade, ExecContext& context) {
    // The relation may be part of a snapshot that the drops below replace.
    const catalog::Relation copy = relation;
    if (!copy.temporary) {
        while (true) {
            const auto dependents = context.catalog.current().dependents(copy.oid);
            if (dependents.empty()) break;
            if (!cascade) {
                throw Error(Code::dependent_objects_still_exist,
                            "cannot drop {} {} because other objects depend on it", object_word(copy),
                            copy.name)
                    .detail(fmt::format("{} {} depends on {} {}", object_word(*dependents[0]), dependents[0]->name,
                                        object_word(copy), copy.name))
                    .hint("Use DROP ... CASCADE to drop the dependent objects too.");
            }
            context.notice("NOTICE", Code::successful_completion,
                           fmt::format("drop cascades to {} {}", object_word(*dependents[0]), dependents[0]->name));
            drop_with_dependents(*context.catalog.current().relations.share(dependents[0]->oid), true, context);
        }
    }
    drop_relation(copy, context);
}

std::string drop(const sql::Drop& statement, ExecContext& context) {
    switch (statement.object) {
        case sql::ObjectKind::table:
            drop_relations(statement, context);
            return "DROP TABLE";
        case sql::ObjectKind::view:
            drop_relations(statement, context);
            return "DROP VIEW";
        case sql::ObjectKind::schema:
            drop_schemas(statement, context);
            return "DROP SCHEMA";
        case sql::ObjectKind::database:
            drop_databases(statement, context);
            return "DROP DATABASE";
        case sql::ObjectKind::user:
            drop_users(statement, context);
            return "DROP USER";
        case sql::ObjectKind::group:
            drop_groups(statement, context);
            return "DROP GROUP";
        case sql::ObjectKind::function:
            drop_routines(statement, context);
            return "DROP FUNCTION";
        case sql::ObjectKind::procedure:
            drop_routines(statement, context);
            return "DROP PROCEDURE";
        case sql::ObjectKind::role:
            drop_roles(statement, context);
            return "DROP ROLE";
        case sql::ObjectKind::rls_policy:
            drop_rls_policies(statement, context);
            return "DROP RLS POLICY";
        case sql::ObjectKind::masking_policy:
            drop_masking_policies(statement, context);
            return "DROP MASKING POLICY";
        case sql::ObjectKind::materialized_view:
            drop_relations(statement, context);
            return "DROP MATERIALIZED VIEW";
        case sql::ObjectKind::column:
        case sql::ObjectKind::constraint:
        case sql::ObjectKind::identity_provider:
            break;
    }
    throw Error(Code::feature_not_supported, "DROP of this kind of object is not supported");
}

}  // namespace blueshift::exec
