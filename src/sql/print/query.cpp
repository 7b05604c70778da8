// Queries: SELECT and its clauses, set operations, tables of FROM.
#include "sql/print/sql_writer.h"

namespace blueshift::sql {
namespace {

void write_body(SqlWriter& out, const QueryBody& body);

void write_items(SqlWriter& out, const std::vector<SelectItem>& items) {
    out.list(items, [&](const SelectItem& item) { write_select_item(out, item); });
}

void write_grouping(SqlWriter& out, const GroupingElement& element) {
    switch (element.kind) {
        case GroupingKind::expression:
            if (element.expr->kind == ExprKind::row && as<Row>(*element.expr).items.empty()) return out.text("()");
            return write_expression(out, *element.expr);
        case GroupingKind::grouping_sets: out.text("GROUPING SETS ("); break;
        case GroupingKind::rollup: out.text("ROLLUP ("); break;
        case GroupingKind::cube: out.text("CUBE ("); break;
    }
    out.list(element.elements, [&](const GroupingElement& nested) { write_grouping(out, nested); });
    out.text(")");
}

void write_select(SqlWriter& out, const Select& select) {
    out.text("SELECT ");
    if (select.top) {
        const bool literal = select.top->kind == ExprKind::literal || select.top->kind == ExprKind::parameter;
        out.text(literal ? "TOP " : "TOP (");
        write_expression(out, *select.top);
        out.text(literal ? " " : ") ");
    }
    if (select.distinct) out.text("DISTINCT ");
    write_items(out, select.items);
    if (!select.exclude.empty()) {
        out.text(" EXCLUDE ");
        out.name_list(select.exclude);
    }
    if (select.into) {
        out.text(select.into->temporary ? " INTO TEMPORARY TABLE " : " INTO ");
        out.name(select.into->target);
    }
    if (!select.from.empty()) {
        out.text(" FROM ");
        write_from_list(out, select.from);
    }
    write_clause(out, " WHERE ", select.where);
    write_clause(out, " START WITH ", select.start_with);
    write_clause(out, select.connect_by_nocycle ? " CONNECT BY NOCYCLE " : " CONNECT BY ", select.connect_by);
    if (select.group_by_all) out.text(" GROUP BY ALL");
    if (!select.group_by.empty()) {
        out.text(" GROUP BY ");
        out.list(select.group_by, [&](const GroupingElement& element) { write_grouping(out, element); });
    }
    write_clause(out, " HAVING ", select.having);
    write_clause(out, " QUALIFY ", select.qualify);
}

/// How tightly a set operation binds; other bodies bind tightest.
int set_rank(const QueryBody& body) {
    if (body.kind != QueryBodyKind::set_operation) return 2;
    return as<SetOperation>(body).op == SetOperator::intersect ? 1 : 0;
}

void write_set_operand(SqlWriter& out, const QueryBody& body, bool parenthesis) {
    if (parenthesis) out.text("(");
    write_body(out, body);
    if (parenthesis) out.text(")");
}

void write_set_operation(SqlWriter& out, const SetOperation& node) {
    static constexpr std::string_view kWords[] = {" UNION ", " INTERSECT ", " EXCEPT "};
    write_set_operand(out, *node.left, set_rank(*node.left) < set_rank(node));
    out.text(kWords[static_cast<std::size_t>(node.op)]);
    if (node.all) out.text("ALL ");
    write_set_operand(out, *node.right, set_rank(*node.right) <= set_rank(node));
}

void write_body(SqlWriter& out, const QueryBody& body) {
    switch (body.kind) {
        case QueryBodyKind::select: return write_select(out, as<Select>(body));
        case QueryBodyKind::set_operation: return write_set_operation(out, as<SetOperation>(body));
        case QueryBodyKind::values: return write_values(out, as<Values>(body));
        case QueryBodyKind::nested:
            out.text("(");
            write_query(out, *as<NestedQuery>(body).query);
            return out.text(")");
    }
}

void write_table_alias(SqlWriter& out, const TableRef& table) {
    write_alias(out, table.alias);
    if (table.column_aliases.empty()) return;
    out.text(" ");
    out.name_list(table.column_aliases);
}

void write_at(SqlWriter& out, const Name& at) {
    if (at.text.empty()) return;
    out.text(" AT ");
    out.identifier(at);
}

void write_pivot(SqlWriter& out, const std::unique_ptr<PivotClause>& pivot) {
    if (!pivot) return;
    if (pivot->unpivot) {
        out.text(pivot->include_nulls ? " UNPIVOT INCLUDE NULLS (" : " UNPIVOT (");
        out.identifier(pivot->value_column);
    } else {
        out.text(" PIVOT (");
        write_items(out, pivot->aggregates);
    }
    out.text(" FOR ");
    out.identifier(pivot->name_column);
    out.text(" IN (");
    write_items(out, pivot->in);
    out.text("))");
    write_alias(out, pivot->alias);
}

void write_relation(SqlWriter& out, const RelationRef& table) {
    if (table.only) out.text("ONLY ");
    out.name(table.name);
    for (const ExprPtr& subscript : table.path_subscripts) {
        out.text("[");
        write_expression(out, *subscript);
        out.text("]");
    }
    write_table_alias(out, table);
    write_at(out, table.at);
    write_pivot(out, table.pivot);
}

void write_subquery(SqlWriter& out, const SubqueryRef& table) {
    out.text(table.lateral ? "LATERAL (" : "(");
    write_query(out, *table.query);
    out.text(")");
    write_table_alias(out, table);
    write_pivot(out, table.pivot);
}

void write_table_function(SqlWriter& out, const FunctionRef& table) {
    write_expression(out, *table.call);
    if (table.column_definitions.empty()) return write_table_alias(out, table);
    out.text(" AS ");
    if (!table.alias.text.empty()) {
        out.identifier(table.alias);
        out.text(" ");
    }
    out.text("(");
    out.list(table.column_definitions, [&](const std::pair<Name, TypeName>& column) {
        out.identifier(column.first);
        out.text(" ");
        write_type(out, column.second);
    });
    out.text(")");
}

/// Joins lean to the left without parentheses; a join on the right side needs them.
void write_join(SqlWriter& out, const JoinRef& join) {
    static constexpr std::string_view kWords[] = {"JOIN ", "LEFT JOIN ", "RIGHT JOIN ", "FULL JOIN ", "CROSS JOIN "};
    const bool named = !join.alias.text.empty();
    if (named) out.text("(");
    write_table(out, *join.left);
    out.text(join.natural ? " NATURAL " : " ");
    out.text(kWords[static_cast<std::size_t>(join.join)]);
    const bool nested = join.right->kind == TableKind::join && join.right->alias.text.empty();
    if (nested) out.text("(");
    write_table(out, *join.right);
    if (nested) out.text(")");
    write_clause(out, " ON ", join.on);
    if (!join.using_columns.empty()) {
        out.text(" USING ");
        out.name_list(join.using_columns);
    }
    if (!named) return;
    out.text(")");
    write_table_alias(out, join);
}

void write_unpivot_object(SqlWriter& out, const UnpivotObjectRef& table) {
    out.text("UNPIVOT ");
    write_operand(out, *table.object, Precedence::primary);
    write_alias(out, table.alias);
    write_at(out, table.at);
}

}  // namespace

void write_clause(SqlWriter& out, std::string_view keyword, const ExprPtr& expr) {
    if (!expr) return;
    out.text(keyword);
    write_expression(out, *expr);
}

void write_alias(SqlWriter& out, const Name& alias) {
    if (alias.text.empty()) return;
    out.text(" AS ");
    out.identifier(alias);
}

void write_select_item(SqlWriter& out, const SelectItem& item) {
    write_expression(out, *item.expr);
    write_alias(out, item.alias);
}

void write_order_by(SqlWriter& out, const std::vector<OrderItem>& items) {
    if (items.empty()) return;
    out.text("ORDER BY ");
    out.list(items, [&](const OrderItem& item) {
        write_expression(out, *item.expr);
        if (item.descending) out.text(" DESC");
        if (item.nulls == NullsOrder::first) out.text(" NULLS FIRST");
        if (item.nulls == NullsOrder::last) out.text(" NULLS LAST");
    });
}

void write_values(SqlWriter& out, const Values& values) {
    out.text("VALUES ");
    out.list(values.rows, [&](const std::vector<ExprPtr>& row) {
        out.text("(");
        out.list(row, [&](const ExprPtr& item) {
            if (item) {
                write_expression(out, *item);
            } else {
                out.text("DEFAULT");
            }
        });
        out.text(")");
    });
}

void write_table(SqlWriter& out, const TableRef& table) {
    switch (table.kind) {
        case TableKind::relation: return write_relation(out, as<RelationRef>(table));
        case TableKind::query:
        case TableKind::values: return write_subquery(out, as<SubqueryRef>(table));
        case TableKind::function: return write_table_function(out, as<FunctionRef>(table));
        case TableKind::join: return write_join(out, as<JoinRef>(table));
        case TableKind::unpivot_object: return write_unpivot_object(out, as<UnpivotObjectRef>(table));
    }
}

void write_from_list(SqlWriter& out, const std::vector<TableRefPtr>& tables) {
    out.list(tables, [&](const TableRefPtr& table) { write_table(out, *table); });
}

void write_with(SqlWriter& out, const std::vector<CommonTable>& with, bool recursive) {
    if (with.empty()) return;
    out.text(recursive ? "WITH RECURSIVE " : "WITH ");
    out.list(with, [&](const CommonTable& table) {
        out.identifier(table.name);
        if (!table.columns.empty()) {
            out.text(" ");
            out.name_list(table.columns);
        }
        out.text(" AS (");
        write_query(out, *table.query);
        out.text(")");
    });
    out.text(" ");
}

void write_query(SqlWriter& out, const Query& query) {
    write_with(out, query.with, query.recursive);
    write_body(out, *query.body);
    if (!query.order_by.empty()) {
        out.text(" ");
        write_order_by(out, query.order_by);
    }
    write_clause(out, " LIMIT ", query.limit);
    write_clause(out, " OFFSET ", query.offset);
}

}  // namespace blueshift::sql
