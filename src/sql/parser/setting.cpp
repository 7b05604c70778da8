// SET, RESET and USE.  Doc: dg/r_SET
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// string | ["+" | "-"] number | word, as the setting's text
std::string parse_setting_value(TokenStream& tokens) {
    if (tokens.at_string()) return tokens.string_constant();
    if (tokens.at_label()) return tokens.label().text;
    std::string text;
    if (tokens.at_operator("-") || tokens.at_operator("+")) text = tokens.source(tokens.take().span);
    const TokenKind kind = tokens.peek().kind;
    if (kind != TokenKind::integer && kind != TokenKind::decimal && kind != TokenKind::floating) tokens.fail();
    return text += tokens.source(tokens.take().span);
}

/// (ISOLATION LEVEL level | READ ONLY | READ WRITE) ([","] …)*
std::vector<std::string> parse_transaction_modes(TokenStream& tokens) {
    std::vector<std::string> modes;
    do {
        if (tokens.accept({"ISOLATION"_kw, "LEVEL"_kw})) {
            modes.push_back("isolation level " + parse_isolation_level(tokens));
        } else if (tokens.accept({"READ"_kw, "ONLY"_kw})) {
            modes.push_back("read only");
        } else {
            tokens.expect({"READ"_kw, "WRITE"_kw});
            modes.push_back("read write");
        }
    } while (tokens.accept(',') || tokens.at_any({"ISOLATION"_kw, "READ"_kw}));
    return modes;
}

/// (LOCAL | DEFAULT | INTERVAL 'text' [qualifier] | value), behind TIME ZONE
void parse_time_zone(TokenStream& tokens, Set& set) {
    set.name = "timezone";
    set.is_default = tokens.accept("LOCAL"_kw) || tokens.accept("DEFAULT"_kw);
    if (set.is_default) return;
    if (tokens.accept("INTERVAL"_kw)) {
        set.values.push_back(tokens.string_constant());
        int precision = -1;
        parse_interval_qualifier(tokens, precision);
    } else {
        set.values.push_back(parse_setting_value(tokens));
    }
}

bool at_assignment(const TokenStream& tokens, std::size_t ahead) {
    return tokens.at("TO"_kw, ahead) || tokens.at_operator("=", ahead);
}

/// One of the forms that have no TO or "=": a keyword and a value, stored under the name of a setting
bool accept_short_form(TokenStream& tokens, Set& set, std::string_view word, std::string_view name) {
    if (!tokens.at_word(word) || at_assignment(tokens, 1)) return false;
    tokens.take();
    set.name = name;
    set.is_default = tokens.accept("DEFAULT"_kw);
    if (!set.is_default) set.values.push_back(parse_setting_value(tokens));
    return true;
}

/// AUTHORIZATION (user | DEFAULT), behind SET [LOCAL] SESSION
StatementPtr parse_authorization(TokenStream& tokens, bool local) {
    auto statement = std::make_unique<SetAuthorization>();
    tokens.expect("AUTHORIZATION"_kw);
    statement->local = local;
    if (tokens.accept("DEFAULT"_kw)) return statement;
    if (tokens.at_string()) {
        statement->user.span = tokens.peek().span;
        statement->user.text = tokens.string_constant();
    } else {
        statement->user = tokens.user_name();
    }
    return statement;
}

}  // namespace

std::string parse_setting_name(TokenStream& tokens) {
    std::string name = tokens.name().text;
    while (tokens.accept('.')) name += "." + tokens.label().text;
    return name;
}

bool parse_setting_values(TokenStream& tokens, std::vector<std::string>& values) {
    if (!tokens.accept("TO"_kw)) tokens.expect_operator("=");
    if (tokens.accept("DEFAULT"_kw)) return false;
    do {
        values.push_back(parse_setting_value(tokens));
    } while (tokens.accept(','));
    return true;
}

/// SET [SESSION | LOCAL] (name (TO | "=") values | TIME ZONE zone | NAMES encoding | ROLE role | TRANSACTION modes)
/// | SET SESSION CHARACTERISTICS AS TRANSACTION modes | SET [LOCAL] SESSION AUTHORIZATION user
StatementPtr parse_set(TokenStream& tokens) {
    auto statement = std::make_unique<Set>();
    tokens.expect("SET"_kw);
    statement->local = !at_assignment(tokens, 1) && tokens.accept("LOCAL"_kw);
    if (tokens.at("SESSION"_kw) && !at_assignment(tokens, 1) && !tokens.at('.', 1)) {
        tokens.take();
        if (tokens.at("AUTHORIZATION"_kw)) return parse_authorization(tokens, statement->local);
        if (tokens.accept({"CHARACTERISTICS"_kw, "AS"_kw})) {
            tokens.expect("TRANSACTION"_kw);
            statement->name = "session_characteristics";
            statement->values = parse_transaction_modes(tokens);
            return statement;
        }
    }
    if (tokens.accept({"TIME"_kw, "ZONE"_kw})) {
        parse_time_zone(tokens, *statement);
    } else if (tokens.accept("TRANSACTION"_kw)) {
        statement->name = "transaction";
        statement->values = parse_transaction_modes(tokens);
    } else if (!accept_short_form(tokens, *statement, "names", "client_encoding") &&
               !accept_short_form(tokens, *statement, "role", "role")) {
        statement->name = parse_setting_name(tokens);
        statement->is_default = !parse_setting_values(tokens, statement->values);
    }
    return statement;
}

/// RESET (ALL | USE | TIME ZONE | SESSION AUTHORIZATION | name)
StatementPtr parse_reset(TokenStream& tokens) {
    tokens.expect("RESET"_kw);
    if (tokens.accept("USE"_kw)) return std::make_unique<Use>();
    if (tokens.accept({"SESSION"_kw, "AUTHORIZATION"_kw})) return std::make_unique<SetAuthorization>();
    auto statement = std::make_unique<Reset>();
    if (tokens.accept("ALL"_kw)) {
        statement->name = "all";
    } else if (tokens.accept({"TIME"_kw, "ZONE"_kw})) {
        statement->name = "timezone";
    } else {
        statement->name = parse_setting_name(tokens);
    }
    return statement;
}

/// USE database
StatementPtr parse_use(TokenStream& tokens) {
    auto statement = std::make_unique<Use>();
    tokens.expect("USE"_kw);
    statement->database = tokens.name();
    return statement;
}

}  // namespace blueshift::sql
