/// START WITH … CONNECT BY, written out as a recursive WITH query.  Doc: dg/r_CONNECT_BY_clause
#include <algorithm>

#include "analyze/from_binder.h"
#include "analyze/function_resolution.h"
#include "base/error.h"
#include "functions/native/hierarchy.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kStartWith{.clause = "START WITH"};
constexpr ExprPlace kConnectBy{.clause = "CONNECT BY"};
constexpr std::string_view kLevel = "level";

bool same_column(const ScopeColumn& a, const ScopeColumn& b) {
    return a.relation == b.relation && a.column == b.column && a.merged == b.merged;
}

/// Every column that names can reach in `scope`, those of * first.
std::vector<ScopeColumn> reachable(const Scope& scope) {
    std::vector<ScopeColumn> all = scope.columns();
    for (const ScopeTable& table : scope.tables()) {
        for (const ScopeColumn& column : table.columns) {
            const bool known = std::any_of(all.begin(), all.end(), [&](const ScopeColumn& other) {
                return same_column(column, other);
            });
            if (!known) all.push_back(column);
        }
    }
    return all;
}

/// Makes the names of `original` mean the columns of `node`, which are those of `order` followed by
/// LEVEL.
void add_names(Scope& scope, const Scope& original, const std::vector<ScopeColumn>& order,
               const BoundFrom& node) {
    const auto moved = [&](const ScopeColumn& column) {
        const auto it = std::find_if(order.begin(), order.end(), [&](const ScopeColumn& other) {
            return same_column(column, other);
        });
        const auto index = static_cast<std::size_t>(it - order.begin());
        return ScopeColumn{.name = column.name,
                           .relation = node.id,
                           .column = static_cast<int>(index),
                           .field = &node.fields[index]};
    };
    std::vector<ScopeTable> tables;
    for (const ScopeTable& table : original.tables()) {
        ScopeTable& copy = tables.emplace_back(ScopeTable{
            .name = table.name, .relation = table.relation, .hidden_name = table.hidden_name});
        for (const ScopeColumn& column : table.columns)
            copy.columns.push_back(moved(column));
    }
    std::vector<ScopeColumn> columns;
    for (const ScopeColumn& column : original.columns())
        columns.push_back(moved(column));
    columns.push_back({.name = kLevel,
                       .relation = node.id,
                       .column = static_cast<int>(order.size()),
                       .field = &node.fields[order.size()],
                       .hidden = true});
    scope.add(std::move(tables), std::move(columns), {});
}

sql::ExprPtr integer_literal(std::string text) {
    auto literal = std::make_unique<sql::Literal>();
    literal->literal = sql::LiteralKind::integer;
    literal->text = std::move(text);
    return literal;
}

/// LEVEL + 1 in `parents`.
BoundExprPtr next_level(Clause& parents) {
    sql::Binary sum;
    sum.op = "+";
    auto level = std::make_unique<sql::ColumnRef>();
    level->parts.push_back({std::string(kLevel), {}});
    sum.left = std::move(level);
    sum.right = integer_literal("1");
    return parents.bind(sum);
}

void add_outputs(BoundSelect& select, const std::vector<ScopeColumn>& columns, BoundExprPtr level, BoundExprPtr path) {
    for (const ScopeColumn& column : columns)
        select.outputs.push_back(make_column(column, {}));
    select.outputs.push_back(std::move(level));
    select.outputs.push_back(std::move(path));
}

BoundExprPtr call(std::string_view name, std::vector<BoundExprPtr> arguments, AnalyzeContext& context) {
    return make_call({std::string(name), {}, false}, functions::find(name), std::move(arguments), context);
}

BoundExprPtr one_call(std::string_view name, BoundExprPtr argument, AnalyzeContext& context) {
    std::vector<BoundExprPtr> arguments;
    arguments.push_back(std::move(argument));
    return call(name, std::move(arguments), context);
}

/// A text of all the columns of a row.
BoundExprPtr row_text(const std::vector<ScopeColumn>& columns, AnalyzeContext& context) {
    std::vector<BoundExprPtr> values;
    for (const ScopeColumn& column : columns) values.push_back(make_column(column, {}));
    return one_call("json_serialize", call("array", std::move(values), context), context);
}

BoundExprPtr concatenated(BoundExprPtr left, BoundExprPtr right, AnalyzeContext& context) {
    std::vector<BoundExprPtr> operands;
    operands.push_back(std::move(left));
    operands.push_back(std::move(right));
    return call("||", std::move(operands), context);
}

/// The path down to a row: that of its parent, a mark and the row's own text.
BoundExprPtr path_to(BoundExprPtr parent_path, const std::vector<ScopeColumn>& columns, AnalyzeContext& context) {
    BoundExprPtr step = concatenated(
        std::make_unique<BoundConstant>(varchar_type(1), std::string(1, functions::kPathMark)), row_text(columns, context), context);
    return parent_path ? concatenated(std::move(parent_path), std::move(step), context) : std::move(step);
}

