#include "exec/show_request.h"

#include "base/error.h"

namespace blueshift::exec {

namespace {

constexpr std::int64_t kRowCountMax = 10'000;

/// SQL LIKE with % and _.
bool like(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '%') {
        for (std::size_t skip = 0; skip <= text.size(); ++skip) {
            if (like(text.substr(skip), pattern.substr(1))) return true;
        }
        return false;
    }
    if (pattern[0] == '\\' && pattern.size() > 1) {
        return !text.empty() && text[0] == pattern[1] && like(text.substr(1), pattern.substr(2));
    }
    if (text.empty() || (pattern[0] != '_' && pattern[0] != text[0])) return false;
    std::size_t length = 1;
    if (pattern[0] == '_') {
        // A character, not a byte, of UTF-8.
        while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
    }
    return like(text.substr(length), pattern.substr(1));
}

std::string grantee_name(const ShowRequest& request, const catalog::AclEntry& entry) {
    const catalog::Snapshot& snapshot = request.view.snapshot();
    switch (entry.kind) {
        case catalog::AclEntry::user: return user_name(request, entry.grantee);
        case catalog::AclEntry::group: {
            const auto* group = snapshot.groups.find(entry.grantee);
            return "group " + (group == nullptr ? std::to_string(entry.grantee) : group->name);
        }
        case catalog::AclEntry::role: {
            const auto* role = snapshot.roles.find(entry.grantee);
            return "role " + (role == nullptr ? std::to_string(entry.grantee) : role->name);
        }
        case catalog::AclEntry::public_: break;
    }
    return {};
}

}  // namespace

bool wanted(const ShowRequest& request, std::string_view name) {
    return !request.like || like(name, *request.like);
}

ShowResult limited(const ShowRequest& request, ShowResult rows) {
    const std::int64_t count_max = request.limit.value_or(kRowCountMax);
    if (count_max < 0 || count_max > kRowCountMax) {
        throw Error(Code::invalid_parameter_value, "LIMIT must be between 0 and {}", kRowCountMax);
    }
    if (!request.limit && static_cast<std::int64_t>(rows.size()) > kRowCountMax) {
        throw Error(Code::program_limit_exceeded, "the result has more than {} rows", kRowCountMax)
            .hint("Use LIKE or LIMIT.");
    }
    if (static_cast<std::int64_t>(rows.size()) > count_max) rows.resize(static_cast<std::size_t>(count_max));
    return rows;
}

const catalog::Database& database_named(const ShowRequest& request, const std::string& name) {
    const auto* database = request.view.snapshot().databases.find(catalog::kInvalidOid, name);
    if (database == nullptr) {
        throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", name).at(request.span);
    }
    return *database;
}

NamedSchema schema_named(const ShowRequest& request, std::size_t part_count) {
    const catalog::Database& database =
        part_count > 1 ? database_named(request, request.names[0]) : request.view.database();
    const std::string& name = request.names[part_count - 1];
    const auto* schema = request.view.snapshot().schemas.find(database.oid, name);
    if (schema == nullptr) {
        // The view finds those of the current database, among which are the system schemas of all.
        const auto* system = request.view.find_schema(name);
        if (system != nullptr && system->database == catalog::kInvalidOid) schema = system;
    }
    if (schema == nullptr) {
        throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", name).at(request.span);
    }
    return {*schema, database.name};
}

std::string user_name(const ShowRequest& request, std::int32_t id) {
    const auto* user = request.view.snapshot().users.find(id);
    return user == nullptr ? std::to_string(id) : user->name;
}

Value optional_text(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value acl_text(const ShowRequest& request, const std::vector<catalog::AclEntry>& acl) {
    std::string text;
    for (const catalog::AclEntry& entry : acl) {
        text += (text.empty() ? "" : "~") + grantee_name(request, entry) + "=";
        for (const char letter : entry.privileges) {
            text += letter;
            if (entry.grant_options.find(letter) != std::string::npos) text += '*';
        }
        text += "/" + user_name(request, entry.grantor);
    }
    return optional_text(text);
}

TypeFigures type_figures(Type type) {
    TypeFigures figures;
    switch (type.id) {
        case TypeId::smallint: figures.numeric_precision = 16; break;
        case TypeId::integer: figures.numeric_precision = 32; break;
        case TypeId::bigint: figures.numeric_precision = 64; break;
        case TypeId::real: figures.numeric_precision = 24; return figures;
        case TypeId::double_: figures.numeric_precision = 53; return figures;
        case TypeId::decimal:
            figures.numeric_precision = decimal_precision(type);
            figures.numeric_scale = decimal_scale(type);
            return figures;
        default:
            if (is_string(type.id)) {
                if (const auto length = length_limit(type)) figures.character_maximum_length = Value(*length);
            }
            return figures;
    }
    figures.numeric_scale = 0;
    return figures;
}

}  // namespace blueshift::exec
