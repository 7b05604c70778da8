#include "exec/show_request.h"

#include "base/error.h"
#include "catalog/access.h"
#include "catalog/system/rows.h"

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

catalog::system::SystemContext system_context(const ShowRequest& request) {
    const catalog::AccessRules rules(request.view.snapshot(), request.view.user());
    catalog::system::SystemContext context{request.view};
    context.superuser = rules.sees_all_system_rows();
    context.setting = [](const std::string&) { return std::optional<std::string>(); };
    return context;
}

Value acl_text(const ShowRequest& request, const std::vector<catalog::AclEntry>& acl, std::int32_t owner,
               std::string_view owners_letters) {
    return catalog::system::acl_joined(system_context(request), acl, owner, owners_letters);
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
