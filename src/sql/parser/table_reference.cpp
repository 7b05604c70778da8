// FROM: tables, subqueries, functions, navigation paths, joins, PIVOT and UNPIVOT.  Doc: dg/r_FROM_clause30
#include "sql/parser/grammar.h"

namespace blueshift::sql {
namespace {

TableRefPtr parse_joined_table(TokenStream& tokens);

/// [AS] alias ["(" columns ")"]
void parse_alias(TokenStream& tokens, TableRef& table) {
    table.alias = parse_optional_alias(tokens);
    if (!table.alias.text.empty() && tokens.at('(')) table.column_aliases = tokens.name_list();
}

/// value [AS name] for PIVOT, column [AS label] for UNPIVOT
std::vector<SelectItem> parse_pivot_items(TokenStream& tokens) {
    std::vector<SelectItem> items;
    do {
        items.push_back(parse_select_item(tokens));
    } while (tokens.accept(','));
    return items;
}

/// FOR name IN "(" items ")" ")" [[AS] alias]
void parse_pivot_tail(TokenStream& tokens, PivotClause& pivot, std::uint32_t begin) {
    tokens.expect("FOR"_kw);
    pivot.name_column = tokens.name();
    tokens.expect("IN"_kw);
    tokens.expect('(');
    pivot.in = parse_pivot_items(tokens);
    tokens.expect(')');
    tokens.expect(')');
    pivot.alias = parse_optional_alias(tokens);
    pivot.span = tokens.span_from(begin);
}

/// PIVOT "(" aggregate [AS alias], … FOR column IN "(" … ")" ")"
/// | UNPIVOT [(INCLUDE | EXCLUDE) NULLS] "(" value FOR name IN "(" … ")" ")"
std::unique_ptr<PivotClause> parse_pivot(TokenStream& tokens) {
    if (!tokens.at_any({"PIVOT"_kw, "UNPIVOT"_kw})) return nullptr;
    auto pivot = std::make_unique<PivotClause>();
    const std::uint32_t begin = tokens.begin();
    pivot->unpivot = tokens.at("UNPIVOT"_kw);
    tokens.take();
    if (pivot->unpivot) {
        pivot->include_nulls = tokens.accept({"INCLUDE"_kw, "NULLS"_kw});
        if (!pivot->include_nulls) tokens.accept({"EXCLUDE"_kw, "NULLS"_kw});
        tokens.expect('(');
        pivot->value_column = tokens.name();
    } else {
        tokens.expect('(');
        pivot->aggregates = parse_pivot_items(tokens);
    }
    parse_pivot_tail(tokens, *pivot, begin);
    return pivot;
}

/// Behind a name in FROM: ("[" expression "]" | "." label)*, a path into a SUPER column. A label becomes a string literal.
std::vector<ExprPtr> parse_path(TokenStream& tokens) {
    std::vector<ExprPtr> path;
    while (true) {
        if (tokens.accept('[')) {
            path.push_back(parse_expression(tokens));
            tokens.expect(']');
        } else if (!path.empty() && tokens.accept('.')) {
            Name label = tokens.label();
            auto literal = std::make_unique<Literal>();
            literal->literal = LiteralKind::string;
            literal->text = std::move(label.text);
            literal->span = label.span;
            path.push_back(std::move(literal));
        } else {
            return path;
        }
    }
}

/// name ("." label)*, of any length: it may be a path into a SUPER column
QualifiedName parse_relation_name(TokenStream& tokens) {
    QualifiedName name;
    const std::uint32_t begin = tokens.begin();
    name.parts.push_back(tokens.name());
    while (tokens.accept('.')) name.parts.push_back(tokens.label());
    name.span = tokens.span_from(begin);
    return name;
}

/// [ONLY] name [path] [alias] [AT name] [pivot]
TableRefPtr parse_relation(TokenStream& tokens) {
    auto table = std::make_unique<RelationRef>();
    table->only = tokens.accept("ONLY"_kw);
    table->name = parse_relation_name(tokens);
    table->path_subscripts = parse_path(tokens);
    parse_alias(tokens, *table);
    if (tokens.accept("AT"_kw)) table->at = tokens.name();
    table->pivot = parse_pivot(tokens);
    return table;
}

/// name call [[AS] alias ["(" column [type] ("," …)* ")"] | AS "(" column type ("," …)* ")"]
TableRefPtr parse_table_function(TokenStream& tokens) {
    auto table = std::make_unique<FunctionRef>();
    QualifiedName name;
    const std::uint32_t begin = tokens.begin();
    name.parts.push_back(tokens.function_name());
    while (tokens.accept('.')) name.parts.push_back(tokens.label());
    name.span = tokens.span_from(begin);
    table->call = parse_call(tokens, std::move(name));
    const bool has_as = tokens.accept("AS"_kw);
    if (has_as ? tokens.at_name() : tokens.at_bare_alias()) table->alias = tokens.name();
    if ((!has_as && table->alias.text.empty()) || !tokens.accept('(')) return table;
    // Without an alias there must be types, and all columns are alike.
    const bool typed = table->alias.text.empty() || !(tokens.at(',', 1) || tokens.at(')', 1));
    do {
        Name column = tokens.name();
        if (typed) {
            table->column_definitions.emplace_back(std::move(column), parse_type_name(tokens));
        } else {
            table->column_aliases.push_back(std::move(column));
        }
    } while (tokens.accept(','));
    tokens.expect(')');
    return table;
}

/// [LATERAL] "(" query ")" [alias] [pivot]
TableRefPtr parse_subquery(TokenStream& tokens) {
    auto table = std::make_unique<SubqueryRef>();
    table->lateral = tokens.accept("LATERAL"_kw);
    tokens.expect('(');
    table->query = parse_query(tokens);
    tokens.expect(')');
    parse_alias(tokens, *table);
    table->pivot = parse_pivot(tokens);
    return table;
}

/// UNPIVOT expression AS name AT name
TableRefPtr parse_unpivot_object(TokenStream& tokens) {
    auto table = std::make_unique<UnpivotObjectRef>();
    tokens.expect("UNPIVOT"_kw);
    table->object = parse_primary(tokens);
    table->alias = parse_optional_alias(tokens);
    if (tokens.accept("AT"_kw)) table->at = tokens.name();
    return table;
}

bool at_table_function(const TokenStream& tokens) {
    if (!tokens.at_function_name()) return false;
    std::size_t ahead = 1;
    while (tokens.at('.', ahead) && tokens.at_label(ahead + 1)) ahead += 2;
    return tokens.at('(', ahead);
}

/// "(" joined_table ")" [alias]
TableRefPtr parse_parenthesised_join(TokenStream& tokens) {
    Nesting nesting(tokens);
    tokens.expect('(');
    TableRefPtr table = parse_joined_table(tokens);
    tokens.expect(')');
    if (table->alias.text.empty()) parse_alias(tokens, *table);
    return table;
}

/// Behind "(": the query that starts here is a table by itself.
bool at_subquery(TokenStream& tokens) {
    if (tokens.at({"LATERAL"_kw}) && tokens.at('(', 1)) return true;
    if (!tokens.at('(')) return false;
    const std::size_t start = tokens.position();
    tokens.take();
    const bool query = at_query(tokens);
    tokens.rewind(start);
    return query;
}

/// The kind of join that comes next; its keywords are taken. `natural` is set for NATURAL.
std::optional<JoinKind> accept_join(TokenStream& tokens, bool& natural) {
    natural = tokens.accept("NATURAL"_kw);
    std::optional<JoinKind> kind;
    if (tokens.accept({"CROSS"_kw, "JOIN"_kw})) return JoinKind::cross;
    if (tokens.accept("JOIN"_kw)) return JoinKind::inner;
    if (tokens.accept("INNER"_kw)) {
        kind = JoinKind::inner;
    } else if (tokens.accept("LEFT"_kw)) {
        kind = JoinKind::left;
    } else if (tokens.accept("RIGHT"_kw)) {
        kind = JoinKind::right;
    } else if (tokens.accept("FULL"_kw)) {
        kind = JoinKind::full;
    }
    if (!kind) {
        if (natural) tokens.fail();
        return std::nullopt;
    }
    if (*kind != JoinKind::inner) tokens.accept("OUTER"_kw);
    tokens.expect("JOIN"_kw);
    return kind;
}

/// ON condition | USING "(" columns ")"
void parse_join_condition(TokenStream& tokens, JoinRef& join) {
    if (tokens.accept("USING"_kw)) {
        join.using_columns = tokens.name_list();
    } else {
        tokens.expect("ON"_kw);
        join.on = parse_expression(tokens);
    }
}

/// Joins behind `left`, until none follows or, inside `a JOIN b JOIN c ON … ON …`, a condition of the outer join comes.
TableRefPtr parse_joins(TokenStream& tokens, TableRefPtr left, std::uint32_t begin, bool inner) {
    int length = 0;
    while (!(inner && tokens.at_any({"ON"_kw, "USING"_kw}))) {
        bool natural = false;
        const Span span = tokens.peek().span;
        const std::optional<JoinKind> kind = accept_join(tokens, natural);
        if (!kind) break;
        count_in_chain(length, span);
        auto join = std::make_unique<JoinRef>();
        join->join = *kind;
        join->natural = natural;
        join->left = std::move(left);
        const std::uint32_t right_begin = tokens.begin();
        join->right = parse_table_primary(tokens);
        if (*kind != JoinKind::cross && !natural) {
            if (!tokens.at_any({"ON"_kw, "USING"_kw})) {
                Nesting nesting(tokens);
                join->right = parse_joins(tokens, std::move(join->right), right_begin, true);
            }
            parse_join_condition(tokens, *join);
        }
        left = spanned(tokens, begin, std::move(join));
    }
    return left;
}

/// table (join table [condition])*
TableRefPtr parse_joined_table(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    return parse_joins(tokens, parse_table_primary(tokens), begin, false);
}

}  // namespace

Name parse_optional_alias(TokenStream& tokens) {
    if (tokens.accept("AS"_kw)) return tokens.name();
    return tokens.at_bare_alias() ? tokens.name() : Name{};
}

TableRefPtr parse_table_primary(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    TableRefPtr table = tokens.at("UNPIVOT"_kw)    ? parse_unpivot_object(tokens)
                        : at_subquery(tokens)      ? parse_subquery(tokens)
                        : tokens.at('(')           ? parse_parenthesised_join(tokens)
                        : at_table_function(tokens) ? parse_table_function(tokens)
                                                    : parse_relation(tokens);
    return spanned(tokens, begin, std::move(table));
}

std::vector<TableRefPtr> parse_from_list(TokenStream& tokens) {
    std::vector<TableRefPtr> list;
    do {
        list.push_back(parse_joined_table(tokens));
    } while (tokens.accept(','));
    return list;
}

}  // namespace blueshift::sql
