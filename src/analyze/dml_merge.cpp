/// MERGE.  Doc: dg/r_MERGE
#include <algorithm>

#include "analyze/dml_target.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kOn{.clause = "MERGE ON"};
constexpr ExprPlace kUpdate{.clause = "MERGE UPDATE"};
constexpr ExprPlace kInsert{.clause = "MERGE INSERT"};

/// A query or a view will do where its rows are only read.
void check_source(const sql::Merge& merge, const BoundFrom& source) {
    if (source.kind == FromKind::table || (!merge.remove_duplicates && source.kind != FromKind::join)) return;
    throw Error(Code::feature_not_supported, "the source of MERGE {}must be a table",
                merge.remove_duplicates ? "REMOVE DUPLICATES " : "")
        .at(merge.source->span);
}

/// REMOVE DUPLICATES compares and copies whole rows.
void check_same_columns(const catalog::Relation& target, const catalog::Relation& source,
                        Span span) {
    const bool same = std::equal(
        target.columns.begin(), target.columns.end(), source.columns.begin(), source.columns.end(),
        [](const catalog::Column& a, const catalog::Column& b) { return a.type.id == b.type.id; });
    if (!same) {
        throw Error(Code::datatype_mismatch,
                    "REMOVE DUPLICATES requires source and target to have the same columns")
            .at(span);
    }
}

void bind_insert_clause(const sql::Merge& merge, BoundMerge& bound, Clause& source,
                        AnalyzeContext& context) {
    const catalog::Relation& relation = *bound.target->relation;
    std::vector<const catalog::Column*> columns;
    for (const sql::Name& name : merge.insert_columns) {
        const catalog::Column& column = target_column(relation, name);
        if (std::find(columns.begin(), columns.end(), &column) != columns.end()) {
            throw Error(Code::duplicate_column, "column \"{}\" specified more than once", name.text)
                .at(name.span);
        }
        columns.push_back(&column);
    }
    if (merge.insert_columns.empty()) {
        for (const catalog::Column& column : relation.columns)
            columns.push_back(&column);
    }
    if (merge.insert_values.size() > columns.size()) {
        throw Error(Code::syntax_error, "INSERT has more expressions than target columns")
            .at(merge.span);
    }
    if (merge.insert_values.size() < columns.size() && !merge.insert_columns.empty()) {
        throw Error(Code::syntax_error, "INSERT has more target columns than expressions")
            .at(merge.span);
    }
    for (const catalog::Column& column : relation.columns) {
        const auto place = static_cast<std::size_t>(
            std::find(columns.begin(), columns.end(), &column) - columns.begin());
        const bool given = place < merge.insert_values.size() && merge.insert_values[place];
        if (!given) {
            bound.insert_targets.push_back(default_target(column, context));
            continue;
        }
        const sql::Expr& value = *merge.insert_values[place];
        check_identity(column, value.span);
        BoundTarget& target = bound.insert_targets.emplace_back();
        target.source = BoundTarget::query_column;
        target.query_column_index = static_cast<int>(bound.insert.size());
        bound.insert.push_back(
            {column.number, coerce_for_assignment(source.bind(value), column, context)});
    }
}

}  // namespace

BoundStatementPtr bind_merge(const sql::Merge& merge, AnalyzeContext& context) {
    QueryBinder binder(context);
    auto bound = std::make_unique<BoundMerge>();
    Scope both(binder.catalog(), nullptr);
    const auto relation = find_target(merge.target, "merge into", context);
    bound->target = bind_target(relation, {}, binder, both);

    Scope source_only(binder.catalog(), nullptr);
    FromItem source = FromBinder(binder, source_only).item(*merge.source);
    check_source(merge, *source.node);
    both.add(source.tables, source.columns, merge.source->span);
    source_only.set_unreachable({relation->name});
    source_only.add(std::move(source.tables), std::move(source.columns), merge.source->span);
    bound->source = std::move(source.node);

    bound->on = Clause(binder, both, kOn).bind_condition(*merge.on);
    bound->remove_duplicates = merge.remove_duplicates;
    bound->matched_delete = merge.matched_delete;
    if (merge.remove_duplicates) {
        check_same_columns(*relation, *as<BoundTable>(*bound->source).relation, merge.span);
        return bound;
    }
    Clause update(binder, both, kUpdate);
    bound->matched_update = bind_assignments(merge.matched_update, *relation, update, context);
    Clause insert(binder, source_only, kInsert);
    bind_insert_clause(merge, *bound, insert, context);
    return bound;
}

}  // namespace blueshift::analyze
