// Assignments, branches, RAISE, EXECUTE and statements of SQL.  Doc: dg/c_PLpgSQL-statements
#include <algorithm>

#include "base/error.h"
#include "plpgsql/body_parser.h"
#include "sql/ast/routine.h"
#include "sql/parser/grammar.h"

namespace blueshift::plpgsql {

void BodyParser::check_assignable(const VariableUse& use, Span span) const {
    const Variable& variable = scopes_.variable(use.slot);
    if (!variable.constant) return;
    throw Error(Code::syntax_error, "\"{}\" is declared CONSTANT", variable.name).at(span);
}

/// name ["." field] | $n
VariableUse BodyParser::parse_place() {
    const std::uint32_t begin = tokens_.begin();
    if (tokens_.at_kind(sql::TokenKind::parameter)) {
        const Span span = tokens_.peek().span;
        const int number = std::stoi(std::string(tokens_.source().substr(1, 9)));
        tokens_.take();
        return {scopes_.positional(number, span), {}};
    }
    const std::vector<sql::Name> parts = dotted_name();
    const Span span = tokens_.span_from(begin);
    const auto found = scopes_.look_up(parts);
    if (!found || found->parts != parts.size()) {
        throw Error(Code::syntax_error, "\"{}\" is not a known variable", tokens_.source(span)).at(span);
    }
    check_assignable(found->use, span);
    return found->use;
}

/// place ("," place)*
Target BodyParser::parse_target() {
    Target target;
    do {
        target.places.push_back(parse_place());
    } while (tokens_.accept(','));
    const VariableUse& first = target.places.front();
    target.whole_record =
        target.places.size() == 1 && first.field.empty() && scopes_.variable(first.slot).kind == VariableKind::record;
    if (!target.whole_record) {
        for (const VariableUse& place : target.places) {
            if (!place.field.empty() || scopes_.variable(place.slot).kind != VariableKind::record) continue;
            throw Error(Code::syntax_error, "record variable \"{}\" cannot be part of multiple-item INTO list",
                        scopes_.variable(place.slot).name);
        }
    }
    return target;
}

/// place (":=" | "=") expression; null when something else starts here
StatementPtr BodyParser::parse_assignment() {
    const std::size_t start = tokens_.position();
    if (!tokens_.at_kind(sql::TokenKind::parameter)) {
        if (!tokens_.at_name()) return nullptr;
        dotted_name();
    } else {
        tokens_.take();
    }
    const bool assigns = tokens_.at_kind(sql::TokenKind::assign) || tokens_.at_operator("=");
    tokens_.rewind(start);
    if (!assigns) return nullptr;
    auto statement = std::make_unique<Assign>();
    statement->target = parse_place();
    tokens_.take();
    statement->value = expression();
    return statement;
}

/// IF condition THEN statements ((ELSIF | ELSEIF) condition THEN statements)* [ELSE statements] END IF
StatementPtr BodyParser::parse_if() {
    const sql::Nesting nesting(tokens_);
    auto statement = std::make_unique<If>();
    do {
        tokens_.take();
        Branch branch;
        branch.condition = expression();
        tokens_.expect("THEN"_kw);
        branch.body = parse_statements();
        statement->branches.push_back(std::move(branch));
    } while (tokens_.at_word("elsif") || tokens_.at_word("elseif"));
    if (tokens_.accept("ELSE"_kw)) statement->otherwise = parse_statements();
    tokens_.expect({"END"_kw, "IF"_kw});
    return statement;
}

/// CASE [operand] (WHEN expression ("," expression)* THEN statements)+ [ELSE statements] END CASE
StatementPtr BodyParser::parse_case() {
    const sql::Nesting nesting(tokens_);
    auto statement = std::make_unique<Case>();
    tokens_.take();
    if (!tokens_.at("WHEN"_kw)) {
        statement->operand = expression();
        Variable operand;
        statement->operand_slot = scopes_.declare(std::move(operand), {});
    }
    do {
        tokens_.expect("WHEN"_kw);
        Branch branch;
        if (statement->operand == nullptr) {
            branch.condition = expression();
        } else {
            const std::uint32_t begin = tokens_.begin();
            scopes_.begin_fragment();
            auto comparison = std::make_unique<sql::InList>();
            auto operand = std::make_unique<sql::Parameter>();
            operand->index = scopes_.parameter_for({statement->operand_slot, {}});
            comparison->operand = std::move(operand);
            comparison->list = sql::parse_expression_list(tokens_);
            comparison->span = tokens_.span_from(begin);
            branch.condition = expression_fragment(std::move(comparison), begin);
        }
        tokens_.expect("THEN"_kw);
        branch.body = parse_statements();
        statement->branches.push_back(std::move(branch));
    } while (tokens_.at("WHEN"_kw));
    statement->has_else = tokens_.accept("ELSE"_kw);
    if (statement->has_else) statement->otherwise = parse_statements();
    tokens_.expect({"END"_kw, "CASE"_kw});
    return statement;
}

/// (EXIT | CONTINUE) [label] [WHEN condition]
StatementPtr BodyParser::parse_exit() {
    auto statement = std::make_unique<Exit>();
    const Span span = tokens_.peek().span;
    statement->continues = tokens_.at_word("continue");
    tokens_.take();
    if (!tokens_.at("WHEN"_kw) && !tokens_.at(';')) {
        const sql::Name label = tokens_.name();
        statement->label = label.text;
        if (!scopes_.has_label(label.text)) {
            throw Error(Code::syntax_error, "there is no label \"{}\" attached to any block or loop enclosing this statement",
                        label.text)
                .at(label.span);
        }
    } else if (loop_depth_ == 0) {
        throw Error(Code::syntax_error, "{}",
                    statement->continues ? "CONTINUE cannot be used outside a loop"
                                         : "EXIT cannot be used outside a loop, unless it has a label")
            .at(span);
    }
    if (tokens_.accept("WHEN"_kw)) statement->condition = expression();
    return statement;
}

StatementPtr BodyParser::parse_return() {
    tokens_.take();
    if (!tokens_.at(';')) {
        throw Error(Code::datatype_mismatch, "RETURN cannot have a parameter in a procedure").at(tokens_.peek().span);
    }
    return std::make_unique<Return>();
}

namespace {

struct RaiseLevelRow {
    std::string_view word;
    RaiseLevel level;
};

constexpr RaiseLevelRow kRaiseLevels[] = {
    {"debug", RaiseLevel::debug},     {"log", RaiseLevel::log},         {"info", RaiseLevel::info},
    {"notice", RaiseLevel::notice},   {"warning", RaiseLevel::warning}, {"exception", RaiseLevel::exception},
};

/// How many values a format of RAISE takes: `%%` is a percent sign.
std::size_t placeholder_count(std::string_view format) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%') continue;
        if (at + 1 < format.size() && format[at + 1] == '%') {
            ++at;
        } else {
            ++count;
        }
    }
    return count;
}

}  // namespace

