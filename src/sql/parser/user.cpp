// CREATE and ALTER of users and groups.  Doc: dg/r_CREATE_USER
#include <limits>

#include "sql/parser/access.h"

namespace blueshift::sql {
namespace {

struct FlagOption {
    Keyword keyword;
    std::optional<bool> UserOptions::*member;
    bool value;
};

// clang-format off
constexpr FlagOption kFlagOptions[] = {
    {"CREATEDB"_kw,   &UserOptions::createdb,  true}, {"NOCREATEDB"_kw,   &UserOptions::createdb,  false},
    {"CREATEUSER"_kw, &UserOptions::superuser, true}, {"NOCREATEUSER"_kw, &UserOptions::superuser, false},
    {"LOGIN"_kw,      &UserOptions::login,     true}, {"NOLOGIN"_kw,      &UserOptions::login,     false},
};
// clang-format on

bool accept_flag(TokenStream& tokens, UserOptions& options) {
    for (const FlagOption& row : kFlagOptions) {
        if (!tokens.accept(row.keyword)) continue;
        options.*row.member = row.value;
        return true;
    }
    return false;
}

/// SYSLOG ACCESS (RESTRICTED | UNRESTRICTED), behind its keywords
bool parse_syslog_access(TokenStream& tokens) {
    if (tokens.accept("UNRESTRICTED"_kw)) return true;
    tokens.expect("RESTRICTED"_kw);
    return false;
}

/// PASSWORD ('text' | DISABLE) | SYSLOG ACCESS … | IN GROUP names | VALID UNTIL 'time' | CONNECTION LIMIT count | SESSION TIMEOUT seconds
/// | EXTERNALID 'id' | flag
bool accept_user_option(TokenStream& tokens, UserOptions& options) {
    if (tokens.accept("PASSWORD"_kw)) {
        options.password_disable = tokens.accept("DISABLE"_kw);
        if (!options.password_disable) options.password = tokens.string_constant();
    } else if (tokens.accept({"SYSLOG"_kw, "ACCESS"_kw})) {
        options.syslog_unrestricted = parse_syslog_access(tokens);
    } else if (tokens.accept({"IN"_kw, "GROUP"_kw})) {
        options.groups = parse_user_names(tokens);
    } else if (tokens.accept({"VALID"_kw, "UNTIL"_kw})) {
        options.valid_until = tokens.string_constant();
    } else if (tokens.accept({"CONNECTION"_kw, "LIMIT"_kw})) {
        options.connection_limit = static_cast<int>(parse_limit_count(tokens));
    } else if (tokens.accept({"SESSION"_kw, "TIMEOUT"_kw})) {
        options.session_timeout = static_cast<int>(parse_limit_count(tokens));
    } else if (tokens.accept("EXTERNALID"_kw)) {
        options.external_id = tokens.at_string() ? tokens.string_constant() : tokens.label().text;
    } else {
        return accept_flag(tokens, options);
    }
    return true;
}

}  // namespace

std::int64_t parse_limit_count(TokenStream& tokens) {
    if (tokens.accept("UNLIMITED"_kw)) return -1;
    const Token token = tokens.peek();
    const std::int64_t count = tokens.integer_constant();
    if (count < -1 || count > std::numeric_limits<int>::max()) tokens.fail(token);
    return count;
}

/// CREATE USER name [WITH] option*
StatementPtr parse_create_user(TokenStream& tokens) {
    auto statement = std::make_unique<CreateUser>();
    tokens.expect({"CREATE"_kw, "USER"_kw});
    statement->name = tokens.user_name();
    tokens.accept("WITH"_kw);
    while (accept_user_option(tokens, statement->options)) {
    }
    return statement;
}

/// ALTER USER name [WITH] (option* | RENAME TO name | SET setting | RESET (name | SESSION TIMEOUT))
StatementPtr parse_alter_user(TokenStream& tokens) {
    auto statement = std::make_unique<AlterUser>();
    tokens.expect({"ALTER"_kw, "USER"_kw});
    statement->name = tokens.user_name();
    tokens.accept("WITH"_kw);
    if (tokens.accept({"RENAME"_kw, "TO"_kw})) {
        statement->new_name = tokens.user_name();
    } else if (tokens.accept("SET"_kw)) {
        statement->set_name = parse_setting_name(tokens);
        statement->reset = !parse_setting_values(tokens, statement->set_values);
    } else if (tokens.accept({"RESET"_kw, "SESSION"_kw, "TIMEOUT"_kw})) {
        statement->reset_session_timeout = true;
    } else if (tokens.accept("RESET"_kw)) {
        statement->reset = true;
        statement->set_name = tokens.accept("ALL"_kw) ? "all" : parse_setting_name(tokens);
    } else {
        if (!accept_user_option(tokens, statement->options)) tokens.fail();
        while (accept_user_option(tokens, statement->options)) {
        }
    }
    return statement;
}

/// CREATE GROUP name [[WITH] USER names]
StatementPtr parse_create_group(TokenStream& tokens) {
    auto statement = std::make_unique<CreateGroup>();
    tokens.expect({"CREATE"_kw, "GROUP"_kw});
    statement->name = tokens.user_name();
    const bool with = tokens.accept("WITH"_kw);
    if (with || tokens.at("USER"_kw)) {
        tokens.expect("USER"_kw);
        statement->users = parse_user_names(tokens);
    }
    return statement;
}

/// ALTER GROUP name (ADD USER names | DROP USER names | RENAME TO name)
StatementPtr parse_alter_group(TokenStream& tokens) {
    auto statement = std::make_unique<AlterGroup>();
    tokens.expect({"ALTER"_kw, "GROUP"_kw});
    statement->name = tokens.user_name();
    if (tokens.accept({"ADD"_kw, "USER"_kw})) {
        statement->add = parse_user_names(tokens);
    } else if (tokens.accept({"DROP"_kw, "USER"_kw})) {
        statement->drop = parse_user_names(tokens);
    } else {
        tokens.expect({"RENAME"_kw, "TO"_kw});
        statement->new_name = tokens.user_name();
    }
    return statement;
}

}  // namespace blueshift::sql
