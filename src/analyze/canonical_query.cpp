/// The stored text of views.
#include "analyze/analyzer.h"
#include "analyze/query_binder.h"
#include "analyze/view_text.h"
#include "base/error.h"
#include "sql/parser/parser.h"
#include "sql/print/print.h"

namespace blueshift::analyze {

namespace {

/// The notes point into a tree that canonical_query owns; binding sees it as const.
template <class T>
T& writable(const T* node) {
    return const_cast<T&>(*node);
}

void qualify_relations(const NameNotes& notes, const catalog::CatalogView& catalog) {
    for (const auto& [ref, relation] : notes.relations) {
        std::vector<sql::Name>& parts = writable(ref).name.parts;
        const std::string database = catalog.database_name(*relation);
        parts.clear();
        if (database != catalog.database().name) parts.push_back({database, {}});
        parts.push_back({catalog.schema_name(*relation), {}});
        parts.push_back({relation->name, {}});
    }
}

void qualify_columns(const NameNotes& notes) {
    for (const auto& [parts, table] : notes.column_tables) {
        writable(parts).insert(writable(parts).begin(), {table, {}});
    }
}

void write_out_stars(const NameNotes& notes) {
    for (const auto& [select, outputs] : notes.select_lists) {
        std::vector<sql::SelectItem> items;
        for (const NameNotes::Output& output : outputs) {
            if (!output.star) {
                items.push_back(std::move(writable(select).items[output.item]));
                continue;
            }
            auto column = std::make_unique<sql::ColumnRef>();
            if (!output.star->table.empty()) column->parts.push_back({output.star->table, {}});
            column->parts.push_back({output.star->name, {}});
            items.push_back({std::move(column), {}});
        }
        writable(select).items = std::move(items);
        writable(select).exclude.clear();
    }
}

}  // namespace

std::string canonical_query(const sql::Query& query, AnalyzeContext& context) {
    // Works on a copy, which is made by way of its text.
    const sql::QueryPtr copy = sql::parse_query(sql::print(query), {true});
    NameNotes notes;
    try {
        QueryBinder(context, &notes).query(*copy, nullptr);
    } catch (Error& error) {
        error.without_position();
        throw;
    }
    qualify_relations(notes, context.catalog);
    qualify_columns(notes);
    qualify_routines(notes, context.catalog);
    write_out_stars(notes);
    return sql::print(*copy);
}

}  // namespace blueshift::analyze
