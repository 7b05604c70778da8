// User-defined functions and stored procedures.  Doc: dg/r_CREATE_FUNCTION, dg/r_CREATE_PROCEDURE
#include "sql/parser/routine.h"

#include "base/routine_error.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

/// IN | OUT | INOUT | IN OUT; nothing when none comes next.
std::optional<ParameterMode> accept_mode(TokenStream& tokens) {
    if (tokens.accept("INOUT"_kw)) return ParameterMode::inout;
    if (tokens.accept("OUT"_kw)) return ParameterMode::out;
    if (!tokens.accept("IN"_kw)) return std::nullopt;
    return tokens.accept("OUT"_kw) ? ParameterMode::inout : ParameterMode::in;
}

bool at_parameter_end(const TokenStream& tokens) { return tokens.at(',') || tokens.at(')'); }

/// "(" [parameter ("," parameter)*] ")"
std::vector<RoutineParameter> parse_parameters(TokenStream& tokens) {
    std::vector<RoutineParameter> parameters;
    tokens.expect('(');
    if (tokens.accept(')')) return parameters;
    do {
        parameters.push_back(parse_routine_parameter(tokens));
    } while (tokens.accept(','));
    tokens.expect(')');
    return parameters;
}

/// The clauses behind the parameters, in any order, each at most once.
class RoutineClauses {
public:
    RoutineClauses(TokenStream& tokens, CreateRoutine& routine) : tokens_(tokens), routine_(routine) {}

    void parse() {
        while (!tokens_.at_end() && !tokens_.at(';')) parse_clause();
        if (routine_.language.empty()) {
            throw RoutineError(kInvalidFunctionDefinition, "no language specified").at(routine_.name.span);
        }
        if (!has_body_) throw RoutineError(kInvalidFunctionDefinition, "no function body specified").at(routine_.name.span);
    }

private:
    void once(bool& seen) {
        if (seen) throw Error(Code::syntax_error, "conflicting or redundant options").at(tokens_.peek().span);
        seen = true;
    }

    void parse_clause() {
        if (tokens_.at("AS"_kw)) return parse_body();
        if (tokens_.at("LANGUAGE"_kw)) return parse_language();
        if (routine_.procedure ? accept_procedure_clause() : accept_function_clause()) return;
        tokens_.fail();
    }

    /// AS 'text'
    void parse_body() {
        once(has_body_);
        tokens_.take();
        if (!tokens_.at_string()) tokens_.fail();
        const bool dollar = tokens_.at_kind(TokenKind::dollar_string);
        if (dollar) {
            const auto tag = static_cast<std::uint32_t>(tokens_.source().find('$', 1) + 1);
            routine_.body_offset = tokens_.begin() + tag;
        }
        routine_.body = tokens_.string_constant();
    }

    /// LANGUAGE (word | 'word')
    void parse_language() {
        once(has_language_);
        tokens_.take();
        routine_.language_span = tokens_.peek().span;
        routine_.language = tokens_.at_string() ? tokens_.string_constant() : tokens_.name().text;
    }

    /// VOLATILE | STABLE | IMMUTABLE
    bool accept_function_clause() {
        for (const std::string_view word : {"volatile", "stable", "immutable"}) {
            if (!tokens_.at_word(word)) continue;
            once(has_volatility_);
            tokens_.take();
            routine_.volatility = word;
            return true;
        }
        return false;
    }

    /// NONATOMIC | SECURITY (INVOKER | DEFINER) | SET name (TO | "=") value
    bool accept_procedure_clause() {
        if (tokens_.at_word("nonatomic")) {
            once(routine_.nonatomic);
            tokens_.take();
            return true;
        }
        if (tokens_.at("SECURITY"_kw)) {
            once(has_security_);
            tokens_.take();
            routine_.security_definer = tokens_.accept_word("definer");
            if (!*routine_.security_definer && !tokens_.accept_word("invoker")) tokens_.fail();
            return true;
        }
        if (!tokens_.at("SET"_kw)) return false;
        once(has_setting_);
        tokens_.take();
        routine_.set_name = parse_setting_name(tokens_);
        if (!parse_setting_values(tokens_, routine_.set_values)) tokens_.fail();
        return true;
    }

    TokenStream& tokens_;
    CreateRoutine& routine_;
    bool has_body_ = false;
    bool has_language_ = false;
    bool has_volatility_ = false;
    bool has_security_ = false;
    bool has_setting_ = false;
};

