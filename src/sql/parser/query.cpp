// Queries: WITH, set operations, VALUES, ORDER BY, LIMIT.  Doc: dg/r_SELECT_synopsis
#include "base/error.h"
#include "sql/parser/grammar.h"

namespace blueshift::sql {
namespace {

bool at_query_keyword(const TokenStream& tokens, std::size_t ahead) {
    return tokens.at("SELECT"_kw, ahead) || tokens.at("WITH"_kw, ahead) ||
           (tokens.at("VALUES"_kw, ahead) && tokens.at('(', ahead + 1));
}

/// A parenthesised query may be followed by this and still be (part of) a query; an expression may not.
bool continues_query(const TokenStream& tokens, std::size_t ahead) {
    switch (tokens.peek(ahead).keyword) {
        case "UNION"_kw:
        case "INTERSECT"_kw:
        case "EXCEPT"_kw:
        case "MINUS"_kw:
        case "ORDER"_kw:
        case "LIMIT"_kw:
        case "OFFSET"_kw: return true;
        default:
            return tokens.at(')', ahead) || tokens.at(';', ahead) ||
                   tokens.at_kind(TokenKind::end, ahead);
    }
}

std::optional<SetOperator> at_set_operator(const TokenStream& tokens) {
    switch (tokens.peek().keyword) {
        case "UNION"_kw: return SetOperator::union_;
        case "EXCEPT"_kw:
        case "MINUS"_kw: return SetOperator::except;
        case "INTERSECT"_kw: return SetOperator::intersect;
        default: return std::nullopt;
    }
}

/// SELECT … | VALUES … | "(" query ")"
QueryBodyPtr parse_query_factor(TokenStream& tokens) {
    if (tokens.at("SELECT"_kw)) return parse_select(tokens);
    if (tokens.at("VALUES"_kw)) return parse_values(tokens, false);
    const std::uint32_t begin = tokens.begin();
    tokens.expect('(');
    QueryPtr query = parse_query(tokens);
    tokens.expect(')');
    // Parentheses around a bare body only group; the tree does that by itself.
    if (query->with.empty() && query->order_by.empty() && !query->limit && !query->offset) {
        return std::move(query->body);
    }
    auto nested = std::make_unique<NestedQuery>();
    nested->query = std::move(query);
    return spanned(tokens, begin, std::move(nested));
}

/// factor (set_operator [ALL | DISTINCT] factor)*, INTERSECT before UNION, EXCEPT and MINUS
QueryBodyPtr parse_query_body(TokenStream& tokens, bool only_intersect) {
    const std::uint32_t begin = tokens.begin();
    QueryBodyPtr left = only_intersect ? parse_query_factor(tokens) : parse_query_body(tokens, true);
    int length = 0;
    while (const std::optional<SetOperator> op = at_set_operator(tokens)) {
        if (only_intersect != (*op == SetOperator::intersect)) break;
        count_in_chain(length, tokens.take().span);
        auto node = std::make_unique<SetOperation>();
        node->op = *op;
        node->all = tokens.accept("ALL"_kw);
        if (!node->all) tokens.accept("DISTINCT"_kw);
        node->left = std::move(left);
        node->right = only_intersect ? parse_query_factor(tokens) : parse_query_body(tokens, true);
        left = spanned(tokens, begin, std::move(node));
    }
    return left;
}

/// [LIMIT (expression | ALL)] [OFFSET expression], in either order
void parse_limit(TokenStream& tokens, Query& query) {
    bool limited = false;
    while (true) {
        if (!limited && tokens.accept("LIMIT"_kw)) {
            limited = true;
            if (!tokens.accept("ALL"_kw)) query.limit = parse_expression(tokens);
        } else if (!query.offset && tokens.accept("OFFSET"_kw)) {
            query.offset = parse_expression(tokens);
        } else {
            return;
        }
    }
}

/// name ["(" columns ")"] AS "(" query ")"
CommonTable parse_common_table(TokenStream& tokens) {
    CommonTable table;
    const std::uint32_t begin = tokens.begin();
    table.name = tokens.name();
    if (tokens.at('(')) table.columns = tokens.name_list();
    tokens.expect("AS"_kw);
    tokens.expect('(');
    table.query = parse_query(tokens);
    tokens.expect(')');
    table.span = tokens.span_from(begin);
    return table;
}

}  // namespace

bool at_query(const TokenStream& tokens) {
    std::size_t depth = 0;
    while (tokens.at('(', depth)) ++depth;
    if (!at_query_keyword(tokens, depth)) return false;
    for (std::size_t i = depth; i > 0; --i) {
        const std::size_t close = tokens.closing_parenthesis(tokens.position() + i - 1);
        if (!continues_query(tokens, close + 1 - tokens.position())) return false;
    }
    return true;
}

/// WITH [RECURSIVE] common_table ("," common_table)*
void parse_with(TokenStream& tokens, std::vector<CommonTable>& with, bool& recursive) {
    if (!tokens.accept("WITH"_kw)) return;
    recursive = tokens.accept("RECURSIVE"_kw);
    do {
        with.push_back(parse_common_table(tokens));
    } while (tokens.accept(','));
}

/// query = [with] body [ORDER BY items] [LIMIT …] [OFFSET …]
QueryPtr parse_query(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    std::vector<CommonTable> with;
    bool recursive = false;
    parse_with(tokens, with, recursive);
    return parse_query_after_with(tokens, std::move(with), recursive, begin);
}

QueryPtr parse_query_after_with(TokenStream& tokens, std::vector<CommonTable> with, bool recursive,
                                std::uint32_t begin) {
    Nesting nesting(tokens);
    auto query = std::make_unique<Query>();
    query->with = std::move(with);
    query->recursive = recursive;
    query->body = parse_query_body(tokens, false);
    query->order_by = parse_order_by(tokens);
    parse_limit(tokens, *query);
    query->span = tokens.span_from(begin);
    const bool bare = query->with.empty() && query->order_by.empty() && !query->limit && !query->offset;
    if (bare && query->body->kind == QueryBodyKind::nested) {
        return std::move(static_cast<NestedQuery&>(*query->body).query);
    }
    return query;
}

/// VALUES row ("," row)*, row = "(" (expression | DEFAULT) ("," (expression | DEFAULT))* ")"
std::unique_ptr<Values> parse_values(TokenStream& tokens, bool allow_default) {
    const std::uint32_t begin = tokens.begin();
    auto values = std::make_unique<Values>();
    tokens.expect("VALUES"_kw);
    do {
        std::vector<ExprPtr> row;
        if (!values->rows.empty()) row.reserve(values->rows.front().size());
        tokens.expect('(');
        do {
            const bool is_default = allow_default && tokens.accept("DEFAULT"_kw);
            row.push_back(is_default ? nullptr : parse_expression(tokens));
        } while (tokens.accept(','));
        tokens.expect(')');
        values->rows.push_back(std::move(row));
    } while (tokens.accept(','));
    return spanned(tokens, begin, std::move(values));
}

/// [ORDER BY expression [ASC | DESC] [NULLS (FIRST | LAST)] ("," …)*]
std::vector<OrderItem> parse_order_by(TokenStream& tokens) {
    std::vector<OrderItem> items;
    if (!tokens.accept("ORDER"_kw)) return items;
    tokens.expect("BY"_kw);
    do {
        OrderItem item;
        item.expr = parse_expression(tokens);
        item.descending = tokens.accept("DESC"_kw);
        if (!item.descending) tokens.accept("ASC"_kw);
        if (tokens.accept({"NULLS"_kw, "FIRST"_kw})) {
            item.nulls = NullsOrder::first;
        } else if (tokens.accept({"NULLS"_kw, "LAST"_kw})) {
            item.nulls = NullsOrder::last;
        }
        items.push_back(std::move(item));
    } while (tokens.accept(','));
    return items;
}

}  // namespace blueshift::sql