/// RAISE | RAISE [level] ['format' ("," expression)*] [USING option "=" expression ("," …)*]
StatementPtr BodyParser::parse_raise() {
    auto statement = std::make_unique<Raise>();
    const Span span = tokens_.peek().span;
    tokens_.take();
    if (tokens_.at(';')) {
        if (handler_depth_ == 0) {
            throw Error(Code::syntax_error, "RAISE without parameters cannot be used outside an exception handler")
                .at(span);
        }
        statement->again = true;
        return statement;
    }
    for (const RaiseLevelRow& row : kRaiseLevels) {
        if (!accept_word(row.word)) continue;
        statement->level = row.level;
        break;
    }
    if (tokens_.at("USING"_kw)) {
        parse_raise_options(*statement);
        return statement;
    }
    if (!tokens_.at_string()) tokens_.fail();
    statement->format = tokens_.string_constant();
    if (tokens_.accept(',')) statement->arguments = expression_list();
    const std::size_t wanted = placeholder_count(statement->format);
    if (statement->arguments.size() != wanted) {
        throw Error(Code::syntax_error, "too {} parameters specified for RAISE",
                    statement->arguments.size() < wanted ? "few" : "many")
            .at(span);
    }
    if (tokens_.at("USING"_kw)) parse_raise_options(*statement);
    return statement;
}

/// USING (ERRCODE | MESSAGE | DETAIL | HINT) ("=" | ":=") expression ("," …)*
void BodyParser::parse_raise_options(Raise& raise) {
    struct Row {
        std::string_view word;
        FragmentPtr Raise::*member;
    };
    static constexpr Row kOptions[] = {
        {"errcode", &Raise::errcode}, {"message", &Raise::message}, {"detail", &Raise::detail}, {"hint", &Raise::hint},
    };
    tokens_.take();
    do {
        const auto row = std::find_if(std::begin(kOptions), std::end(kOptions),
                                      [&](const Row& option) { return tokens_.at_word(option.word); });
        if (row == std::end(kOptions)) {
            throw Error(Code::syntax_error, "unrecognized RAISE statement option").at(tokens_.peek().span);
        }
        if (raise.*row->member != nullptr) {
            throw Error(Code::syntax_error, "RAISE option already specified: {}", row->word).at(tokens_.peek().span);
        }
        tokens_.take();
        if (tokens_.at_kind(sql::TokenKind::assign)) {
            tokens_.take();
        } else {
            tokens_.expect_operator("=");
        }
        raise.*row->member = expression();
    } while (tokens_.accept(','));
}

