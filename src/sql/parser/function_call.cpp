// Function calls: plain ones with everything behind the parentheses, and those with a syntax of their own.
#include "sql/lexer/characters.h"
#include "sql/parser/grammar.h"

namespace blueshift::sql {
namespace {

/// (IGNORE | RESPECT) NULLS
void parse_null_treatment(TokenStream& tokens, FunctionCall& call) {
    if (tokens.accept({"IGNORE"_kw, "NULLS"_kw})) {
        call.ignore_nulls = true;
    } else if (tokens.accept({"RESPECT"_kw, "NULLS"_kw})) {
        call.ignore_nulls = false;
    }
}

/// "(" "*" ")" | "(" [[DISTINCT | ALL] argument ("," argument)* [null_treatment]] ")"
void parse_arguments(TokenStream& tokens, FunctionCall& call) {
    tokens.expect('(');
    if (tokens.at_operator("*") && tokens.at(')', 1)) {
        tokens.take();
        call.star = true;
    } else if (!tokens.at(')')) {
        call.distinct = tokens.accept("DISTINCT"_kw);
        if (!call.distinct) tokens.accept("ALL"_kw);
        do {
            ExprPtr star = parse_star(tokens);
            call.arguments.push_back(star ? std::move(star) : parse_expression(tokens));
        } while (tokens.accept(','));
        parse_null_treatment(tokens, call);
    }
    tokens.expect(')');
}

/// UNBOUNDED (PRECEDING | FOLLOWING) | CURRENT ROW | expression (PRECEDING | FOLLOWING)
FrameBound parse_frame_bound(TokenStream& tokens) {
    FrameBound bound;
    if (tokens.accept({"CURRENT"_kw, "ROW"_kw})) return bound;
    const bool unbounded = tokens.accept("UNBOUNDED"_kw);
    if (!unbounded) bound.offset = parse_expression(tokens);
    if (tokens.accept("PRECEDING"_kw)) {
        bound.kind = unbounded ? FrameBound::unbounded_preceding : FrameBound::preceding;
    } else {
        tokens.expect("FOLLOWING"_kw);
        bound.kind = unbounded ? FrameBound::unbounded_following : FrameBound::following;
    }
    return bound;
}

/// "(" [PARTITION BY expressions] [ORDER BY items] [(ROWS | RANGE) frame] ")"
std::unique_ptr<WindowSpec> parse_window(TokenStream& tokens) {
    auto window = std::make_unique<WindowSpec>();
    const std::uint32_t begin = tokens.begin();
    tokens.expect('(');
    if (tokens.accept({"PARTITION"_kw, "BY"_kw})) window->partition_by = parse_expression_list(tokens);
    window->order_by = parse_order_by(tokens);
    if (tokens.at_any({"ROWS"_kw, "RANGE"_kw})) {
        window->has_frame = true;
        window->frame_mode = tokens.lower_text();
        tokens.take();
        const bool between = tokens.accept("BETWEEN"_kw);
        window->start = parse_frame_bound(tokens);
        if (between) {
            tokens.expect("AND"_kw);
            window->end = parse_frame_bound(tokens);
        }
    }
    tokens.expect(')');
    window->span = tokens.span_from(begin);
    return window;
}

std::unique_ptr<FunctionCall> make_call(std::string name, Span span) {
    auto call = std::make_unique<FunctionCall>();
    call->name = {{{std::move(name), span, false}}, span};
    return call;
}

ExprPtr make_integer(std::string digits, Span span) {
    auto node = std::make_unique<Literal>();
    node->literal = LiteralKind::integer;
    node->text = std::move(digits);
    node->span = span;
    return node;
}

/// EXTRACT "(" part (FROM | ",") expression ")"
ExprPtr parse_extract(TokenStream& tokens, Span word) {
    auto call = make_call("extract", word);
    tokens.expect('(');
    auto part = std::make_unique<Literal>();
    part->literal = LiteralKind::string;
    part->span = tokens.peek().span;
    part->text = tokens.at_string() ? tokens.string_constant() : tokens.label().text;
    call->arguments.push_back(std::move(part));
    if (!tokens.accept(',')) tokens.expect("FROM"_kw);
    call->arguments.push_back(parse_expression(tokens));
    tokens.expect(')');
    return call;
}

/// TRIM "(" [BOTH | LEADING | TRAILING] ([characters] FROM string | string ["," characters]) ")"
ExprPtr parse_trim(TokenStream& tokens, Span word) {
    tokens.expect('(');
    std::string name = "btrim";
    if (tokens.accept("LEADING"_kw)) {
        name = "ltrim";
    } else if (tokens.accept("TRAILING"_kw)) {
        name = "rtrim";
    } else {
        tokens.accept("BOTH"_kw);
    }
    auto call = make_call(std::move(name), word);
    if (!tokens.at("FROM"_kw)) call->arguments = parse_expression_list(tokens);
    if (tokens.accept("FROM"_kw)) {
        std::vector<ExprPtr> source = parse_expression_list(tokens);
        call->arguments.insert(call->arguments.begin(), std::make_move_iterator(source.begin()),
                               std::make_move_iterator(source.end()));
    }
    tokens.expect(')');
    return call;
}

/// SUBSTRING "(" expressions ")" | SUBSTRING "(" string [FROM start] [FOR length] ")"
ExprPtr parse_substring(TokenStream& tokens, Span word) {
    auto call = make_call("substring", word);
    tokens.expect('(');
    call->arguments = parse_expression_list(tokens);
    if (tokens.accept("FROM"_kw)) {
        call->arguments.push_back(parse_expression(tokens));
    } else if (tokens.at("FOR"_kw)) {
        call->arguments.push_back(make_integer("1", tokens.peek().span));
    }
    if (tokens.accept("FOR"_kw)) call->arguments.push_back(parse_expression(tokens));
    tokens.expect(')');
    return call;
}

/// POSITION "(" expression (IN | ",") expression ")"; the first one holds no operator looser than IN
ExprPtr parse_position(TokenStream& tokens, Span word) {
    auto call = make_call("position", word);
    tokens.expect('(');
    call->arguments.push_back(parse_operators(tokens, next(Precedence::in)));
    if (!tokens.accept(',')) tokens.expect("IN"_kw);
    call->arguments.push_back(parse_expression(tokens));
    tokens.expect(')');
    return call;
}

/// OVERLAY "(" string PLACING string FROM start [FOR length] ")" | OVERLAY "(" expressions ")"
ExprPtr parse_overlay(TokenStream& tokens, Span word) {
    auto call = make_call("overlay", word);
    tokens.expect('(');
    call->arguments = parse_expression_list(tokens);
    if (tokens.accept("PLACING"_kw)) {
        call->arguments.push_back(parse_expression(tokens));
        tokens.expect("FROM"_kw);
        call->arguments.push_back(parse_expression(tokens));
        if (tokens.accept("FOR"_kw)) call->arguments.push_back(parse_expression(tokens));
    }
    tokens.expect(')');
    return call;
}

/// CONVERT "(" type "," expression ")"
ExprPtr parse_convert(TokenStream& tokens, Span) {
    auto cast = std::make_unique<Cast>();
    tokens.expect('(');
    cast->type = parse_type_name(tokens);
    tokens.expect(',');
    cast->operand = parse_expression(tokens);
    tokens.expect(')');
    return cast;
}

/// CURRENT_TIMESTAMP ["(" integer ")"] and its kind
ExprPtr parse_without_parentheses(TokenStream& tokens, Span word) {
    auto call = make_call(lower(tokens.source(word)), word);
    call->no_parentheses = true;
    if (tokens.at('(') && tokens.at_kind(TokenKind::integer, 1) && tokens.at(')', 2)) {
        tokens.take();
        call->arguments.push_back(parse_primary(tokens));
        tokens.take();
    }
    return call;
}

/// "KEEP"-like list behind `keyword`, empty when it does not come next
ExprPtr parse_transform_list(TokenStream& tokens, std::string_view word) {
    auto list = std::make_unique<Array>();
    list->span = tokens.peek().span;
    if (tokens.accept_word(word)) list->items = parse_expression_list(tokens);
    return list;
}

/// OBJECT_TRANSFORM "(" object [KEEP path ("," path)*] [SET path "," value ("," …)*] ")"
ExprPtr parse_object_transform(TokenStream& tokens, Span word) {
    auto call = make_call("object_transform", word);
    tokens.expect('(');
    call->arguments.push_back(parse_expression(tokens));
    call->arguments.push_back(parse_transform_list(tokens, "keep"));
    call->arguments.push_back(parse_transform_list(tokens, "set"));
    tokens.expect(')');
    return call;
}

/// When the word is a special function rather than a name.
enum class SpecialWhen : std::uint8_t { always, called, not_called };

struct SpecialFunction {
    Keyword keyword;
    SpecialWhen when;
    ExprPtr (*parse)(TokenStream& tokens, Span word);  ///< from behind the keyword
};

// clang-format off
constexpr SpecialFunction kSpecialFunctions[] = {
    {"CONVERT"_kw,             SpecialWhen::called,     parse_convert},
    {"CURRENT_AWS_ACCOUNT"_kw, SpecialWhen::not_called, parse_without_parentheses},
    {"CURRENT_DATE"_kw,        SpecialWhen::always,     parse_without_parentheses},
    {"CURRENT_NAMESPACE"_kw,   SpecialWhen::not_called, parse_without_parentheses},
    {"CURRENT_SCHEMA"_kw,      SpecialWhen::not_called, parse_without_parentheses},
    {"CURRENT_SESSION_ARN"_kw, SpecialWhen::not_called, parse_without_parentheses},
    {"CURRENT_TIME"_kw,        SpecialWhen::always,     parse_without_parentheses},
    {"CURRENT_TIMESTAMP"_kw,   SpecialWhen::always,     parse_without_parentheses},
    {"CURRENT_USER"_kw,        SpecialWhen::always,     parse_without_parentheses},
    {"CURRENT_USER_ID"_kw,     SpecialWhen::always,     parse_without_parentheses},
    {"EXTRACT"_kw,             SpecialWhen::called,     parse_extract},
    {"LOCALTIME"_kw,           SpecialWhen::always,     parse_without_parentheses},
    {"LOCALTIMESTAMP"_kw,      SpecialWhen::always,     parse_without_parentheses},
    {"OBJECT_TRANSFORM"_kw,    SpecialWhen::called,     parse_object_transform},
    {"OVERLAY"_kw,             SpecialWhen::called,     parse_overlay},
    {"POSITION"_kw,            SpecialWhen::called,     parse_position},
    {"SESSION_USER"_kw,        SpecialWhen::always,     parse_without_parentheses},
    {"SUBSTRING"_kw,           SpecialWhen::called,     parse_substring},
    {"SYSDATE"_kw,             SpecialWhen::always,     parse_without_parentheses},
    {"TRIM"_kw,                SpecialWhen::called,     parse_trim},
    {"USER"_kw,                SpecialWhen::always,     parse_without_parentheses},
};
// clang-format on

bool applies(const TokenStream& tokens, SpecialWhen when) {
    switch (when) {
        case SpecialWhen::always: return true;
        case SpecialWhen::called: return tokens.at('(', 1);
        case SpecialWhen::not_called: return !tokens.at('(', 1) && !tokens.at('.', 1);
    }
    return false;
}

}  // namespace

/// arguments [WITHIN GROUP "(" ORDER BY items ")"] [null_treatment] [OVER window]
std::unique_ptr<FunctionCall> parse_call(TokenStream& tokens, QualifiedName name) {
    const std::uint32_t begin = name.span.begin;
    auto call = std::make_unique<FunctionCall>();
    call->name = std::move(name);
    parse_arguments(tokens, *call);
    if (tokens.accept({"WITHIN"_kw, "GROUP"_kw})) {
        tokens.expect('(');
        if (!tokens.at("ORDER"_kw)) tokens.fail();
        call->within_group = parse_order_by(tokens);
        call->has_within_group = true;
        tokens.expect(')');
    }
    parse_null_treatment(tokens, *call);
    if (tokens.accept("OVER"_kw)) call->over = parse_window(tokens);
    return spanned(tokens, begin, std::move(call));
}

ExprPtr parse_special_function(TokenStream& tokens) {
    for (const SpecialFunction& row : kSpecialFunctions) {
        if (!tokens.at(row.keyword) || !applies(tokens, row.when)) continue;
        const Span word = tokens.take().span;
        return spanned(tokens, word.begin, row.parse(tokens, word));
    }
    return nullptr;
}

/// [name ("." label)* "."] "*"
ExprPtr parse_star(TokenStream& tokens) {
    std::size_t ahead = 0;
    while (tokens.at_label(ahead) && tokens.at('.', ahead + 1)) ahead += 2;
    if (!tokens.at_operator("*", ahead)) return nullptr;
    const std::uint32_t begin = tokens.begin();
    auto star = std::make_unique<Star>();
    while (!tokens.at_operator("*")) {
        star->qualifier.push_back(star->qualifier.empty() ? tokens.name() : tokens.label());
        tokens.expect('.');
    }
    tokens.take();
    return spanned(tokens, begin, std::move(star));
}

}  // namespace blueshift::sql