/// `condition`, and, where it holds, that the row is not its own ancestor.
BoundExprPtr without_cycles(BoundExprPtr condition, BoundExprPtr path, BoundExprPtr row, bool nocycle, AnalyzeContext& context) {
    std::vector<BoundExprPtr> arguments;
    arguments.push_back(std::move(path));
    arguments.push_back(std::move(row));
    arguments.push_back(std::make_unique<BoundConstant>(Type{TypeId::boolean}, nocycle));
    auto checked = std::make_unique<BoundCase>(Type{TypeId::boolean});
    checked->whens.push_back({clone(*condition), call("connect by", std::move(arguments), context)});
    auto both = std::make_unique<BoundLogical>(BoundLogicalOp::and_);
    both->arguments.push_back(std::move(condition));
    both->arguments.push_back(std::move(checked));
    return both;
}

BoundQueryPtr as_query(std::unique_ptr<BoundBody> body, std::vector<BoundField> fields) {
    auto query = std::make_unique<BoundQuery>();
    query->body = std::move(body);
    query->fields = std::move(fields);
    return query;
}

}  // namespace

std::vector<BoundFromPtr> FromBinder::bind_hierarchy(const sql::Select& select) {
    const catalog::CatalogView& catalog = binder_.catalog();
    BoundCte cte;
    cte.id = binder_.new_cte();
    cte.name = "connect_by";
    cte.recursive = true;
    const auto reference = [&](const std::vector<BoundField>& fields) {
        auto node = std::make_unique<BoundCteRef>();
        node->id = binder_.new_relation();
        node->cte = cte.id;
        node->fields = fields;
        return node;
    };

    // Roots.
    Scope roots(catalog, scope_.outer());
    auto start = std::make_unique<BoundSelect>();
    start->from = FromBinder(binder_, roots).bind(select.from);
    if (select.start_with) {
        start->where = Clause(binder_, roots, kStartWith).bind_condition(*select.start_with);
    }
    const std::vector<ScopeColumn> columns = reachable(roots);
    add_outputs(*start, columns, Clause(binder_, roots, kStartWith).bind(*integer_literal("1")),
                path_to(nullptr, columns, binder_.context()));
    std::vector<BoundField> fields;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        fields.push_back(make_field(std::string(columns[i].name), *start->outputs[i]));
    }
    fields.push_back(make_field(std::string(kLevel), *start->outputs[columns.size()]));
    fields.push_back(make_field("path", *start->outputs.back()));
    // It grows with each level.
    fields.back().type = {TypeId::varchar};

    // Rows below those found so far.
    auto step = std::make_unique<BoundSelect>();
    Scope parents(catalog, scope_.outer());
    auto parent_rows = reference(fields);
    add_names(parents, roots, columns, *parent_rows);
    Clause parent_names(binder_, parents, kConnectBy);
    Scope children(catalog, scope_.outer());
    step->from = FromBinder(binder_, children).bind(select.from);
    const std::vector<ScopeColumn> child_columns = reachable(children);
    children.add({}, {{.name = kLevel, .merged = next_level(parent_names), .hidden = true}}, {});
    Clause child_names(binder_, children, kConnectBy);
    child_names.allow_prior(parent_names);
    const ScopeColumn path{.name = "path",
                           .relation = parent_rows->id,
                           .column = static_cast<int>(columns.size() + 1),
                           .field = &parent_rows->fields.back()};
    step->where = without_cycles(child_names.bind_condition(*select.connect_by), make_column(path, {}),
                                 row_text(child_columns, binder_.context()), select.connect_by_nocycle, binder_.context());
    BoundExprPtr child_path = path_to(make_column(path, {}), child_columns, binder_.context());
    step->from.push_back(std::move(parent_rows));
    add_outputs(*step, child_columns, next_level(parent_names), std::move(child_path));

    auto both = std::make_unique<BoundSetOperation>();
    both->all = true;
    both->left = as_query(std::move(start), fields);
    both->right = as_query(std::move(step), fields);
    cte.query = as_query(std::move(both), fields);

    // The hierarchy stands where FROM stood.
    auto rows = reference(fields);
    auto all = std::make_unique<BoundSelect>();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        all->outputs.push_back(make_column({.name = fields[i].name,
                                            .relation = rows->id,
                                            .column = static_cast<int>(i),
                                            .field = &fields[i]},
                                           {}));
    }
    all->from.push_back(std::move(rows));
    BoundQueryPtr query = as_query(std::move(all), fields);
    query->ctes.push_back(std::move(cte));
    std::vector<BoundFromPtr> from;
    from.push_back(make_subquery_from(std::move(query), binder_.new_relation()));
    add_names(scope_, roots, columns, *from[0]);
    return from;
}

}  // namespace blueshift::analyze
