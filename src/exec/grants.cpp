/// GRANT and REVOKE.  Doc: dg/r_GRANT, dg/r_REVOKE
#include <algorithm>

#include "exec/access.h"
#include "exec/principals.h"
#include "catalog/access.h"

namespace blueshift::exec {

namespace {

enum class Target { relation, schema, database };

/// One privilege word. To add one: a row.
struct PrivilegeRow {
    std::string_view name;
    char letter;
    std::string_view targets;  ///< r relations, s schemas, d databases
    bool columns;              ///< may be granted on columns
};

// clang-format off
constexpr PrivilegeRow kPrivileges[] = {
    {"create",     catalog::kCreate,     "sd", false},
    {"delete",     catalog::kDelete,     "r",  false},
    {"drop",       catalog::kDrop,       "rs", false},
    {"insert",     catalog::kInsert,     "r",  false},
    {"references", catalog::kReferences, "r",  false},
    {"select",     catalog::kSelect,     "r",  true},
    {"temp",       catalog::kTemporary,  "d",  false},
    {"temporary",  catalog::kTemporary,  "d",  false},
    {"update",     catalog::kUpdate,     "r",  true},
    {"usage",      catalog::kUsage,      "sd", false},
};
// clang-format on

constexpr std::string_view kAllRelation = "arwdxD";
constexpr std::string_view kAllSchema = "UC";
constexpr std::string_view kAllDatabase = "CTU";

std::string_view all_letters(Target target) {
    switch (target) {
        case Target::relation: return kAllRelation;
        case Target::schema: return kAllSchema;
        case Target::database: return kAllDatabase;
    }
    return {};
}

std::string letters_of(const sql::Grant::Privilege& privilege, Target target) {
    if (privilege.name == "all") return std::string(all_letters(target));
    const char wanted = target == Target::relation ? 'r' : target == Target::schema ? 's' : 'd';
    for (const PrivilegeRow& row : kPrivileges) {
        if (row.name != privilege.name) continue;
        if (row.targets.find(wanted) == std::string_view::npos) break;
        return std::string(1, row.letter);
    }
    throw Error(Code::invalid_parameter_value, "invalid privilege type {} for {}", privilege.name,
                target == Target::relation ? "relation" : target == Target::schema ? "schema" : "database");
}

/// Grantees with their ids.
std::vector<catalog::AclEntry> resolve_grantees(const sql::Grant& statement, ExecContext& context) {
    std::vector<catalog::AclEntry> entries;
    for (const sql::Grant::Grantee& grantee : statement.grantees) {
        catalog::AclEntry entry;
        entry.grantor = context.user;
        switch (grantee.kind) {
            case sql::Grant::Grantee::public_:
                entry.kind = catalog::AclEntry::public_;
                break;
            case sql::Grant::Grantee::user:
                entry.kind = catalog::AclEntry::user;
                entry.grantee = find_user(grantee.name.text, grantee.name.span, context).id;
                break;
            case sql::Grant::Grantee::group: {
                const auto* group =
                    context.catalog.current().groups.find(catalog::kInvalidOid, grantee.name.text);
                if (group == nullptr) {
                    throw Error(Code::undefined_object, "group \"{}\" does not exist", grantee.name.text)
                        .at(grantee.name.span);
                }
                entry.kind = catalog::AclEntry::group;
                entry.grantee = group->id;
                break;
            }
            case sql::Grant::Grantee::role:
                throw Error(Code::feature_not_supported, "roles are not supported").at(grantee.name.span);
        }
        if (statement.grant_option && !statement.revoke && entry.kind != catalog::AclEntry::user) {
            throw Error(Code::feature_not_supported, "grant options can only be granted to individual users");
        }
        entries.push_back(entry);
    }
    return entries;
}

void add_letters(std::string& letters, const std::string& added) {
    for (const char letter : added) {
        if (letters.find(letter) == std::string::npos) letters += letter;
    }
}

void remove_letters(std::string& letters, const std::string& removed) {
    std::erase_if(letters, [&](char letter) { return removed.find(letter) != std::string::npos; });
}

void change_acl(std::vector<catalog::AclEntry>& acl, const catalog::AclEntry& grantee,
                const std::string& letters, const sql::Grant& statement) {
    const auto found = std::find_if(acl.begin(), acl.end(), [&](const catalog::AclEntry& entry) {
        return entry.kind == grantee.kind && entry.grantee == grantee.grantee;
    });
    if (!statement.revoke) {
        catalog::AclEntry& entry = found == acl.end() ? acl.emplace_back(grantee) : *found;
        add_letters(entry.privileges, letters);
        if (statement.grant_option) add_letters(entry.grant_options, letters);
        return;
    }
    if (found == acl.end()) return;
    remove_letters(found->grant_options, letters);
    if (!statement.grant_option) remove_letters(found->privileges, letters);
    if (found->privileges.empty()) acl.erase(found);
}

void require_grantor(bool owner, const std::vector<catalog::AclEntry>& acl, const std::string& letters,
                     std::string_view what, const std::string& name, const ExecContext& context) {
    if (owner || context.superuser) return;
    for (const catalog::AclEntry& entry : acl) {
        if (entry.kind == catalog::AclEntry::user && entry.grantee == context.user &&
            std::all_of(letters.begin(), letters.end(), [&](char letter) {
                return entry.grant_options.find(letter) != std::string::npos;
            })) {
            return;
        }
    }
    throw Error(Code::insufficient_privilege, "permission denied for {} {}", what, name);
}

void grant_on_relation(catalog::Relation relation, const sql::Grant& statement,
                       const std::vector<catalog::AclEntry>& grantees, ExecContext& context) {
    if (relation.temporary) {
        throw Error(Code::feature_not_supported, "privileges on temporary tables are not supported");
    }
    for (const sql::Grant::Privilege& privilege : statement.privileges) {
        const std::string letters = letters_of(privilege, Target::relation);
        require_grantor(relation.owner == context.user, relation.acl, letters, "relation", relation.name,
                        context);
        for (const catalog::AclEntry& grantee : grantees) {
            if (privilege.columns.empty()) {
                change_acl(relation.acl, grantee, letters, statement);
                continue;
            }
            for (const sql::Name& name : privilege.columns) {
                const auto column =
                    std::find_if(relation.columns.begin(), relation.columns.end(),
                                 [&](const catalog::Column& candidate) { return candidate.name == name.text; });
                if (column == relation.columns.end()) {
                    throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist",
                                name.text, relation.name)
                        .at(name.span);
                }
                change_acl(column->acl, grantee, letters, statement);
            }
        }
    }
    context.catalog.put(std::move(relation));
}

void grant_on_schema(catalog::Schema schema, const sql::Grant& statement,
                     const std::vector<catalog::AclEntry>& grantees, ExecContext& context) {
    for (const sql::Grant::Privilege& privilege : statement.privileges) {
        const std::string letters = letters_of(privilege, Target::schema);
        require_grantor(schema.owner == context.user, schema.acl, letters, "schema", schema.name, context);
        for (const catalog::AclEntry& grantee : grantees) change_acl(schema.acl, grantee, letters, statement);
    }
    context.catalog.put(std::move(schema));
}

void grant_on_database(catalog::Database database, const sql::Grant& statement,
                       const std::vector<catalog::AclEntry>& grantees, ExecContext& context) {
    for (const sql::Grant::Privilege& privilege : statement.privileges) {
        const std::string letters = letters_of(privilege, Target::database);
        require_grantor(database.owner == context.user, database.acl, letters, "database", database.name,
                        context);
        for (const catalog::AclEntry& grantee : grantees) change_acl(database.acl, grantee, letters, statement);
    }
    context.catalog.put(std::move(database));
}

const catalog::Schema& schema_named(const sql::QualifiedName& name, ExecContext& context) {
    const auto* schema = context.catalog.current().schemas.find(context.database, name.object());
    if (schema == nullptr) {
        throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", name.object()).at(name.span);
    }
    return *schema;
}

}  // namespace

