#include "catalog/system/rows.h"

#include <fmt/format.h>

namespace blueshift::catalog::system {

std::vector<std::shared_ptr<const Relation>> user_relations(const SystemContext& context) {
    std::vector<std::shared_ptr<const Relation>> relations;
    const Snapshot& snapshot = context.catalog.snapshot();
    for (const auto& [oid, relation] : snapshot.relations.all()) {
        const Schema* schema = snapshot.schemas.find(relation->schema);
        if (schema != nullptr && schema->database == context.catalog.database().oid) relations.push_back(relation);
    }
    for (const auto& relation : context.catalog.temporary_relations()) relations.push_back(relation);
    return relations;
}

std::vector<std::shared_ptr<const Relation>> visible_relations(const SystemContext& context) {
    auto relations = user_relations(context);
    for (auto& relation : system_relations().all()) relations.push_back(std::move(relation));
    return relations;
}

std::string schema_name(const SystemContext& context, const Relation& relation) {
    for (const BuiltinSchema& schema : kBuiltinSchemas) {
        if (schema.oid == relation.schema) return std::string(schema.name);
    }
    return context.catalog.schema_name(relation);
}

std::string user_name(const SystemContext& context, std::int32_t id) {
    const User* user = context.catalog.snapshot().users.find(id);
    return user == nullptr ? "unknown (OID=" + std::to_string(id) + ")" : user->name;
}

std::string group_name(const SystemContext& context, std::int32_t id) {
    const Group* group = context.catalog.snapshot().groups.find(id);
    return group == nullptr ? std::to_string(id) : group->name;
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

Value acl_text(const SystemContext& context, const std::vector<AclEntry>& acl) {
    if (acl.empty()) return {};
    std::vector<std::string> items;
    for (const AclEntry& entry : acl) {
        std::string item;
        if (entry.kind == AclEntry::user) item = user_name(context, entry.grantee);
        if (entry.kind == AclEntry::group) item = "group " + group_name(context, entry.grantee);
        item += "=";
        for (const char letter : entry.privileges) {
            item += letter;
            if (entry.grant_options.find(letter) != std::string::npos) item += '*';
        }
        items.push_back(item + "/" + user_name(context, entry.grantor == 0 ? kAdminUserId : entry.grantor));
    }
    return Value(array_text(items));
}

std::string default_source(const Relation& relation, const Column& column) {
    if (!column.identity) return column.default_text;
    return fmt::format("\"identity\"({}, {}, '{},{}'::text)", relation.oid, column.number - 1, column.identity->seed,
                       column.identity->step);
}

bool is_table(const Relation& relation) { return relation.kind == RelationKind::table; }

bool is_view(const Relation& relation) {
    return relation.kind == RelationKind::view || relation.kind == RelationKind::late_binding_view;
}

}  // namespace blueshift::catalog::system
