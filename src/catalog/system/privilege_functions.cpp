#include "catalog/system/privilege_functions.h"

#include <algorithm>

#include "base/error.h"
#include "catalog/access.h"
#include "catalog/system/names.h"
#include "catalog/system/routine_functions.h"
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
    {"execute", 'X'}, {"alter", 'A'}, {"truncate", 'P'}, {"usage", 'U'}, {"create", 'C'}, {"temporary", 'T'}, {"temp", 'T'}, {"rule", 'R'}, {"trigger", 't'},
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

std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ') out += c;
    }
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

const User& user_given(const SystemContext& context, const std::string& text) {
    const auto& users = context.catalog.snapshot().users;
    const User* user = is_number(text) ? users.find(static_cast<std::int32_t>(std::stol(text))) : users.find(kInvalidOid, text);
    if (user == nullptr) throw Error(Code::undefined_object, "user \"{}\" does not exist", text);
    return *user;
}

std::int32_t user_id(const SystemContext& context, const std::string& text) { return user_given(context, text).id; }

/// Null for an oid that no relation has.
std::shared_ptr<const Relation> relation_of(const SystemContext& context, const std::string& text) {
    if (!is_number(text)) return context.catalog.relation(name_parts(text), Span{});
    return relation_by_oid(context, static_cast<Oid>(std::stoul(text)));
}

template <class Object>
Value any_privilege(const AccessRules& rules, const Object& object, const std::string& letters) {
    return Value(std::any_of(letters.begin(), letters.end(),
                             [&](char letter) { return rules.has_privilege(object, letter); }));
}

}  // namespace

Value has_table_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    const auto relation = relation_of(context, arguments[1].as_string());
    if (relation == nullptr) return {};
    return any_privilege(rules, *relation, letters_of(arguments[2].as_string()));
}

Value has_column_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    const auto relation = relation_of(context, arguments[1].as_string());
    if (relation == nullptr) return {};
    const std::string& given = arguments[2].as_string();
    const Column* column = is_number(given) ? relation->column(static_cast<std::int16_t>(std::stol(given))) : relation->find_column(given);
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
    const std::string& given = arguments[1].as_string();
    const std::string letters = letters_of(arguments[2].as_string());
    // Everybody may use the built-in schemas.
    for (const BuiltinSchema& schema : kBuiltinSchemas) {
        if (schema.name == given || std::to_string(schema.oid) == given) return Value(letters.find('U') != std::string::npos);
    }
    if (is_number(given)) {
        const Schema* schema = context.catalog.snapshot().schemas.find(static_cast<Oid>(std::stoul(given)));
        return schema == nullptr ? Value() : any_privilege(rules, *schema, letters);
    }
    const Schema* schema = context.catalog.find_schema(name_parts(given).back());
    if (schema == nullptr) throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", given);
    return any_privilege(rules, *schema, letters);
}

Value has_function_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    const Oid oid = static_cast<Oid>(regproc_in(context, {arguments[1]}).as_int());
    const Routine* routine = context.catalog.snapshot().routines.find(oid);
    // Everybody may execute the built-in functions.
    return Value(routine == nullptr || rules.has_privilege(*routine, kExecute));
}

Value has_language_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    return Value(rules.has_language_privilege(context.catalog.database(), arguments[1].as_string()));
}

Value has_assumerole_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    for (const AssumeRoleService& service : assume_role_services()) {
        if (without_blanks(service.name) != lower_trimmed(arguments[2].as_string())) continue;
        return Value(rules.may_assume_role(context.catalog.database(), arguments[1].as_string(), service.letter));
    }
    throw Error(Code::invalid_parameter_value, "unrecognized command type: \"{}\"", arguments[2].as_string());
}

namespace {

const Role& role_given(const SystemContext& context, const std::string& name) {
    const Role* role = context.catalog.snapshot().roles.find(kInvalidOid, name);
    if (role == nullptr) throw Error(Code::undefined_object, "role \"{}\" does not exist", name);
    return *role;
}

}  // namespace

Value role_is_member_of(const SystemContext& context, const std::vector<Value>& arguments) {
    const Role& member = role_given(context, arguments[0].as_string());
    return Value(role_holds(context.catalog.snapshot(), member.id, role_given(context, arguments[1].as_string()).id));
}

Value user_is_member_of(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    if (const Group* group = context.catalog.snapshot().groups.find(kInvalidOid, arguments[1].as_string())) {
        return Value(rules.in_group(group->id));
    }
    return Value(rules.roles().contains(role_given(context, arguments[1].as_string()).id));
}

Value has_database_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const AccessRules rules(context.catalog.snapshot(), user_id(context, arguments[0].as_string()));
    const std::string& given = arguments[1].as_string();
    const auto& databases = context.catalog.snapshot().databases;
    const Database* database = is_number(given) ? databases.find(static_cast<Oid>(std::stoul(given))) : databases.find(kInvalidOid, given);
    if (database == nullptr && is_number(given)) return {};
    if (database == nullptr) {
        throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", arguments[1].as_string());
    }
    return any_privilege(rules, *database, letters_of(arguments[2].as_string()));
}

}  // namespace blueshift::catalog::system
