// OPEN, FETCH, MOVE and CLOSE.  Doc: dg/c_PLpgSQL-statements "Cursors"
#include "base/error.h"
#include "plpgsql/body_parser.h"
#include "sql/parser/grammar.h"

namespace blueshift::plpgsql {

/// The name of a refcursor variable
std::size_t BodyParser::parse_cursor_name() {
    const std::uint32_t begin = tokens_.begin();
    std::size_t slot = 0;
    if (tokens_.at_kind(sql::TokenKind::parameter)) {
        slot = parse_place().slot;
    } else {
        const sql::Name name = tokens_.name();
        const auto found = scopes_.look_up({name});
        if (!found) {
            throw Error(Code::syntax_error, "\"{}\" is not a known variable", name.text).at(name.span);
        }
        slot = found->use.slot;
    }
    const Variable& variable = scopes_.variable(slot);
    if (variable.kind != VariableKind::scalar || variable.type.id != TypeId::refcursor) {
        throw Error(Code::datatype_mismatch, "variable \"{}\" must be of type cursor or refcursor", variable.name)
            .at(tokens_.span_from(begin));
    }
    return slot;
}

/// ["(" expressions ")"], as many as the cursor has arguments
std::vector<FragmentPtr> BodyParser::parse_cursor_arguments(const Variable& cursor) {
    std::vector<FragmentPtr> values;
    const Span span = tokens_.peek().span;
    const std::size_t wanted = cursor.cursor->arguments.size();
    if (tokens_.accept('(')) {
        if (wanted == 0) {
            throw Error(Code::syntax_error, "cursor \"{}\" has no arguments", cursor.name).at(span);
        }
        values = expression_list();
        tokens_.expect(')');
    }
    if (values.size() != wanted) {
        if (values.empty()) throw Error(Code::syntax_error, "cursor \"{}\" has arguments", cursor.name).at(span);
        throw Error(Code::syntax_error, "{} arguments for cursor \"{}\"", values.size() < wanted ? "not enough" : "too many",
                    cursor.name)
            .at(span);
    }
    return values;
}

/// OPEN cursor (FOR query | FOR EXECUTE text [USING values] | ["(" arguments ")"])
StatementPtr BodyParser::parse_open() {
    auto statement = std::make_unique<Open>();
    tokens_.take();
    const Span span = tokens_.peek().span;
    statement->slot = parse_cursor_name();
    const Variable& cursor = scopes_.variable(statement->slot);
    if (cursor.cursor != nullptr) {
        statement->values = parse_cursor_arguments(cursor);
        return statement;
    }
    if (tokens_.at_word("no") && tokens_.at_word("scroll", 1)) tokens_.take(), tokens_.take();
    if (!tokens_.accept("FOR"_kw)) {
        throw Error(Code::syntax_error, "syntax error at \"{}\"", tokens_.at_end() ? "" : tokens_.source())
            .detail("Expected \"FOR\", to open a cursor for an unbound cursor variable.")
            .at(span);
    }
    if (tokens_.accept("EXECUTE"_kw)) {
        statement->text = expression();
        if (tokens_.accept("USING"_kw)) statement->values = expression_list();
    } else {
        statement->query = query();
    }
    return statement;
}

/// FETCH [NEXT | FORWARD [n]] [FROM | IN] cursor INTO target; MOVE the same without INTO
StatementPtr BodyParser::parse_fetch(bool move) {
    auto statement = std::make_unique<Fetch>();
    statement->move = move;
    tokens_.take();
    for (const std::string_view word : {"prior", "first", "last", "absolute", "relative", "backward", "all"}) {
        if (!tokens_.at_word(word) || tokens_.at("INTO"_kw, 1) || tokens_.at(';', 1)) continue;
        throw Error(Code::feature_not_supported, "cursors can only be read forward").at(tokens_.peek().span);
    }
    if (tokens_.at("FORWARD"_kw) && !tokens_.at("INTO"_kw, 1) && !tokens_.at(';', 1)) {
        tokens_.take();
        if (tokens_.at_kind(sql::TokenKind::integer)) statement->count = tokens_.integer_constant();
    } else if (tokens_.at_word("next") && !tokens_.at("INTO"_kw, 1) && !tokens_.at(';', 1)) {
        tokens_.take();
    }
    if (!tokens_.accept("FROM"_kw)) tokens_.accept("IN"_kw);
    statement->slot = parse_cursor_name();
    if (move) return statement;
    tokens_.expect("INTO"_kw);
    statement->target = parse_target();
    return statement;
}

/// CLOSE cursor
StatementPtr BodyParser::parse_close() {
    auto statement = std::make_unique<Close>();
    tokens_.take();
    statement->slot = parse_cursor_name();
    return statement;
}

}  // namespace blueshift::plpgsql