std::string grant(const sql::Grant& statement, ExecContext& context) {
    const std::vector<catalog::AclEntry> grantees = resolve_grantees(statement, context);
    const std::string tag = statement.revoke ? "REVOKE" : "GRANT";
    for (const sql::QualifiedName& name : statement.names) {
        if (statement.object == "table" || statement.object.empty()) {
            std::vector<std::string> parts;
            for (const sql::Name& part : name.parts) parts.push_back(part.text);
            grant_on_relation(*context.view().relation(parts, name.span), statement, grantees, context);
        } else if (statement.object == "all tables in schema") {
            const catalog::Oid schema = schema_named(name, context).oid;
            std::vector<catalog::Oid> oids;
            for (const auto* relation : context.catalog.current().relations_in(schema)) {
                oids.push_back(relation->oid);
            }
            for (const catalog::Oid oid : oids) {
                grant_on_relation(*context.catalog.current().relations.find(oid), statement, grantees, context);
            }
        } else if (statement.object == "schema") {
            grant_on_schema(schema_named(name, context), statement, grantees, context);
        } else if (statement.object == "database") {
            const auto* database =
                context.catalog.current().databases.find(catalog::kInvalidOid, name.object());
            if (database == nullptr) {
                throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", name.object())
                    .at(name.span);
            }
            grant_on_database(*database, statement, grantees, context);
        } else {
            throw Error(Code::feature_not_supported, "{} on {} is not supported", tag, statement.object)
                .at(name.span);
        }
    }
    return tag;
}

}  // namespace blueshift::exec
