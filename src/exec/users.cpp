/// CREATE, ALTER and DROP of users and groups.
#include <algorithm>
#include <cctype>

#include "base/crypto.h"
#include "catalog/password.h"
#include "exec/access.h"
#include "exec/principals.h"

namespace blueshift::exec {

namespace {

constexpr std::size_t kPasswordCharactersMin = 8;
constexpr std::size_t kPasswordCharactersMax = 64;
constexpr int kSessionTimeoutMin = 60;
constexpr int kSessionTimeoutMax = 1'728'000;

/// Redshift's rules for a cleartext password.
void check_password(std::string_view password) {
    bool upper = false;
    bool lower = false;
    bool digit = false;
    for (const char c : password) {
        const auto byte = static_cast<unsigned char>(c);
        upper = upper || std::isupper(byte) != 0;
        lower = lower || std::islower(byte) != 0;
        digit = digit || std::isdigit(byte) != 0;
        if (byte < 33 || byte > 126 || std::string_view("'\"\\/@").find(c) != std::string_view::npos) {
            throw Error(Code::invalid_parameter_value,
                        "password must not contain quotes, \\, /, @, spaces or non-printable characters");
        }
    }
    if (password.size() < kPasswordCharactersMin || password.size() > kPasswordCharactersMax) {
        throw Error(Code::invalid_parameter_value, "password must be between {} and {} characters in length",
                    kPasswordCharactersMin, kPasswordCharactersMax);
    }
    if (!upper || !lower || !digit) {
        throw Error(Code::invalid_parameter_value,
                    "password must contain at least one uppercase letter, one lowercase letter and one number");
    }
}

bool is_hash(std::string_view clause) {
    return clause.starts_with("sha256|") || (clause.starts_with("md5") && clause.size() == 35);
}

void set_password(const std::string& clause, catalog::User& user) {
    if (!is_hash(clause)) check_password(clause);
    const catalog::PasswordHashes hashes = catalog::hashes_from_password_clause(user.name, clause);
    user.md5 = hashes.md5;
    user.scram = hashes.scram;
    user.digest_salt = crypto::hex_encode(hashes.digest_salt);
    user.digest_hash = crypto::hex_encode(hashes.digest_hash);
    user.password_disabled = false;
}

void disable_password(catalog::User& user) {
    user.md5.clear();
    user.scram.clear();
    user.digest_salt.clear();
    user.digest_hash.clear();
    user.password_disabled = true;
}

void apply_options(const sql::UserOptions& options, catalog::User& user, ExecContext& context) {
    if (options.superuser && *options.superuser) require_superuser("create superusers", context);
    if (options.password_disable) disable_password(user);
    if (options.password) set_password(*options.password, user);
    if (options.createdb) user.createdb = *options.createdb;
    if (options.superuser) user.superuser = *options.superuser;
    if (options.connection_limit) user.connection_limit = *options.connection_limit;
    if (options.syslog_unrestricted) user.syslog_unrestricted = *options.syslog_unrestricted;
    if (options.external_id) user.external_id = *options.external_id;
    if (options.session_timeout) {
        if (*options.session_timeout < kSessionTimeoutMin || *options.session_timeout > kSessionTimeoutMax) {
            throw Error(Code::invalid_parameter_value, "session timeout must be between {} and {} seconds",
                        kSessionTimeoutMin, kSessionTimeoutMax);
        }
        user.session_timeout_seconds = *options.session_timeout;
    }
    if (options.valid_until) {
        if (*options.valid_until != "infinity") {
            value_from_text(Type{TypeId::timestamptz}, *options.valid_until, context.text);
        }
        user.valid_until = *options.valid_until == "infinity" ? "" : *options.valid_until;
    }
}

const catalog::Group& find_group(const sql::Name& name, const ExecContext& context) {
    const auto* group = context.catalog.current().groups.find(catalog::kInvalidOid, name.text);
    if (group == nullptr) {
        throw Error(Code::undefined_object, "group \"{}\" does not exist", name.text).at(name.span);
    }
    return *group;
}

void add_members(const std::vector<sql::Name>& users, catalog::Group& group, ExecContext& context) {
    for (const sql::Name& name : users) {
        const std::int32_t id = find_user(name.text, name.span, context).id;
        if (std::find(group.members.begin(), group.members.end(), id) == group.members.end()) {
            group.members.push_back(id);
        }
    }
}

bool mentions(const std::vector<catalog::AclEntry>& acl, catalog::AclEntry::Kind kind, std::int32_t id) {
    return std::any_of(acl.begin(), acl.end(), [&](const catalog::AclEntry& entry) {
        return (entry.kind == kind && entry.grantee == id) ||
               (kind == catalog::AclEntry::user && entry.grantor == id);
    });
}

/// What keeps a user or group from being dropped, in words; empty when nothing does.
std::string dependency(catalog::AclEntry::Kind kind, std::int32_t id, const catalog::Snapshot& snapshot) {
    const bool user = kind == catalog::AclEntry::user;
    for (const auto& [oid, database] : snapshot.databases.all()) {
        if (user && database->owner == id) return "owner of database " + database->name;
        if (mentions(database->acl, kind, id)) return "access to database " + database->name;
    }
    for (const auto& [oid, schema] : snapshot.schemas.all()) {
        if (user && schema->owner == id) return "owner of schema " + schema->name;
        if (mentions(schema->acl, kind, id)) return "access to schema " + schema->name;
    }
    for (const auto& [oid, relation] : snapshot.relations.all()) {
        if (user && relation->owner == id) return "owner of relation " + relation->name;
        if (mentions(relation->acl, kind, id)) return "access to relation " + relation->name;
    }
    return {};
}

}  // namespace

std::string create_user(const sql::CreateUser& statement, ExecContext& context) {
    require_superuser("create users", context);
    if (context.catalog.current().users.find(catalog::kInvalidOid, statement.name.text) != nullptr) {
        throw Error(Code::duplicate_object, "user \"{}\" already exists", statement.name.text)
            .at(statement.name.span);
    }
    if (!statement.options.password && !statement.options.password_disable) {
        throw Error(Code::invalid_parameter_value, "a password is required: use PASSWORD or PASSWORD DISABLE")
            .at(statement.name.span);
    }
    catalog::User user;
    user.name = statement.name.text;
    if (user.name == "public") {
        throw Error(Code::reserved_name, "user name \"public\" is reserved").at(statement.name.span);
    }
    user.id = context.allocate_principal_id();
    apply_options(statement.options, user, context);
    for (const sql::Name& name : statement.options.groups) {
        catalog::Group group = find_group(name, context);
        group.members.push_back(user.id);
        context.catalog.put(std::move(group));
    }
    context.catalog.put(std::move(user));
    return "CREATE USER";
}

std::string alter_user(const sql::AlterUser& statement, ExecContext& context) {
    catalog::User user = find_user(statement.name.text, statement.name.span, context);
    const bool own_settings = user.id == context.user && statement.new_name.text.empty() &&
                              !statement.options.createdb && !statement.options.superuser &&
                              !statement.options.valid_until && !statement.options.connection_limit &&
                              !statement.options.syslog_unrestricted && !statement.options.session_timeout;
    if (!own_settings) require_superuser("alter users", context);
    apply_options(statement.options, user, context);
    if (!statement.new_name.text.empty()) {
        if (context.catalog.current().users.find(catalog::kInvalidOid, statement.new_name.text) != nullptr) {
            throw Error(Code::duplicate_object, "user \"{}\" already exists", statement.new_name.text)
                .at(statement.new_name.span);
        }
        user.name = statement.new_name.text;
        if (!user.md5.empty()) {
            // The user name is part of what was hashed.
            user.md5.clear();
            context.notice("NOTICE", Code::successful_completion, "MD5 password cleared because of user rename");
        }
    }
    if (!statement.set_name.empty()) {
        if (statement.reset) {
            user.settings.erase(statement.set_name);
        } else {
            std::string value;
            for (const std::string& part : statement.set_values) value += (value.empty() ? "" : ", ") + part;
            user.settings[statement.set_name] = value;
        }
    }
    context.catalog.put(std::move(user));
    return "ALTER USER";
}

std::string create_group(const sql::CreateGroup& statement, ExecContext& context) {
    require_superuser("create groups", context);
    if (context.catalog.current().groups.find(catalog::kInvalidOid, statement.name.text) != nullptr) {
        throw Error(Code::duplicate_object, "group \"{}\" already exists", statement.name.text)
            .at(statement.name.span);
    }
    catalog::Group group;
    group.id = context.allocate_principal_id();
    group.name = statement.name.text;
    add_members(statement.users, group, context);
    context.catalog.put(std::move(group));
    return "CREATE GROUP";
}

std::string alter_group(const sql::AlterGroup& statement, ExecContext& context) {
    require_superuser("alter groups", context);
    catalog::Group group = find_group(statement.name, context);
    add_members(statement.add, group, context);
    for (const sql::Name& name : statement.drop) {
        std::erase(group.members, find_user(name.text, name.span, context).id);
    }
    if (!statement.new_name.text.empty()) {
        if (context.catalog.current().groups.find(catalog::kInvalidOid, statement.new_name.text) != nullptr) {
            throw Error(Code::duplicate_object, "group \"{}\" already exists", statement.new_name.text)
                .at(statement.new_name.span);
        }
        group.name = statement.new_name.text;
    }
    context.catalog.put(std::move(group));
    return "ALTER GROUP";
}

void drop_users(const sql::Drop& statement, ExecContext& context) {
    require_superuser("drop users", context);
    for (const sql::QualifiedName& name : statement.names) {
        const auto* found = context.catalog.current().users.find(catalog::kInvalidOid, name.object());
        if (found == nullptr) {
            if (!statement.if_exists) find_user(name.object(), name.span, context);
            context.notice("NOTICE", Code::successful_completion,
                           fmt::format("user \"{}\" does not exist, skipping", name.object()));
            continue;
        }
        const catalog::User user = *found;
        if (user.id == context.user) {
            throw Error(Code::object_in_use, "current user cannot be dropped").at(name.span);
        }
        const std::string reason =
            dependency(catalog::AclEntry::user, user.id, context.catalog.current());
        if (!reason.empty()) {
            throw Error(Code::object_in_use, "user \"{}\" cannot be dropped because some objects depend on it",
                        user.name)
                .detail(reason)
                .at(name.span);
        }
        std::vector<catalog::Group> groups;
        for (const auto& [id, group] : context.catalog.current().groups.all()) {
            if (std::find(group->members.begin(), group->members.end(), user.id) != group->members.end()) {
                groups.push_back(*group);
            }
        }
        for (catalog::Group& group : groups) {
            std::erase(group.members, user.id);
            context.catalog.put(std::move(group));
        }
        context.catalog.erase_user(user.id);
    }
}

void drop_groups(const sql::Drop& statement, ExecContext& context) {
    require_superuser("drop groups", context);
    for (const sql::QualifiedName& name : statement.names) {
        const catalog::Group group = find_group(sql::Name{name.object(), name.span, false}, context);
        const std::string reason =
            dependency(catalog::AclEntry::group, group.id, context.catalog.current());
        if (!reason.empty()) {
            throw Error(Code::object_in_use, "group \"{}\" cannot be dropped because some objects depend on it",
                        group.name)
                .detail(reason)
                .at(name.span);
        }
        context.catalog.erase_group(group.id);
    }
}

}  // namespace blueshift::exec
