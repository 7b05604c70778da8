#include "catalog/system/privilege_functions.h"

#include <algorithm>

#include "base/error.h"
#include "catalog/access.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

/// Privilege words by letter. To add one: a row.
struct Word {
    std::string_view name;
    char letter;
};
constexpr Word kWords[] = {
    {"select", 'r'}, {"insert", 'a'}, {"update", 'w'}, {"delete", 'd'}, {"references", 'x'}, {"drop", 'D'},
    {"usage", 'U'},  {"create", 'C'}, {"temporary", 'T'}, {"temp", 'T'}, {"rule", 'R'}, {"trigger", 't'},
};

std::string lower_trimmed(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ') out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    constexpr std::string_view kOption = "withgrantoption";
    if (out.ends_with(kOption)) out.resize(out.size() - kOption.size());
    return out;
}

std::string letters_of(std::string_view list) {
    std::string letters;
    while (true) {
        const std::size_t comma = list.find(',');
        const std::string word = lower_trimmed(list.substr(0, comma));
        const auto* row = std::find_if(std::begin(kWords), std::end(kWords),
                                       [&](const Word& candidate) { return candidate.name == word; });
        if (row == std::end(kWords)) {
            throw Error(Code::invalid_parameter_value, "unrecognized privilege type: \"{}\"", word);
        }
        letters += row->letter;
        if (comma == std::string_view::npos) return letters;
        list.remove_prefix(comma + 1);
    }
}

std::int32_t user_id(const SystemContext& context, const std::string& name) {
    const User* user = context.catalog.snapshot().users.find(kInvalidOid, name);
    if (user == nullptr) throw Error(Code::undefined_object, "user \"{}\" does not exist", name);
    return user->id;
}

std::vector<std::string> split_name(const std::string& text) {
    std::vector<std::string> parts{""};
    for (const char c : text) {
        if (c == '.') {
            parts.emplace_back();
        } else if (c != '"') {
            parts.back() += c;
        }
    }
    return parts;
}

std::shared_ptr<const Relation> relation_of(const SystemContext& context, const std::string& text) {
    const bool number = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!number) return context.catalog.relation(split_name(text), Span{});
    for (const auto& relation : visible_relations(context)) {
        if (std::to_string(relation->oid) == text) return relation;
    }
    throw Error(Code::undefined_table, "relation with OID {} does not exist", text);
}

template <class Object>
Value any_privilege(const AccessRules& rules, const Object& object, const std::string& letters) {
    return Value(std::any_of(letters.begin(), letters.end(),
                             [&](char letter) { return rules.has_privilege(object, letter); }));
}

}  // namespace

Value has_table_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    return any_privilege(rules, *relation_of(context, arguments[1].as_string()), letters_of(arguments[2].as_string()));
}

Value has_column_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    const auto relation = relation_of(context, arguments[1].as_string());
    const Column* column = relation->find_column(arguments[2].as_string());
    if (column == nullptr) {
        throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", arguments[2].as_string(),
                    relation->name);
    }
    const std::string letters = letters_of(arguments[3].as_string());
    return Value(std::any_of(letters.begin(), letters.end(), [&](char letter) {
        return rules.has_column_privilege(*relation, *column, letter);
    }));
}

Value has_schema_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    const Schema* schema = context.catalog.find_schema(arguments[1].as_string());
    if (schema == nullptr) {
        throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", arguments[1].as_string());
    }
    // Everybody may use the built-in schemas.
    const std::string letters = letters_of(arguments[2].as_string());
    if (schema->oid == kPgCatalogSchemaOid || schema->oid == kInformationSchemaOid) {
        return Value(letters.find('U') != std::string::npos);
    }
    return any_privilege(rules, *schema, letters);
}

Value has_table_privilege_oid(const SystemContext& context, const std::vector<Value>& arguments) {
    return has_table_privilege(context, {arguments[0], std::to_string(arguments[1].as_int()), arguments[2]});
}

Value has_schema_privilege_oid(const SystemContext& context, const std::vector<Value>& arguments) {
    const auto oid = static_cast<Oid>(arguments[1].as_int());
    for (const BuiltinSchema& schema : kBuiltinSchemas) {
        if (schema.oid == oid) {
            return Value(letters_of(arguments[2].as_string()).find('U') != std::string::npos);
        }
    }
    const Schema* schema = context.catalog.snapshot().schemas.find(oid);
    if (schema == nullptr) return {};
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    return any_privilege(rules, *schema, letters_of(arguments[2].as_string()));
}

Value has_function_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    user_id(context, arguments[0].as_string());
    return Value(true);
}

Value user_is_member_of(const SystemContext& context, const std::vector<Value>& arguments) {
    const std::int32_t user = user_id(context, arguments[0].as_string());
    const Group* group = context.catalog.snapshot().groups.find(kInvalidOid, arguments[1].as_string());
    if (group == nullptr) {
        throw Error(Code::undefined_object, "group \"{}\" does not exist", arguments[1].as_string());
    }
    return Value(std::find(group->members.begin(), group->members.end(), user) != group->members.end());
}

Value has_database_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    const Database* database = context.catalog.snapshot().databases.find(kInvalidOid, arguments[1].as_string());
    if (database == nullptr) {
        throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", arguments[1].as_string());
    }
    return any_privilege(rules, *database, letters_of(arguments[2].as_string()));
}

}  // namespace blueshift::catalog::system
