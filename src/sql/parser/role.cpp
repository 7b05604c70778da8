// Roles, grants of roles and of ASSUMEROLE, default privileges, ALTER SYSTEM.  Doc: dg/r_CREATE_ROLE, dg/r_GRANT
#include "sql/lexer/characters.h"
#include "sql/parser/access.h"

namespace blueshift::sql {
namespace {

constexpr std::string_view kServices[] = {"all", "copy", "unload", "external function", "create model"};

/// EXTERNALID ['id' | id]
std::string parse_external_id(TokenStream& tokens) {
    return tokens.at_string() ? tokens.string_constant() : tokens.label().text;
}

/// ('arn' | DEFAULT | ALL) ("," …)*
std::vector<std::string> parse_arns(TokenStream& tokens) {
    std::vector<std::string> arns;
    do {
        if (tokens.accept("DEFAULT"_kw)) {
            arns.emplace_back("default");
        } else if (tokens.accept("ALL"_kw)) {
            arns.emplace_back("ALL");
        } else {
            arns.push_back(tokens.string_constant());
        }
    } while (tokens.accept(','));
    return arns;
}

std::vector<std::string> parse_services(TokenStream& tokens) {
    std::vector<std::string> services;
    do {
        const std::size_t count = services.size();
        for (const std::string_view service : kServices) {
            if (!accept_phrase(tokens, service)) continue;
            services.emplace_back(service);
            break;
        }
        if (services.size() == count) tokens.fail();
    } while (tokens.accept(','));
    return services;
}

void parse_role_grantees(TokenStream& tokens, GrantRole& grant) {
    tokens.expect(grant.revoke ? "FROM"_kw : "TO"_kw);
    do {
        GrantRole::Grantee& grantee = grant.grantees.emplace_back();
        grantee.grantee = parse_grantee(tokens);
        grantee.admin_option = accept_phrase(tokens, "with admin option");
    } while (tokens.accept(','));
}

}  // namespace

bool accept_phrase(TokenStream& tokens, std::string_view phrase) {
    const std::size_t start = tokens.position();
    while (!phrase.empty()) {
        const std::string_view word = phrase.substr(0, phrase.find(' '));
        if (!tokens.accept_word(word)) {
            tokens.rewind(start);
            return false;
        }
        phrase.remove_prefix(std::min(word.size() + 1, phrase.size()));
    }
    return true;
}

Name parse_role_name(TokenStream& tokens) {
    Name name = tokens.user_name();
    if (name.text != "sys" || name.quoted || !tokens.at(':')) return name;
    tokens.take();
    const Name word = tokens.label();
    name.text += ":" + word.text;
    name.span.end = word.span.end;
    return name;
}

Grant::Grantee parse_grantee(TokenStream& tokens) {
    Grant::Grantee grantee;
    if (tokens.accept("GROUP"_kw)) {
        grantee.kind = Grant::Grantee::group;
        grantee.name = tokens.user_name();
    } else if (tokens.at("ROLE"_kw) && tokens.at_name(1)) {
        tokens.take();
        grantee.kind = Grant::Grantee::role;
        grantee.name = parse_role_name(tokens);
    } else if (tokens.at_word("public")) {
        grantee.kind = Grant::Grantee::public_;
        grantee.name = tokens.user_name();
    } else {
        tokens.accept("USER"_kw);
        grantee.name = tokens.user_name();
    }
    return grantee;
}

std::string parse_privilege_words(TokenStream& tokens) {
    std::string words;
    while (tokens.at_kind(TokenKind::word) && !tokens.at_any({"ON"_kw, "TO"_kw, "FROM"_kw, "FOR"_kw})) {
        words += (words.empty() ? "" : " ") + tokens.lower_text();
        tokens.take();
    }
    if (words.empty()) tokens.fail();
    return words == "all privileges" ? "all" : words;
}

std::vector<Name> parse_user_names(TokenStream& tokens) {
    std::vector<Name> names;
    do {
        names.push_back(tokens.user_name());
    } while (tokens.accept(','));
    return names;
}

/// CREATE ROLE name [EXTERNALID id]
StatementPtr parse_create_role(TokenStream& tokens) {
    auto statement = std::make_unique<CreateRole>();
    tokens.expect({"CREATE"_kw, "ROLE"_kw});
    statement->name = parse_role_name(tokens);
    if (tokens.accept("EXTERNALID"_kw)) statement->external_id = parse_external_id(tokens);
    return statement;
}

/// ALTER ROLE name [WITH] [RENAME TO name | OWNER TO user] [EXTERNALID TO id]
StatementPtr parse_alter_role(TokenStream& tokens) {
    auto statement = std::make_unique<AlterRole>();
    tokens.expect({"ALTER"_kw, "ROLE"_kw});
    statement->name = parse_role_name(tokens);
    tokens.accept("WITH"_kw);
    const std::size_t start = tokens.position();
    if (tokens.accept({"RENAME"_kw, "TO"_kw})) {
        statement->new_name = parse_role_name(tokens);
    } else if (tokens.accept({"OWNER"_kw, "TO"_kw})) {
        statement->new_owner = tokens.user_name();
    }
    if (tokens.accept("EXTERNALID"_kw)) {
        tokens.accept("TO"_kw);
        statement->external_id = parse_external_id(tokens);
    }
    if (tokens.position() == start) tokens.fail();
    return statement;
}

/// DROP ROLE name [FORCE | RESTRICT]
StatementPtr parse_drop_role(TokenStream& tokens) {
    auto statement = std::make_unique<Drop>();
    tokens.expect({"DROP"_kw, "ROLE"_kw});
    statement->object = ObjectKind::role;
    statement->if_exists = tokens.accept({"IF"_kw, "EXISTS"_kw});
    do {
        Name name = parse_role_name(tokens);
        const Span span = name.span;
        statement->names.push_back({{std::move(name)}, span});
    } while (tokens.accept(','));
    statement->force = tokens.accept("FORCE"_kw);
    if (!statement->force) tokens.accept("RESTRICT"_kw);
    return statement;
}

/// GRANT ROLE names TO grantees | REVOKE [ADMIN OPTION FOR] ROLE names FROM grantees
StatementPtr parse_grant_role(TokenStream& tokens) {
    auto statement = std::make_unique<GrantRole>();
    statement->revoke = tokens.at("REVOKE"_kw);
    tokens.take();
    statement->admin_option = accept_phrase(tokens, "admin option for");
    tokens.accept("ROLE"_kw);
    do {
        statement->roles.push_back(parse_role_name(tokens));
    } while (tokens.accept(','));
    parse_role_grantees(tokens, *statement);
    return statement;
}

/// (GRANT | REVOKE) ASSUMEROLE [ON arns] (TO | FROM) grantees FOR services
StatementPtr parse_grant_assume_role(TokenStream& tokens) {
    auto statement = std::make_unique<GrantRole>();
    statement->what = GrantRole::assume_role;
    statement->revoke = tokens.at("REVOKE"_kw);
    tokens.take();
    tokens.take();
    tokens.expect("ON"_kw);
    statement->arns = parse_arns(tokens);
    parse_role_grantees(tokens, *statement);
    tokens.expect("FOR"_kw);
    statement->services = parse_services(tokens);
    return statement;
}

/// ALTER DEFAULT PRIVILEGES [FOR USER users] [IN SCHEMA schemas] (GRANT | REVOKE [GRANT OPTION FOR]) privileges
/// ON (TABLES | FUNCTIONS | PROCEDURES) (TO | FROM) grantees [CASCADE | RESTRICT]
StatementPtr parse_alter_default_privileges(TokenStream& tokens) {
    auto statement = std::make_unique<AlterDefaultPrivileges>();
    for (int word = 0; word < 3; ++word) tokens.take();
    if (tokens.accept({"FOR"_kw, "USER"_kw})) statement->users = parse_user_names(tokens);
    if (tokens.accept({"IN"_kw, "SCHEMA"_kw})) {
        do {
            statement->schemas.push_back(tokens.name());
        } while (tokens.accept(','));
    }
    statement->revoke = tokens.accept("REVOKE"_kw);
    if (!statement->revoke) tokens.expect("GRANT"_kw);
    statement->grant_option = statement->revoke && tokens.accept({"GRANT"_kw, "OPTION"_kw, "FOR"_kw});
    do {
        statement->privileges.push_back(parse_privilege_words(tokens));
    } while (tokens.accept(','));
    tokens.expect("ON"_kw);
    for (const std::string_view objects : {"tables", "functions", "procedures"}) {
        if (tokens.accept_word(objects)) statement->objects = objects;
    }
    if (statement->objects.empty()) tokens.fail();
    tokens.expect(statement->revoke ? "FROM"_kw : "TO"_kw);
    do {
        Grant::Grantee grantee = parse_grantee(tokens);
        grantee.grant_option = tokens.accept({"WITH"_kw, "GRANT"_kw, "OPTION"_kw});
        statement->grantees.push_back(std::move(grantee));
    } while (tokens.accept(','));
    if (statement->revoke && !tokens.accept("CASCADE"_kw)) tokens.accept("RESTRICT"_kw);
    return statement;
}

/// ALTER SYSTEM SET name (TO | "=") value
StatementPtr parse_alter_system(TokenStream& tokens) {
    auto statement = std::make_unique<AlterSystem>();
    tokens.expect({"ALTER"_kw, "SYSTEM"_kw});
    tokens.expect("SET"_kw);
    statement->name = parse_setting_name(tokens);
    std::vector<std::string> values;
    if (!parse_setting_values(tokens, values) || values.size() != 1) tokens.fail();
    statement->value = std::move(values[0]);
    return statement;
}

}  // namespace blueshift::sql
