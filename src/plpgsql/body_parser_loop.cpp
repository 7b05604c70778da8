// LOOP, WHILE and FOR.  Doc: dg/c_PLpgSQL-statements "Loops"
#include "base/error.h"
#include "plpgsql/body_parser.h"
#include "sql/parser/grammar.h"

namespace blueshift::plpgsql {

/// (LOOP | WHILE condition LOOP | FOR …) statements END LOOP [label]
StatementPtr BodyParser::parse_loop(std::string label) {
    const sql::Nesting nesting(tokens_);
    if (tokens_.at("FOR"_kw)) return parse_for(std::move(label));
    std::unique_ptr<Loop> loop;
    scopes_.open(label);
    if (accept_word("while")) {
        auto repeated = std::make_unique<While>();
        repeated->condition = expression();
        loop = std::move(repeated);
    } else {
        if (!tokens_.at_word("loop")) tokens_.fail();
        loop = std::make_unique<Loop>(StatementKind::loop);
    }
    loop->label = std::move(label);
    parse_loop_body(*loop);
    scopes_.close();
    return loop;
}

/// LOOP statements END LOOP [label]
void BodyParser::parse_loop_body(Loop& loop) {
    expect_word("loop");
    ++loop_depth_;
    loop.body = parse_statements();
    --loop_depth_;
    tokens_.expect("END"_kw);
    expect_word("loop");
    parse_end_label(loop.label);
}

/// FOR name ("," name)* IN (range | rows) loop body
StatementPtr BodyParser::parse_for(std::string label) {
    tokens_.take();
    std::vector<std::vector<sql::Name>> names;
    do {
        names.push_back(dotted_name());
    } while (tokens_.accept(','));
    tokens_.expect("IN"_kw);
    const bool counts = tokens_.at_word("reverse") || find_range(find_ahead("loop"));
    if (!counts) return parse_for_rows(std::move(label), names);
    if (names.size() > 1 || names[0].size() > 1) {
        throw Error(Code::syntax_error, "integer FOR loop must have only one target variable").at(names[0][0].span);
    }
    return parse_for_integer(std::move(label), names[0]);
}

/// Index of the first of the two dots of a range between here and the token `last`, outside of parentheses.
std::optional<std::size_t> BodyParser::find_range(std::size_t last) const {
    int depth = 0;
    for (std::size_t ahead = 0; tokens_.position() + ahead + 1 < last; ++ahead) {
        if (tokens_.at('(', ahead)) ++depth;
        if (tokens_.at(')', ahead)) --depth;
        const bool range = tokens_.at('.', ahead) && tokens_.at('.', ahead + 1) &&
                           tokens_.peek(ahead).span.end == tokens_.peek(ahead + 1).span.begin;
        if (depth == 0 && range) return tokens_.position() + ahead;
    }
    return std::nullopt;
}

/// [REVERSE] expression ".." expression [BY expression] loop body
StatementPtr BodyParser::parse_for_integer(std::string label, const std::vector<sql::Name>& name) {
    auto loop = std::make_unique<ForInteger>();
    loop->label = label;
    loop->reverse = accept_word("reverse");
    const auto range = find_range(find_ahead("loop"));
    if (!range) {
        expression();
        tokens_.fail();
    }
    tokens_.make_terminator(*range);
    loop->from = expression();
    if (tokens_.position() != *range) tokens_.fail();
    tokens_.take();
    tokens_.take();
    loop->to = expression();
    if (accept_word("by")) loop->step = expression();
    // The counter exists in the loop only, whatever has its name outside.
    scopes_.open(std::move(label));
    Variable counter;
    counter.name = name[0].text;
    counter.type = Type{TypeId::integer};
    loop->slot = scopes_.declare(std::move(counter), name[0].span);
    parse_loop_body(*loop);
    scopes_.close();
    return loop;
}

Target BodyParser::row_target(const std::vector<std::vector<sql::Name>>& names) const {
    Target target;
    for (const std::vector<sql::Name>& name : names) {
        const auto found = scopes_.look_up(name);
        if (!found || found->parts != name.size()) {
            throw Error(Code::datatype_mismatch,
                        "loop variable of loop over rows must be a record or row variable or list of scalar variables")
                .at(name[0].span);
        }
        check_assignable(found->use, name[0].span);
        target.places.push_back(found->use);
    }
    const VariableUse& first = target.places.front();
    target.whole_record =
        names.size() == 1 && first.field.empty() && scopes_.variable(first.slot).kind == VariableKind::record;
    return target;
}

/// (EXECUTE text [USING values] | cursor ["(" arguments ")"] | query) loop body
StatementPtr BodyParser::parse_for_rows(std::string label, const std::vector<std::vector<sql::Name>>& names) {
    const Target target = row_target(names);
    // The query must not take the word for an alias.
    const std::size_t end = find_ahead("loop");
    if (tokens_.token(end).kind != sql::TokenKind::word) tokens_.fail(tokens_.token(end));
    std::unique_ptr<ForRows> loop;
    const auto found = tokens_.at_name() ? scopes_.look_up({{tokens_.lower_text(), tokens_.peek().span, false}})
                                         : std::nullopt;
    if (tokens_.accept("EXECUTE"_kw)) {
        loop = std::make_unique<ForRows>(StatementKind::for_dynamic);
        loop->query = expression();
        if (tokens_.accept("USING"_kw)) loop->values = expression_list();
    } else if (found && scopes_.variable(found->use.slot).type.id == TypeId::refcursor) {
        loop = std::make_unique<ForRows>(StatementKind::for_cursor);
        const Span span = tokens_.take().span;
        const Variable& cursor = scopes_.variable(found->use.slot);
        if (cursor.cursor == nullptr) {
            throw Error(Code::syntax_error, "cursor FOR loop must use a bound cursor variable").at(span);
        }
        loop->cursor_slot = found->use.slot;
        loop->values = parse_cursor_arguments(cursor);
    } else {
        loop = std::make_unique<ForRows>(StatementKind::for_query);
        tokens_.make_terminator(end);
        loop->query = query();
        if (tokens_.position() != end) tokens_.fail();
        tokens_.make_word(end);
    }
    loop->label = label;
    loop->target = target;
    scopes_.open(std::move(label));
    parse_loop_body(*loop);
    scopes_.close();
    return loop;
}

}  // namespace blueshift::plpgsql
