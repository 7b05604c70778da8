// Blocks, declarations, and the pieces of SQL in a body.
#include "plpgsql/body_parser.h"

#include <algorithm>
#include <utility>

#include "analyze/analyzer.h"
#include "base/error.h"
#include "sql/ast/routine.h"
#include "sql/parser/grammar.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::plpgsql {

namespace {

sql::ParseOptions parse_options(bool case_sensitive, Scopes& scopes) {
    sql::ParseOptions options;
    options.case_sensitive_identifiers = case_sensitive;
    options.parameters = &scopes;
    return options;
}

/// An expression as the query that computes it.
std::shared_ptr<sql::Statement> select_of(sql::ExprPtr expr, Span span) {
    auto select = std::make_unique<sql::Select>();
    select->span = span;
    select->items.push_back({std::move(expr), {}});
    auto query = std::make_unique<sql::Query>();
    query->span = span;
    query->body = std::move(select);
    auto statement = std::make_shared<sql::SelectStatement>();
    statement->span = span;
    statement->query = std::move(query);
    return statement;
}

}  // namespace

BodyParser::BodyParser(const catalog::Routine& routine, bool case_sensitive_identifiers)
    : routine_(routine),
      text_(std::make_shared<const std::string>(routine.body)),
      scopes_(procedure_->variables),
      tokens_(*text_, parse_options(case_sensitive_identifiers, scopes_)) {
    procedure_->name = routine.name;
}

/// body = [<<label>>] block [";"]
std::unique_ptr<Procedure> BodyParser::parse() {
    // The arguments can be called by the procedure's name.
    scopes_.open(routine_.name);
    Variable found;
    found.name = "found";
    found.type = Type{TypeId::boolean};
    scopes_.declare(std::move(found), {});
    declare_arguments();
    procedure_->body = parse_block(at_label() ? parse_label() : "");
    tokens_.accept(';');
    if (!tokens_.at_end()) tokens_.fail();
    return std::move(procedure_);
}

void BodyParser::declare_arguments() {
    for (const catalog::RoutineArgument& argument : routine_.arguments) {
        Variable variable;
        variable.name = argument.name;
        variable.type = argument.type;
        const std::size_t slot = scopes_.declare(std::move(variable), {});
        scopes_.add_positional(slot);
        procedure_->argument_slots.push_back(slot);
    }
}

void BodyParser::expect_word(std::string_view word) {
    if (!accept_word(word)) tokens_.fail();
}

