/// CREATE, ALTER and DROP of users and groups.
#include <algorithm>
#include <cctype>

#include "base/crypto.h"
#include "catalog/password.h"
#include "exec/access.h"
#include "exec/acl.h"
#include "exec/principals.h"
#include "exec/settings.h"

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
    if (options.login) {
        user.locked = !*options.login;
        if (*options.login) user.failed_logins = 0;
    }
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

void add_members(const std::vector<sql::Name>& users, catalog::Group& group, ExecContext& context) {
    for (const sql::Name& name : users) {
        const std::int32_t id = find_user(name.text, name.span, context).id;
        if (std::find(group.members.begin(), group.members.end(), id) == group.members.end()) {
            group.members.push_back(id);
        }
    }
}

/// Name of a new user, group or role. Doc: dg/r_CREATE_USER
void check_new_user_name(const sql::Name& name, const ExecContext& context) {
    if (name.text == "public") throw Error(Code::reserved_name, "user name \"public\" is reserved").at(name.span);
    if (context.catalog.current().users.find(catalog::kInvalidOid, name.text) != nullptr) {
        throw Error(Code::duplicate_object, "user \"{}\" already exists", name.text).at(name.span);
    }
}

/// The user changes nothing but his own password and settings.
bool only_own_affairs(const sql::AlterUser& statement, const catalog::User& user, const ExecContext& context) {
    const sql::UserOptions& options = statement.options;
    return user.id == context.user && statement.new_name.text.empty() && !statement.reset_session_timeout &&
           !options.createdb && !options.superuser && !options.valid_until && !options.connection_limit &&
           !options.syslog_unrestricted && !options.session_timeout && !options.login && !options.external_id &&
           !options.password_disable;
}

void rename_user(const sql::Name& new_name, catalog::User& user, ExecContext& context) {
    if (user.id == context.user) {
        throw Error(Code::feature_not_supported, "session user may not be renamed").at(new_name.span);
    }
    check_new_user_name(new_name, context);
    user.name = new_name.text;
    if (user.md5.empty()) return;
    // The user name is part of what was hashed.
    user.md5.clear();
    context.notice("NOTICE", Code::successful_completion, "MD5 password cleared because of user rename");
}

void set_user_setting(const sql::AlterUser& statement, catalog::User& user) {
    if (statement.reset && statement.set_name == "all") {
        user.settings.clear();
        return;
    }
    std::string value;
    for (const std::string& part : statement.set_values) value += (value.empty() ? "" : ", ") + part;
    // Refuses what SET would refuse.
    Settings probe;
    if (statement.reset) {
        probe.reset(statement.set_name);
        user.settings.erase(statement.set_name);
    } else {
        probe.set(statement.set_name, value);
        user.settings[statement.set_name] = value;
    }
}

/// Takes a user out of the groups and roles that he is a member of.
void leave_groups_and_roles(std::int32_t user, ExecContext& context) {
    const auto snapshot = context.catalog.share();
    for (const auto& [id, member_of] : snapshot->groups.all()) {
        catalog::Group group = *member_of;
        if (std::erase(group.members, user) > 0) context.catalog.put(std::move(group));
    }
    for (const auto& [id, member_of] : snapshot->roles.all()) {
        catalog::Role role = *member_of;
        const auto gone = std::erase_if(role.members, [&](const catalog::RoleMember& member) {
            return member.kind == catalog::AclEntry::user && member.id == user;
        });
        if (gone > 0) context.catalog.put(std::move(role));
    }
}

}  // namespace

std::string create_user(const sql::CreateUser& statement, ExecContext& context) {
    require_permission("create user", "create users", context);
    check_new_user_name(statement.name, context);
    if (!statement.options.password && !statement.options.password_disable) {
        throw Error(Code::invalid_parameter_value, "a password is required: use PASSWORD or PASSWORD DISABLE")
            .at(statement.name.span);
    }
    catalog::User user;
    user.name = statement.name.text;
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
    if (!only_own_affairs(statement, user, context)) {
        require_permission("alter user", "alter users", context);
        // The permission to alter users must not make a superuser of its holder.
        if (user.superuser) require_superuser("alter superusers", context);
    }
    apply_options(statement.options, user, context);
    if (statement.reset_session_timeout) user.session_timeout_seconds = 0;
    if (!statement.new_name.text.empty()) rename_user(statement.new_name, user, context);
    if (!statement.set_name.empty()) set_user_setting(statement, user);
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
    require_permission("drop user", "drop users", context);
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
        if (user.id == catalog::kAdminUserId) {
            throw Error(Code::object_in_use, "user \"{}\" can't be dropped because it is the administrator", user.name)
                .at(name.span);
        }
        if (user.superuser) require_superuser("drop superusers", context);
        const PrincipalDependency dependency =
            find_dependency(catalog::AclEntry::user, user.id, context.catalog.current());
        if (!dependency.detail.empty()) {
            throw Error(Code::object_in_use, "user \"{}\" can't be dropped because the user {} some object", user.name,
                        dependency.owner ? "owns" : "has a privilege on")
                .detail(dependency.detail)
                .at(name.span);
        }
        leave_groups_and_roles(user.id, context);
        context.catalog.erase_user(user.id);
    }
}

void drop_groups(const sql::Drop& statement, ExecContext& context) {
    require_superuser("drop groups", context);
    for (const sql::QualifiedName& name : statement.names) {
        const sql::Name group_name{name.object(), name.span, false};
        if (statement.if_exists &&
            context.catalog.current().groups.find(catalog::kInvalidOid, group_name.text) == nullptr) {
            context.notice("NOTICE", Code::successful_completion,
                           fmt::format("group \"{}\" does not exist, skipping", group_name.text));
            continue;
        }
        const catalog::Group group = find_group(group_name, context);
        const PrincipalDependency dependency =
            find_dependency(catalog::AclEntry::group, group.id, context.catalog.current());
        if (!dependency.detail.empty()) {
            throw Error(Code::object_in_use,
                        "group \"{}\" can't be dropped because the group has a privilege on some object", group.name)
                .detail(dependency.detail)
                .at(name.span);
        }
        context.catalog.erase_group(group.id);
    }
}

}  // namespace blueshift::exec
