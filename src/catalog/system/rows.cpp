#include "catalog/system/rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace blueshift::catalog::system {

namespace {

/// Encodings by pg_attribute.attencodingtype. To add one: a row.
struct EncodingNumber {
    int number;
    std::string_view name;
};
constexpr EncodingNumber kEncodings[] = {
    {0, "raw"},       {1, "bytedict"}, {2, "delta"},    {3, "lzo"},      {4, "runlength"},
    {7, "text255"},   {8, "text32k"},  {9, "delta32k"}, {10, "mostly8"}, {11, "mostly16"},
    {12, "mostly32"}, {14, "zstd"},    {15, "az64"},
};

/// With metadata_security, users see only what they may use.  Doc: dg/t_metadata_security
bool hides_metadata(const SystemContext& context) {
    if (context.superuser) return false;
    const auto setting = context.setting("metadata_security");
    return setting && (*setting == "on" || *setting == "true");
}

/// The names in `scope` may be absent; what the engine filters anyway need not be decided here.
bool in_scope(const RelationScope& scope, const Relation& relation, std::string_view schema) {
    return (!scope.oid || *scope.oid == relation.oid) && (!scope.name || *scope.name == relation.name) &&
           (!scope.schema_oid || *scope.schema_oid == relation.schema) && (!scope.schema || *scope.schema == schema);
}

}  // namespace

bool has_any_privilege(const AccessRules& rules, const Relation& relation) {
    constexpr std::string_view kAny = "rawdxDAP";
    return std::any_of(kAny.begin(), kAny.end(), [&](char letter) {
        return rules.has_privilege(relation, letter) ||
               std::any_of(relation.columns.begin(), relation.columns.end(), [&](const Column& column) {
                   return !column.acl.empty() && rules.has_column_privilege(relation, column, letter);
               });
    });
}

std::vector<std::shared_ptr<const Relation>> user_relations(const SystemContext& context) {
    std::vector<std::shared_ptr<const Relation>> relations;
    const Snapshot& snapshot = context.catalog.snapshot();
    const RelationScope& scope = context.scope;
    const bool hidden = hides_metadata(context);
    const AccessRules rules(snapshot, context.catalog.user());
    const auto add = [&](const std::shared_ptr<const Relation>& relation) {
        const Schema* schema = snapshot.schemas.find(relation->schema);
        if (schema == nullptr || schema->database != context.catalog.database().oid) return;
        if (!in_scope(scope, *relation, schema->name)) return;
        if (!hidden || has_any_privilege(rules, *relation)) relations.push_back(relation);
    };
    if (scope.oid) {
        if (auto relation = snapshot.relations.share(*scope.oid)) add(relation);
    } else if (scope.name) {
        for (const auto& [oid, schema] : snapshot.schemas.all()) {
            if (const Relation* relation = snapshot.relations.find(oid, *scope.name)) {
                add(snapshot.relations.share(relation->oid));
            }
        }
    } else {
        for (const auto& [oid, relation] : snapshot.relations.all()) add(relation);
    }
    for (const auto& relation : context.catalog.temporary_relations()) {
        if (in_scope(scope, *relation, schema_name(context, *relation))) relations.push_back(relation);
    }
    return relations;
}

std::vector<std::shared_ptr<const Relation>> visible_relations(const SystemContext& context) {
    auto relations = user_relations(context);
    for (auto& relation : system_relations().all()) {
        if (in_scope(context.scope, *relation, schema_name(context, *relation))) relations.push_back(std::move(relation));
    }
    return relations;
}

std::vector<std::shared_ptr<const Schema>> visible_schemas(const SystemContext& context) {
    std::vector<std::shared_ptr<const Schema>> schemas;
    const bool hidden = hides_metadata(context);
    const AccessRules rules(context.catalog.snapshot(), context.catalog.user());
    for (const auto& [oid, schema] : context.catalog.snapshot().schemas.all()) {
        if (schema->database != context.catalog.database().oid) continue;
        if (hidden && !rules.has_privilege(*schema, kUsage) && !rules.has_privilege(*schema, kCreate)) continue;
        schemas.push_back(schema);
    }
    return schemas;
}

std::vector<std::shared_ptr<const Routine>> visible_routines(const SystemContext& context) {
    std::vector<std::shared_ptr<const Routine>> routines;
    const Snapshot& snapshot = context.catalog.snapshot();
    for (const auto& schema : visible_schemas(context)) {
        for (const auto& [oid, routine] : snapshot.routines.all()) {
            if (routine->schema == schema->oid) routines.push_back(routine);
        }
    }
    return routines;
}

std::shared_ptr<const Relation> relation_by_oid(const SystemContext& context, Oid oid) {
    if (auto relation = context.catalog.snapshot().relations.share(oid)) return relation;
    for (const auto& relation : context.catalog.temporary_relations()) {
        if (relation->oid == oid) return relation;
    }
    return system_relation(oid);
}

std::string database_name(const SystemContext& context) { return context.catalog.database().name; }

std::string schema_name(const SystemContext& context, Oid schema) {
    for (const BuiltinSchema& builtin : kBuiltinSchemas) {
        if (builtin.oid == schema) return std::string(builtin.name);
    }
    const Schema* found = context.catalog.snapshot().schemas.find(schema);
    return found == nullptr ? std::string() : found->name;
}