int BodyParser::line_at(std::uint32_t offset) const {
    const std::string_view text = *text_;
    std::size_t first = 0;
    while (first < text.size() && text[first] == '\r') ++first;
    first = first < text.size() && text[first] == '\n' ? first + 1 : 0;
    if (offset <= first) return 1;
    return 1 + static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(first),
                                           text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

bool BodyParser::at_label() const { return tokens_.at_operator("<<"); }

/// "<<" name ">>"
std::string BodyParser::parse_label() {
    tokens_.expect_operator("<<");
    std::string label = tokens_.name().text;
    tokens_.expect_operator(">>");
    return label;
}

/// [label], behind an END; it must be the block's own
void BodyParser::parse_end_label(const std::string& label) {
    if (tokens_.at(';') || tokens_.at_end()) return;
    const sql::Name name = tokens_.name();
    if (label.empty()) {
        throw Error(Code::syntax_error, "end label \"{}\" specified for unlabelled block", name.text).at(name.span);
    }
    if (label != name.text) {
        throw Error(Code::syntax_error, "end label \"{}\" differs from block's label \"{}\"", name.text, label)
            .at(name.span);
    }
}

/// [DECLARE declarations] BEGIN statements [EXCEPTION handler] END [label]
std::unique_ptr<Block> BodyParser::parse_block(std::string label) {
    const sql::Nesting nesting(tokens_);
    auto block = std::make_unique<Block>();
    block->line = current_line();
    block->label = label;
    scopes_.open(label);
    if (tokens_.at("DECLARE"_kw)) parse_declarations(*block);
    tokens_.expect("BEGIN"_kw);
    block->body = parse_statements();
    if (tokens_.at_word("exception")) block->handler = parse_handler();
    tokens_.expect("END"_kw);
    parse_end_label(label);
    scopes_.close();
    return block;
}

/// DECLARE (declaration ";" | DECLARE)*
void BodyParser::parse_declarations(Block& block) {
    while (!tokens_.at("BEGIN"_kw)) {
        if (tokens_.accept("DECLARE"_kw)) continue;
        parse_declaration(block);
        expect_semicolon();
    }
}

/// name (ALIAS FOR place | [NO SCROLL] CURSOR … | [CONSTANT] type [NOT NULL] [(":=" | "=" | DEFAULT) expression])
void BodyParser::parse_declaration(Block& block) {
    const sql::Name name = tokens_.name();
    if (accept_word("alias")) return parse_alias(name);
    if (tokens_.at_word("no") && tokens_.at_word("scroll", 1)) tokens_.take(), tokens_.take();
    if (tokens_.accept("CURSOR"_kw)) {
        block.declared.push_back(parse_cursor_declaration(name));
        return;
    }
    const bool constant = accept_word("constant");
    Variable variable = parse_variable_type(name.text);
    variable.constant = constant;
    variable.not_null = tokens_.accept({"NOT"_kw, "NULL"_kw});
    if (tokens_.accept("DEFAULT"_kw) || tokens_.accept_operator("=") || tokens_.at_kind(sql::TokenKind::assign)) {
        if (tokens_.at_kind(sql::TokenKind::assign)) tokens_.take();
        variable.initial = expression();
    } else if (variable.not_null) {
        throw Error(Code::null_value_not_allowed, "variable \"{}\" must have a default value, since it's declared NOT NULL",
                    name.text)
            .at(name.span);
    }
    block.declared.push_back(scopes_.declare(std::move(variable), name.span));
}

/// ($n | name), behind ALIAS
void BodyParser::parse_alias(const sql::Name& name) {
    tokens_.expect("FOR"_kw);
    if (tokens_.at_kind(sql::TokenKind::parameter)) {
        const Span span = tokens_.peek().span;
        const int number = std::stoi(std::string(tokens_.source().substr(1, 9)));
        tokens_.take();
        scopes_.alias(name.text, scopes_.positional(number, span), name.span);
        return;
    }
    const sql::Name other = tokens_.name();
    const auto found = scopes_.look_up({other});
    if (!found) throw Error(Code::undefined_object, "variable \"{}\" does not exist", other.text).at(other.span);
    scopes_.alias(name.text, found->use.slot, name.span);
}

/// RECORD | name%ROWTYPE | name%TYPE | type
Variable BodyParser::parse_variable_type(std::string name) {
    Variable variable;
    variable.name = std::move(name);
    if (accept_word("record")) {
        variable.kind = VariableKind::record;
        return variable;
    }
    const std::size_t start = tokens_.position();
    if (tokens_.at_name() && !tokens_.at('(', 1)) {
        sql::QualifiedName path;
        const std::uint32_t begin = tokens_.begin();
        path.parts = dotted_name();
        path.span = tokens_.span_from(begin);
        if (tokens_.accept_operator("%")) {
            if (accept_word("rowtype")) {
                variable.kind = VariableKind::record;
                return variable;
            }
            expect_word("type");
            if (const auto found = scopes_.look_up(path.parts); found && found->parts == path.parts.size()) {
                variable.type = scopes_.variable(found->use.slot).type;
                variable.column_type = scopes_.variable(found->use.slot).column_type;
                return variable;
            }
            if (path.parts.size() < 2) tokens_.fail();
            std::string column = path.parts.back().text;
            path.parts.pop_back();
            variable.column_type = ColumnType{std::move(path), std::move(column)};
            return variable;
        }
        tokens_.rewind(start);
    }
    variable.type = analyze::resolve_type(sql::parse_type_name(tokens_));
    return variable;
}

std::vector<sql::Name> BodyParser::dotted_name() {
    std::vector<sql::Name> parts;
    parts.push_back(tokens_.name());
    while (tokens_.accept('.')) parts.push_back(tokens_.label());
    return parts;
}

/// ["(" name type ("," …)* ")"] (FOR | IS) query, behind CURSOR
std::size_t BodyParser::parse_cursor_declaration(const sql::Name& name) {
    auto cursor = std::make_unique<BoundCursor>();
    scopes_.open("");
    if (tokens_.accept('(')) {
        do {
            const sql::Name argument = tokens_.name();
            Variable variable = parse_variable_type(argument.text);
            cursor->arguments.push_back({scopes_.declare(std::move(variable), argument.span), argument.text});
        } while (tokens_.accept(','));
        tokens_.expect(')');
    }
    if (!tokens_.accept("IS"_kw)) tokens_.expect("FOR"_kw);
    cursor->query = query();
    scopes_.close();
    Variable variable;
    variable.name = name.text;
    variable.type = Type{TypeId::refcursor};
    variable.cursor = std::move(cursor);
    return scopes_.declare(std::move(variable), name.span);
}

/// EXCEPTION [CONTINUE_HANDLER | EXIT_HANDLER] WHEN OTHERS THEN statements
Handler BodyParser::parse_handler() {
    Handler handler;
    tokens_.take();
    const Span span = tokens_.peek().span;
    handler.continues = accept_word("continue_handler");
    if (!handler.continues) accept_word("exit_handler");
    if (handler.continues && !routine_.nonatomic) {
        throw Error(Code::feature_not_supported, "CONTINUE_HANDLER is only supported in NONATOMIC procedures").at(span);
    }
    tokens_.expect("WHEN"_kw);
    if (!tokens_.at_word("others")) {
        throw Error(Code::feature_not_supported, "the only supported exception condition is OTHERS")
            .at(tokens_.peek().span);
    }
    tokens_.take();
    tokens_.expect("THEN"_kw);
    scopes_.open("");
    Variable state;
    state.name = "sqlstate";
    state.type = Type{TypeId::varchar};
    handler.sqlstate_slot = scopes_.declare(std::move(state), span);
    Variable message;
    message.name = "sqlerrm";
    message.type = Type{TypeId::varchar};
    handler.sqlerrm_slot = scopes_.declare(std::move(message), span);
    ++handler_depth_;
    handler.body = parse_statements();
    --handler_depth_;
    scopes_.close();
    if (tokens_.at("WHEN"_kw)) {
        throw Error(Code::feature_not_supported, "an exception block can have only one handler")
            .at(tokens_.peek().span);
    }
    return handler;
}

bool BodyParser::at_end_of_statements() const {
    return tokens_.at_end() || tokens_.at_any({"END"_kw, "ELSE"_kw, "WHEN"_kw}) || tokens_.at_word("elsif") ||
           tokens_.at_word("elseif") || tokens_.at_word("exception");
}

/// (statement ";")*
Statements BodyParser::parse_statements() {
    Statements statements;
    while (!at_end_of_statements()) {
        const int line = current_line();
        StatementPtr statement = parse_statement();
        statement->line = line;
        expect_semicolon();
        statements.push_back(std::move(statement));
    }
    return statements;
}

StatementPtr BodyParser::parse_statement() {
    if (at_label()) {
        const std::string label = parse_label();
        const bool block = tokens_.at("DECLARE"_kw) || tokens_.at("BEGIN"_kw);
        return block ? StatementPtr(parse_block(label)) : parse_loop(label);
    }
    struct Row {
        std::string_view word;
        StatementPtr (BodyParser::*parse)();
    };
    // What begins with a word of its own; everything else is an assignment or SQL.
    static constexpr Row kStatements[] = {
        {"if", &BodyParser::parse_if},           {"case", &BodyParser::parse_case},
        {"exit", &BodyParser::parse_exit},       {"continue", &BodyParser::parse_exit},
        {"return", &BodyParser::parse_return},   {"raise", &BodyParser::parse_raise},
        {"execute", &BodyParser::parse_execute}, {"perform", &BodyParser::parse_perform},
        {"open", &BodyParser::parse_open},       {"close", &BodyParser::parse_close},
    };
    const bool assigns = tokens_.at_kind(sql::TokenKind::assign, 1) || tokens_.at_operator("=", 1);
    if (!assigns && tokens_.at_kind(sql::TokenKind::word)) {
        for (const Row& row : kStatements) {
            if (tokens_.at_word(row.word)) return (this->*row.parse)();
        }
        if (tokens_.at("DECLARE"_kw) || tokens_.at("BEGIN"_kw)) return parse_block("");
        if (tokens_.at_word("loop") || tokens_.at_word("while") || tokens_.at("FOR"_kw)) return parse_loop("");
        if (tokens_.at("FETCH"_kw)) return parse_fetch(false);
        if (tokens_.at_word("move")) return parse_fetch(true);
        if (tokens_.at_word("get") && tokens_.at_word("diagnostics", 1)) return parse_get_diagnostics();
        if (tokens_.accept("NULL"_kw)) return std::make_unique<Simple>(StatementKind::null);
        if (StatementPtr control = parse_transaction_control()) return control;
    }
    if (StatementPtr assignment = parse_assignment()) return assignment;
    return parse_sql();
}

std::size_t BodyParser::find_ahead(std::string_view word) const {
    int depth = 0;
    for (std::size_t ahead = 0;; ++ahead) {
        const sql::Token& token = tokens_.peek(ahead);
        if (token.kind == sql::TokenKind::end) return tokens_.position() + ahead;
        if (tokens_.at('(', ahead)) ++depth;
        if (tokens_.at(')', ahead)) --depth;
        if (depth > 0) continue;
        const bool found = word == ";" ? tokens_.at(';', ahead) : tokens_.at_word(word, ahead) || tokens_.at(';', ahead);
        if (found) return tokens_.position() + ahead;
    }
}

FragmentPtr BodyParser::finish_fragment(std::shared_ptr<sql::Statement> ast, std::uint32_t begin,
                                        std::string_view before) {
    auto fragment = std::make_unique<Fragment>();
    const Span span = tokens_.span_from(begin);
    ast->span = span;
    fragment->source = text_;
    fragment->shown = before;
    std::uint32_t at = span.begin;
    std::vector<Scopes::Substitution> replaced = scopes_.take_substitutions();
    if (hidden_) replaced.push_back({*std::exchange(hidden_, std::nullopt), 0});
    std::sort(replaced.begin(), replaced.end(),
              [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
    for (const Scopes::Substitution& part : replaced) {
        // The parser may have come to a name twice.
        if (part.span.begin < at || part.span.end > span.end) continue;
        fragment->shown += tokens_.source(Span{at, part.span.begin});
        if (part.index > 0) fragment->shown += fmt::format(" ${} ", part.index);
        at = part.span.end;
    }
    fragment->shown += tokens_.source(Span{at, span.end});
    fragment->parameters = scopes_.take_parameters();
    ast->parameter_count = static_cast<int>(fragment->parameters.size());
    fragment->ast = std::move(ast);
    return fragment;
}

FragmentPtr BodyParser::expression() {
    const std::uint32_t begin = tokens_.begin();
    scopes_.begin_fragment();
    return expression_fragment(sql::parse_expression(tokens_), begin);
}

FragmentPtr BodyParser::expression_fragment(sql::ExprPtr expr, std::uint32_t begin) {
    FragmentPtr fragment = finish_fragment(select_of(std::move(expr), tokens_.span_from(begin)), begin, "SELECT ");
    fragment->is_expression = true;
    return fragment;
}

/// expression ("," expression)*
std::vector<FragmentPtr> BodyParser::expression_list() {
    std::vector<FragmentPtr> list;
    do {
        list.push_back(expression());
    } while (tokens_.accept(','));
    return list;
}

FragmentPtr BodyParser::query() {
    const std::uint32_t begin = tokens_.begin();
    scopes_.begin_fragment();
    auto statement = std::make_shared<sql::SelectStatement>();
    statement->query = sql::parse_query(tokens_);
    return finish_fragment(std::move(statement), begin, "");
}

FragmentPtr BodyParser::sql_statement() {
    const std::uint32_t begin = tokens_.begin();
    scopes_.begin_fragment();
    std::shared_ptr<sql::Statement> statement = sql::parse_any_statement(tokens_);
    return finish_fragment(std::move(statement), begin, "");
}

}  // namespace blueshift::plpgsql
