// Operands: constants, names, parentheses, CASE, CAST and what may follow them.
#include <charconv>

#include "base/error.h"
#include "sql/parser/grammar.h"

namespace blueshift::sql {
namespace {

constexpr int kParameterIndexMax = 65535;

ExprPtr make_literal(TokenStream& tokens, LiteralKind kind, std::string text) {
    auto node = std::make_unique<Literal>();
    node->literal = kind;
    node->text = std::move(text);
    node->span = tokens.take().span;
    return node;
}

ExprPtr parse_number(TokenStream& tokens, LiteralKind kind) {
    return make_literal(tokens, kind, std::string(tokens.source()));
}

ExprPtr parse_string(TokenStream& tokens) {
    std::string text = tokens.text_of(tokens.peek());
    if (text.find('\0') != std::string::npos) {
        throw Error(Code::character_not_in_repertoire, "invalid byte sequence for encoding \"UTF8\": 0x00")
            .at(tokens.peek().span);
    }
    return make_literal(tokens, LiteralKind::string, std::move(text));
}

/// "(" query ")" | "(" expression ("," expression)* ")"
ExprPtr parse_parenthesis(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    tokens.expect('(');
    if (at_query(tokens)) {
        auto node = std::make_unique<ScalarQuery>();
        node->query = parse_query(tokens);
        tokens.expect(')');
        return spanned(tokens, begin, std::move(node));
    }
    ExprPtr first = parse_expression(tokens);
    if (tokens.accept(')')) return first;
    auto row = std::make_unique<Row>();
    row->items.push_back(std::move(first));
    while (tokens.accept(',')) row->items.push_back(parse_expression(tokens));
    tokens.expect(')');
    return spanned(tokens, begin, std::move(row));
}

/// ROW "(" [expressions] ")"
ExprPtr parse_row(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    auto node = std::make_unique<Row>();
    tokens.expect("ROW"_kw);
    tokens.expect('(');
    if (!tokens.at(')')) node->items = parse_expression_list(tokens);
    tokens.expect(')');
    return spanned(tokens, begin, std::move(node));
}

/// CASE [expression] (WHEN expression THEN expression)+ [ELSE expression] END
ExprPtr parse_case(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    auto node = std::make_unique<Case>();
    tokens.expect("CASE"_kw);
    if (!tokens.at("WHEN"_kw)) node->operand = parse_expression(tokens);
    do {
        tokens.expect("WHEN"_kw);
        Case::When when;
        when.condition = parse_expression(tokens);
        tokens.expect("THEN"_kw);
        when.result = parse_expression(tokens);
        node->whens.push_back(std::move(when));
    } while (tokens.at("WHEN"_kw));
    if (tokens.accept("ELSE"_kw)) node->otherwise = parse_expression(tokens);
    tokens.expect("END"_kw);
    return spanned(tokens, begin, std::move(node));
}

/// (CAST | TRY_CAST) "(" expression AS type ")"
ExprPtr parse_cast(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    auto node = std::make_unique<Cast>();
    node->try_ = tokens.at("TRY_CAST"_kw);
    tokens.take();
    tokens.expect('(');
    node->operand = parse_expression(tokens);
    tokens.expect("AS"_kw);
    node->type = parse_type_name(tokens);
    tokens.expect(')');
    return spanned(tokens, begin, std::move(node));
}

/// type 'literal'
ExprPtr parse_typed_literal(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    auto node = std::make_unique<Cast>();
    node->typed_literal = true;
    node->type = parse_type_name(tokens);
    node->operand = parse_string(tokens);
    return spanned(tokens, begin, std::move(node));
}

/// INTERVAL ["(" integer ")"] 'literal' [qualifier]
ExprPtr parse_interval_literal(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    auto node = std::make_unique<IntervalLiteral>();
    tokens.expect("INTERVAL"_kw);
    std::optional<std::int64_t> leading_precision;
    if (tokens.accept('(')) {
        leading_precision = tokens.integer_constant();
        tokens.expect(')');
    }
    node->text = tokens.string_constant();
    node->qualifier = parse_interval_qualifier(tokens, node->precision);
    if (leading_precision) node->precision = static_cast<int>(*leading_precision);
    return spanned(tokens, begin, std::move(node));
}

/// EXISTS "(" query ")"
ExprPtr parse_exists(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    auto node = std::make_unique<Exists>();
    tokens.expect("EXISTS"_kw);
    tokens.expect('(');
    node->query = parse_query(tokens);
    tokens.expect(')');
    return spanned(tokens, begin, std::move(node));
}

/// ARRAY "[" [expressions] "]" | ARRAY "(" ([expressions] | query) ")"
ExprPtr parse_array(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    const Span word = tokens.peek().span;
    tokens.expect("ARRAY"_kw);
    if (tokens.accept('[')) {
        auto node = std::make_unique<Array>();
        if (!tokens.at(']')) node->items = parse_expression_list(tokens);
        tokens.expect(']');
        return spanned(tokens, begin, std::move(node));
    }
    auto call = std::make_unique<FunctionCall>();
    call->name = {{{"array", word, false}}, word};
    const std::uint32_t argument_begin = tokens.begin();
    tokens.expect('(');
    if (at_query(tokens)) {
        auto argument = std::make_unique<ScalarQuery>();
        argument->query = parse_query(tokens);
        tokens.expect(')');
        call->arguments.push_back(spanned(tokens, argument_begin, std::move(argument)));
    } else {
        if (!tokens.at(')')) call->arguments = parse_expression_list(tokens);
        tokens.expect(')');
    }
    return spanned(tokens, begin, std::move(call));
}

/// PRIOR expression, in CONNECT BY
ExprPtr parse_prior(TokenStream& tokens) {
    Nesting nesting(tokens);
    const std::uint32_t begin = tokens.begin();
    auto node = std::make_unique<Prior>();
    tokens.expect("PRIOR"_kw);
    node->operand = parse_primary(tokens);
    return spanned(tokens, begin, std::move(node));
}

bool at_outer_join_mark(const TokenStream& tokens) {
    return tokens.at('(') && tokens.at_operator("+", 1) && tokens.at(')', 2);
}

/// The parameter that a name stands for, and below it what the name's other parts navigate to.
ExprPtr parameter_for_name(TokenStream& tokens, QualifiedName& name, ParameterNames::Match match) {
    auto parameter = std::make_unique<Parameter>();
    parameter->index = match.index;
    parameter->span = name.span;
    tokens.parameter_count = std::max(tokens.parameter_count, match.index);
    ExprPtr node = std::move(parameter);
    for (std::size_t part = match.parts; part < name.parts.size(); ++part) {
        auto step = std::make_unique<Subscript>();
        step->span = name.span;
        step->base = std::move(node);
        step->attribute = std::move(name.parts[part]);
        node = std::move(step);
    }
    return node;
}

/// name ("." label)* ["(+)"] | name ("." label)* call
ExprPtr parse_named(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    const bool approximate = tokens.at("APPROXIMATE"_kw) && tokens.at_function_name(1) &&
                             (tokens.at('(', 2) || tokens.at('.', 2));
    if (approximate) tokens.take();
    QualifiedName name;
    const std::uint32_t name_begin = tokens.begin();
    const bool called = tokens.at('(', 1) || tokens.at('.', 1);
    name.parts.push_back(called ? tokens.function_name() : tokens.name());
    while (tokens.accept('.')) name.parts.push_back(tokens.label());
    name.span = tokens.span_from(name_begin);
    if (tokens.at('(') && (approximate || !at_outer_join_mark(tokens))) {
        auto call = parse_call(tokens, std::move(name));
        call->approximate = approximate;
        return spanned(tokens, begin, std::move(call));
    }
    if (tokens.options().parameters != nullptr && !at_outer_join_mark(tokens)) {
        const auto match = tokens.options().parameters->find(name.parts, name.span);
        if (match) return parameter_for_name(tokens, name, *match);
    }
    auto node = std::make_unique<ColumnRef>();
    node->parts = std::move(name.parts);
    node->span = name.span;
    if (at_outer_join_mark(tokens)) {
        node->outer_join = true;
        for (int i = 0; i < 3; ++i) tokens.take();
    }
    return node;
}

ExprPtr parse_word(TokenStream& tokens) {
    switch (tokens.peek().keyword) {
        case "NULL"_kw: return make_literal(tokens, LiteralKind::null, "");
        case "TRUE"_kw: return make_literal(tokens, LiteralKind::boolean, "true");
        case "FALSE"_kw: return make_literal(tokens, LiteralKind::boolean, "false");
        case "CASE"_kw: return parse_case(tokens);
        case "CAST"_kw: return parse_cast(tokens);
        case "INTERVAL"_kw: return parse_interval_literal(tokens);
        case "ARRAY"_kw:
            if (tokens.at('(', 1) || tokens.at('[', 1)) return parse_array(tokens);
            break;
        case "TRY_CAST"_kw:
            if (tokens.at('(', 1)) return parse_cast(tokens);
            break;
        case "EXISTS"_kw:
            if (tokens.at('(', 1)) return parse_exists(tokens);
            break;
        case "ROW"_kw:
            if (tokens.at('(', 1)) return parse_row(tokens);
            break;
        case "PRIOR"_kw:
            if (tokens.in_connect_by) return parse_prior(tokens);
            break;
        default: break;
    }
    if (at_typed_literal(tokens)) return parse_typed_literal(tokens);
    if (ExprPtr special = parse_special_function(tokens)) return special;
    return parse_named(tokens);
}

/// What a subscript or an attribute may follow without parentheses.
bool is_navigable(const TokenStream& tokens, const Expr& expr) {
    // A parameter that stands for a name is navigated like one.
    if (expr.kind == ExprKind::parameter) return tokens.options().parameters != nullptr;
    return expr.kind == ExprKind::column_ref || expr.kind == ExprKind::subscript ||
           (expr.kind == ExprKind::function_call && !as<FunctionCall>(expr).no_parentheses);
}

ExprPtr parse_atom(TokenStream& tokens) {
    switch (tokens.peek().kind) {
        case TokenKind::integer: return parse_number(tokens, LiteralKind::integer);
        case TokenKind::decimal: return parse_number(tokens, LiteralKind::decimal);
        case TokenKind::floating: return parse_number(tokens, LiteralKind::floating);
        case TokenKind::string:
        case TokenKind::dollar_string: return parse_string(tokens);
        case TokenKind::parameter: return parse_parameter(tokens);
        case TokenKind::word: return parse_word(tokens);
        case TokenKind::quoted_word:
            return at_typed_literal(tokens) ? parse_typed_literal(tokens) : parse_named(tokens);
        default:
            if (tokens.at('(')) return parse_parenthesis(tokens);
            tokens.fail();
    }
}

}  // namespace

ExprPtr parse_parameter(TokenStream& tokens) {
    auto node = std::make_unique<Parameter>();
    const std::string_view digits = tokens.source().substr(1);
    std::from_chars(digits.data(), digits.data() + digits.size(), node->index);
    if (node->index < 1 || node->index > kParameterIndexMax) {
        throw Error(Code::undefined_parameter, "there is no parameter {}", tokens.source())
            .at(tokens.peek().span);
    }
    if (ParameterNames* names = tokens.options().parameters) {
        node->index = names->find_positional(node->index, tokens.peek().span);
    }
    tokens.parameter_count = std::max(tokens.parameter_count, node->index);
    node->span = tokens.take().span;
    return node;
}

/// primary = atom ("[" expression "]" | "." label)* ("::" type)*
ExprPtr parse_primary(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    const bool parenthesised = tokens.at('(');
    ExprPtr operand = parse_atom(tokens);
    int length = 0;
    while ((parenthesised || is_navigable(tokens, *operand)) && (tokens.at('[') || tokens.at('.'))) {
        count_in_chain(length, tokens.peek().span);
        auto node = std::make_unique<Subscript>();
        node->base = std::move(operand);
        if (tokens.accept('[')) {
            node->index = parse_expression(tokens);
            tokens.expect(']');
        } else {
            tokens.take();
            node->attribute = tokens.label();
        }
        operand = spanned(tokens, begin, std::move(node));
    }
    while (tokens.at_kind(TokenKind::typecast)) {
        count_in_chain(length, tokens.take().span);
        auto node = std::make_unique<Cast>();
        node->operand = std::move(operand);
        node->type = parse_type_name(tokens);
        operand = spanned(tokens, begin, std::move(node));
    }
    return operand;
}

}  // namespace blueshift::sql