/// EXECUTE text [INTO target] [USING values], the last two in either order
StatementPtr BodyParser::parse_execute() {
    auto statement = std::make_unique<Dynamic>();
    tokens_.take();
    statement->text = expression();
    while (true) {
        if (!statement->target && tokens_.accept("INTO"_kw)) {
            accept_word("strict");
            statement->target = parse_target();
        } else if (statement->values.empty() && tokens_.accept("USING"_kw)) {
            statement->values = expression_list();
        } else {
            return statement;
        }
    }
}

/// PERFORM select list …: SELECT with another word
StatementPtr BodyParser::parse_perform() {
    auto statement = std::make_unique<SqlStatement>(StatementKind::perform);
    const std::size_t word_length = tokens_.source().size();
    tokens_.make_keyword(tokens_.position(), "SELECT"_kw);
    statement->sql = query();
    statement->sql->shown.replace(0, word_length, "SELECT");
    return statement;
}

/// A statement of SQL. SELECT may have INTO target nearly anywhere; it is taken out before the rest is parsed.
StatementPtr BodyParser::parse_sql() {
    const bool selects = tokens_.at_any({"SELECT"_kw, "WITH"_kw}) || tokens_.at('(');
    const std::size_t start = tokens_.position();
    const std::size_t into = selects ? find_ahead("into") : 0;
    if (!selects || tokens_.token(into).keyword != "INTO"_kw) {
        const bool calls = tokens_.at_word("call");
        auto statement = std::make_unique<SqlStatement>(calls ? StatementKind::call : StatementKind::sql);
        statement->sql = sql_statement();
        if (calls) statement->target = call_targets(*statement->sql);
        return statement;
    }
    auto statement = std::make_unique<SqlStatement>(StatementKind::select_into);
    tokens_.rewind(into);
    tokens_.take();
    accept_word("strict");
    statement->target = parse_target();
    const Span hidden{tokens_.token(into).span.begin, tokens_.span_from(0).end};
    tokens_.remove_tokens(into, tokens_.position());
    tokens_.rewind(start);
    hidden_ = hidden;
    statement->sql = query();
    return statement;
}

/// The places that the INOUT arguments of a nested CALL give their results to; one per argument, without slot where it is no variable.
Target BodyParser::call_targets(const Fragment& fragment) const {
    Target target;
    for (const sql::ExprPtr& argument : sql::as<sql::Call>(*fragment.ast).arguments) {
        VariableUse place{kNoSlot, {}};
        if (argument->kind == sql::ExprKind::parameter) {
            place = fragment.parameters[static_cast<std::size_t>(sql::as<sql::Parameter>(*argument).index - 1)];
        }
        target.places.push_back(std::move(place));
    }
    return target;
}

/// GET DIAGNOSTICS place (":=" | "=") ROW_COUNT ("," …)*
StatementPtr BodyParser::parse_get_diagnostics() {
    auto statement = std::make_unique<GetDiagnostics>();
    tokens_.take();
    tokens_.take();
    do {
        statement->row_count.push_back(parse_place());
        if (tokens_.at_kind(sql::TokenKind::assign)) {
            tokens_.take();
        } else {
            tokens_.expect_operator("=");
        }
        if (!tokens_.at_word("row_count")) {
            throw Error(Code::syntax_error, "unrecognized GET DIAGNOSTICS item at or near \"{}\"", tokens_.source())
                .at(tokens_.peek().span);
        }
        tokens_.take();
    } while (tokens_.accept(','));
    return statement;
}

/// COMMIT | ROLLBACK | ABORT | START TRANSACTION; null when something else starts here
StatementPtr BodyParser::parse_transaction_control() {
    struct Row {
        std::string_view word;
        StatementKind kind;
    };
    static constexpr Row kRows[] = {
        {"commit", StatementKind::commit},
        {"rollback", StatementKind::rollback},
        {"abort", StatementKind::rollback},
    };
    if (tokens_.at("START"_kw)) {
        tokens_.take();
        tokens_.expect("TRANSACTION"_kw);
        return std::make_unique<Simple>(StatementKind::start_transaction);
    }
    for (const Row& row : kRows) {
        if (!accept_word(row.word)) continue;
        if (!tokens_.accept("WORK"_kw)) tokens_.accept("TRANSACTION"_kw);
        return std::make_unique<Simple>(row.kind);
    }
    return nullptr;
}

}  // namespace blueshift::plpgsql
