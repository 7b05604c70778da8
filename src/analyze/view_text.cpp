#include "analyze/view_text.h"

#include "analyze/query_binder.h"
#include "base/error.h"
#include "sql/parser/parser.h"
#include "sql/print/print.h"

namespace blueshift::analyze {

namespace {

/// The name under which the query knows each column of `after`: its alias so far, or its old name.
std::vector<sql::Name> column_aliases(const sql::RelationRef& ref, const catalog::Relation& before,
                                      const catalog::Relation& after) {
    std::vector<sql::Name> aliases;
    std::size_t needed = 0;
    for (const catalog::Column& column : after.columns) {
        std::string name = column.name;
        for (std::size_t index = 0; index < before.columns.size(); ++index) {
            if (before.columns[index].number != column.number) continue;
            name = index < ref.column_aliases.size() ? ref.column_aliases[index].text : before.columns[index].name;
        }
        aliases.push_back({name, {}});
        if (name != column.name) needed = aliases.size();
    }
    aliases.resize(needed);
    return aliases;
}

void rewrite(sql::RelationRef& ref, const catalog::Relation& before, const catalog::CatalogView& catalog_after) {
    const auto after = catalog_after.snapshot().relations.share(before.oid);
    if (after == nullptr) return;
    if (ref.alias.text.empty() && after->name != before.name) ref.alias = {before.name, {}};
    ref.column_aliases = column_aliases(ref, before, *after);
    if (!ref.column_aliases.empty() && ref.alias.text.empty()) ref.alias = {after->name, {}};
    ref.name.parts.clear();
    const std::string database = catalog_after.database_name(*after);
    if (database != catalog_after.database().name) ref.name.parts.push_back({database, {}});
    ref.name.parts.push_back({catalog_after.schema_name(*after), {}});
    ref.name.parts.push_back({after->name, {}});
}

}  // namespace

void qualify_routines(const NameNotes& notes, const catalog::CatalogView& catalog) {
    for (const auto& [call, oid] : notes.routines) {
        const catalog::Routine* routine = catalog.snapshot().routines.find(oid);
        const catalog::Schema* schema =
            routine == nullptr ? nullptr : catalog.snapshot().schemas.find(routine->schema);
        if (schema == nullptr) continue;
        const_cast<sql::FunctionCall&>(*call).name.parts = {{schema->name, {}}, {routine->name, {}}};
    }
}

std::string rewrite_names(const std::string& text, AnalyzeContext& before, const catalog::CatalogView& after) {
    const sql::QueryPtr query = sql::parse_query(text, {true});
    NameNotes notes;
    try {
        QueryBinder(before, &notes).query(*query, nullptr);
    } catch (Error& error) {
        error.without_position();
        throw;
    }
    for (const auto& [ref, relation] : notes.relations) {
        // The notes point into the tree that is owned here; binding sees it as const.
        rewrite(const_cast<sql::RelationRef&>(*ref), *relation, after);
    }
    qualify_routines(notes, after);
    return sql::print(*query);
}

}  // namespace blueshift::analyze