/// FUNCTION | PROCEDURE; whether it is the latter.
bool take_routine_word(TokenStream& tokens) {
    if (tokens.accept_word("procedure")) return true;
    if (!tokens.accept_word("function")) tokens.fail();
    return false;
}

}  // namespace

/// [mode] [name] [mode] type: what looks like a type is the name when something follows it.
RoutineParameter parse_routine_parameter(TokenStream& tokens) {
    RoutineParameter parameter;
    const std::uint32_t begin = tokens.begin();
    std::optional<ParameterMode> mode = accept_mode(tokens);
    const std::size_t start = tokens.position();
    parameter.type = parse_type_name(tokens);
    if (!at_parameter_end(tokens)) {
        tokens.rewind(start);
        parameter.name = tokens.name();
        if (!mode) mode = accept_mode(tokens);
        parameter.type = parse_type_name(tokens);
    }
    if (!at_parameter_end(tokens)) tokens.fail();
    parameter.mode = mode.value_or(ParameterMode::in);
    parameter.span = tokens.span_from(begin);
    return parameter;
}

/// "(" [[mode] [name] [mode] type ("," …)*] ")"
std::vector<TypeName> parse_routine_signature(TokenStream& tokens) {
    std::vector<TypeName> types;
    for (RoutineParameter& parameter : parse_parameters(tokens)) {
        if (parameter.mode != ParameterMode::out) types.push_back(std::move(parameter.type));
    }
    return types;
}

/// CREATE [OR REPLACE] (FUNCTION name parameters RETURNS type | PROCEDURE name parameters) clause*
StatementPtr parse_create_routine(TokenStream& tokens) {
    auto statement = std::make_unique<CreateRoutine>();
    tokens.expect("CREATE"_kw);
    statement->or_replace = tokens.accept({"OR"_kw, "REPLACE"_kw});
    statement->procedure = take_routine_word(tokens);
    statement->name = tokens.qualified_name();
    statement->parameters = parse_parameters(tokens);
    if (!statement->procedure) {
        if (!tokens.accept_word("returns")) tokens.fail();
        statement->return_type = parse_type_name(tokens);
    }
    RoutineClauses(tokens, *statement).parse();
    return statement;
}

/// ALTER (FUNCTION | PROCEDURE) name signature (RENAME TO name | OWNER TO user)
StatementPtr parse_alter_routine(TokenStream& tokens) {
    auto statement = std::make_unique<AlterRoutine>();
    tokens.expect("ALTER"_kw);
    statement->procedure = take_routine_word(tokens);
    statement->name = tokens.qualified_name();
    statement->signature = parse_routine_signature(tokens);
    if (tokens.accept({"RENAME"_kw, "TO"_kw})) {
        statement->new_name = tokens.name();
        return statement;
    }
    tokens.expect({"OWNER"_kw, "TO"_kw});
    if (tokens.at_any({"CURRENT_USER"_kw, "SESSION_USER"_kw})) {
        statement->new_owner = {tokens.lower_text(), tokens.peek().span, false};
        tokens.take();
    } else {
        statement->new_owner = tokens.user_name();
        // So that a user of that name is not taken for the keyword.
        statement->new_owner.quoted = true;
    }
    return statement;
}

/// DROP (FUNCTION | PROCEDURE) [IF EXISTS] name signature ("," name signature)* [CASCADE | RESTRICT]
StatementPtr parse_drop_routine(TokenStream& tokens) {
    auto statement = std::make_unique<Drop>();
    tokens.expect("DROP"_kw);
    statement->object = take_routine_word(tokens) ? ObjectKind::procedure : ObjectKind::function;
    statement->if_exists = tokens.accept({"IF"_kw, "EXISTS"_kw});
    do {
        statement->names.push_back(tokens.qualified_name());
        statement->signatures.push_back(parse_routine_signature(tokens));
    } while (tokens.accept(','));
    statement->cascade = tokens.accept("CASCADE"_kw);
    if (!statement->cascade) tokens.accept("RESTRICT"_kw);
    return statement;
}

/// CALL name "(" [expressions] ")"
StatementPtr parse_call_statement(TokenStream& tokens) {
    auto statement = std::make_unique<Call>();
    tokens.take();
    statement->name = tokens.qualified_name();
    tokens.expect('(');
    if (!tokens.at(')')) statement->arguments = parse_expression_list(tokens);
    tokens.expect(')');
    return statement;
}

}  // namespace blueshift::sql