std::string schema_name(const SystemContext& context, const Relation& relation) {
    return relation.temporary ? context.catalog.schema_name(relation) : schema_name(context, relation.schema);
}

std::string user_name(const SystemContext& context, std::int32_t id) {
    const User* user = context.catalog.snapshot().users.find(id);
    return user == nullptr ? "unknown (OID=" + std::to_string(id) + ")" : user->name;
}

std::string group_name(const SystemContext& context, std::int32_t id) {
    const Group* group = context.catalog.snapshot().groups.find(id);
    return group == nullptr ? std::to_string(id) : group->name;
}

std::string role_name(const SystemContext& context, std::int32_t id) {
    const Role* role = context.catalog.snapshot().roles.find(id);
    return role == nullptr ? std::to_string(id) : role->name;
}

Identity3 identity_of(const SystemContext& context, AclEntry::Kind kind, std::int32_t id) {
    switch (kind) {
        case AclEntry::user: return {id, user_name(context, id), "user"};
        case AclEntry::group: return {id, group_name(context, id), "group"};
        case AclEntry::role: return {id, role_name(context, id), "role"};
        case AclEntry::public_: break;
    }
    return {0, "public", "public"};
}

std::vector<std::string> acl_items(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner,
                                   std::string_view owners_letters) {
    std::vector<std::string> items;
    if (acl.empty()) return items;
    const std::string owners_name = quoted(user_name(context, owner));
    items.push_back(fmt::format("{}={}/{}", owners_name, owners_letters, owners_name));
    for (const AclEntry& entry : acl) {
        if (entry.kind == AclEntry::user && entry.grantee == owner) continue;
        std::string item;
        if (entry.kind == AclEntry::user) item = quoted(user_name(context, entry.grantee));
        if (entry.kind == AclEntry::group) item = "group " + quoted(group_name(context, entry.grantee));
        if (entry.kind == AclEntry::role) item = "role " + quoted(role_name(context, entry.grantee));
        item += "=";
        for (const char letter : entry.privileges) {
            item += letter;
            if (entry.grant_options.find(letter) != std::string::npos) item += '*';
        }
        items.push_back(item + "/" + quoted(user_name(context, entry.grantor == 0 ? owner : entry.grantor)));
    }
    return items;
}

Value acl_text(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner,
               std::string_view owners_letters) {
    if (acl.empty()) return {};
    return Value(array_text(acl_items(context, acl, owner, owners_letters)));
}

Value acl_joined(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner,
                 std::string_view owners_letters) {
    if (acl.empty()) return {};
    return Value(fmt::format("{}", fmt::join(acl_items(context, acl, owner, owners_letters), "~")));
}

std::string array_text(const std::vector<std::string>& items) {
    std::string text = "{";
    for (const std::string& item : items) {
        if (text.size() > 1) text += ',';
        const bool quote = item.empty() || item.find_first_of("{},\" \\") != std::string::npos;
        if (!quote) {
            text += item;
            continue;
        }
        text += '"';
        for (const char c : item) {
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
        text += '"';
    }
    return text + "}";
}

std::string array_text(const std::vector<std::int16_t>& numbers) {
    return fmt::format("{{{}}}", fmt::join(numbers, ","));
}

std::string default_source(const Relation& relation, const Column& column) {
    if (!column.identity) return column.default_text;
    return fmt::format("\"identity\"({}, {}, '{},{}'::text)", relation.oid, column.number - 1, column.identity->seed,
                       column.identity->step);
}

std::string quoted(std::string_view name) {
    const bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
                       std::all_of(name.begin(), name.end(), [](unsigned char c) {
                           return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                       });
    if (plain) return std::string(name);
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

bool is_table(const Relation& relation) { return relation.kind == RelationKind::table; }

bool is_view(const Relation& relation) {
    return relation.kind == RelationKind::view || relation.kind == RelationKind::late_binding_view ||
           relation.kind == RelationKind::materialized_view;
}

std::string view_definition(const SystemContext& context, const Relation& relation) {
    const std::string name = quoted(schema_name(context, relation)) + "." + quoted(relation.name);
    switch (relation.kind) {
        case RelationKind::materialized_view:
            // Tools tell materialized views by these words.
            return fmt::format("CREATE MATERIALIZED VIEW {}{} AS {};", name,
                               relation.materialized && relation.materialized->auto_refresh ? " AUTO REFRESH YES" : "",
                               relation.view_text);
        case RelationKind::late_binding_view:
            return fmt::format("create view {} as {} with no schema binding;", name, relation.view_text);
        default: return relation.view_text + ";";
    }
}

Oid type_oid(Type type) { return type_info(type.id).oid; }

int encoding_number(std::string_view name) {
    for (const EncodingNumber& row : kEncodings) {
        if (row.name == name) return row.number;
    }
    return 0;
}

std::string_view encoding_name(int number) {
    for (const EncodingNumber& row : kEncodings) {
        if (row.number == number) return row.number == 0 ? "none" : row.name;
    }
    return "unknown";
}

}  // namespace blueshift::catalog::system
