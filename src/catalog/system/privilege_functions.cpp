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
    {"execute", 'X'}, {"alter", 'A'}, {"truncate", 'N'}, {"usage", 'U'}, {"create", 'C'}, {"temporary", 'T'}, {"temp", 'T'}, {"rule", 'R'}, {"trigger", 't'},
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

/// Functions are everybody's unless their access list says otherwise; procedures are their owner's.
Value has_function_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const User& user = user_given(context, arguments[0].as_string());
    const Oid oid = static_cast<Oid>(regproc_in(context, {arguments[1]}).as_int());
    const Routine* routine = context.catalog.snapshot().routines.find(oid);
    if (routine == nullptr || user.superuser || routine->owner == user.id) return Value(true);
    if (routine->acl.empty()) return Value(routine->kind == RoutineKind::function);
    Relation probe;
    probe.owner = routine->owner;
    probe.acl = routine->acl;
    return Value(AccessRules(context.catalog.snapshot(), user.id).has_privilege(probe, 'X'));
}

Value has_language_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    const User& user = user_given(context, arguments[0].as_string());
    const std::string& language = arguments[1].as_string();
    return Value(user.superuser || language == "sql" || language == "plpgsql" || language == "plpythonu");
}

/// PUBLIC may use every IAM role until that is revoked, which is not kept here.
Value has_assumerole_privilege(const SystemContext& context, const std::vector<Value>& arguments) {
    user_given(context, arguments[0].as_string());
    const std::string command = lower_trimmed(arguments[2].as_string());
    constexpr std::string_view kCommands[] = {"copy", "unload", "externalfunction", "createmodel"};
    if (std::find(std::begin(kCommands), std::end(kCommands), command) == std::end(kCommands)) {
        throw Error(Code::invalid_parameter_value, "unrecognized command type: \"{}\"", arguments[2].as_string());
    }
    return Value(true);
}

namespace {

/// Whether `role` was granted to the member, directly or through roles it has.
bool holds_role(const Snapshot& snapshot, const Role& role, AclEntry::Kind kind, std::int32_t member, int depth = 0) {
    constexpr int kDepthMax = 64;
    return depth < kDepthMax && std::any_of(role.members.begin(), role.members.end(), [&](const RoleMember& entry) {
        if (entry.kind == kind && entry.id == member) return true;
        const Role* holder = entry.kind == AclEntry::role ? snapshot.roles.find(entry.id) : nullptr;
        return holder != nullptr && holds_role(snapshot, *holder, kind, member, depth + 1);
    });
}

const Role& role_given(const SystemContext& context, const std::string& name) {
    const Role* role = context.catalog.snapshot().roles.find(kInvalidOid, name);
    if (role == nullptr) throw Error(Code::undefined_object, "role \"{}\" does not exist", name);
    return *role;
}

}  // namespace

Value role_is_member_of(const SystemContext& context, const std::vector<Value>& arguments) {
    const Role& member = role_given(context, arguments[0].as_string());
    return Value(holds_role(context.catalog.snapshot(), role_given(context, arguments[1].as_string()), AclEntry::role, member.id));
}

Value user_is_member_of(const SystemContext& context, const std::vector<Value>& arguments) {
    const std::int32_t user = user_id(context, arguments[0].as_string());
    const Snapshot& snapshot = context.catalog.snapshot();
    if (const Group* group = snapshot.groups.find(kInvalidOid, arguments[1].as_string())) {
        return Value(std::find(group->members.begin(), group->members.end(), user) != group->members.end());
    }
    return Value(holds_role(snapshot, role_given(context, arguments[1].as_string()), AclEntry::user, user));
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
