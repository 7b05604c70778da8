#include "analyze/scope.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "analyze/nested_type.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

/// The column of `columns` with this name; null when there is none.
const ScopeColumn* unique_column(const std::vector<ScopeColumn>& columns, std::string_view name,
                                 Span span) {
    const ScopeColumn* found = nullptr;
    for (const ScopeColumn& column : columns) {
        if (column.name != name) continue;
        if (found != nullptr && column.hidden != found->hidden) {
            // A pseudo-column gives way to a real one.
            if (found->hidden) found = &column;
            continue;
        }
        if (found != nullptr) {
            throw Error(Code::ambiguous_column, "column reference \"{}\" is ambiguous", name)
                .at(span);
        }
        found = &column;
    }
    return found;
}

/// The first parts of a dotted name as it was written.
std::string dotted(std::span<const sql::Name> parts, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        if (i != 0) text += '.';
        text += parts[i].text;
    }
    return text;
}

}  // namespace

BoundExprPtr make_column(const ScopeColumn& column, Span span) {
    if (column.merged) {
        BoundExprPtr copy = clone(*column.merged);
        copy->span = span;
        return copy;
    }
    const BoundField& field = *column.field;
    auto made = std::make_unique<BoundColumn>(field.type, column.relation, column.column);
    made->span = span;
    made->name = column.name;
    made->blank_free = field.blank_free;
    made->case_insensitive = field.case_insensitive;
    made->table_oid = field.table_oid;
    made->column_number = field.column_number;
    return with_nested_type(std::move(made), field.nested);
}

BoundExprPtr make_super_path(BoundExprPtr base, const std::vector<sql::Name>& parts,
                             std::size_t first, Span span) {
    if (first >= parts.size()) return base;
    if (base->type.id != TypeId::super) {
        throw Error(Code::datatype_mismatch,
                    "navigation on column \"{}\" is not allowed as it is not SUPER type",
                    dotted(parts, first))
            .at(span);
    }
    NestedType nested = base->nested;
    auto path = std::make_unique<BoundSuperPath>();
    path->span = span;
    path->base = std::move(base);
    for (std::size_t i = first; i < parts.size(); ++i) {
        if (nested) nested = nested_field(nested, parts, i, span);
        path->steps.push_back({parts[i].text, nullptr});
    }
    return with_nested_type(std::move(path), std::move(nested));
}

void Scope::add(std::vector<ScopeTable> tables, std::vector<ScopeColumn> columns, Span span) {
    for (ScopeTable& table : tables) {
        for (const ScopeTable& other : tables_) {
            if (table.name.empty() || table.name != other.name) continue;
            // Two relations of different schemas may share a name; their columns then need the
            // schema.
            const bool distinct =
                table.relation && other.relation && table.relation->oid != other.relation->oid;
            if (!distinct) {
                throw Error(Code::duplicate_alias, "table name \"{}\" specified more than once",
                            table.name)
                    .at(span);
            }
        }
        tables_.push_back(std::move(table));
    }
    std::move(columns.begin(), columns.end(), std::back_inserter(columns_));
}

std::set<std::string> Scope::table_names() const {
    std::set<std::string> names;
    for (const ScopeTable& table : tables_) {
        if (!table.name.empty()) names.insert(table.name);
    }
    return names;
}

BoundExprPtr Scope::find(const std::vector<sql::Name>& parts, Span span) {
    for (Scope* scope = this; scope != nullptr; scope = scope->outer_) {
        BoundExprPtr found = scope->find_here(parts, span);
        if (!found) continue;
        for (Scope* crossed = this; crossed != scope; crossed = crossed->outer_) {
            crossed->correlated_ = true;
        }
        return found;
    }
    return nullptr;
}

BoundExprPtr Scope::find_here(const std::vector<sql::Name>& parts, Span span) const {
    // table.column, schema.table.column, database.schema.table.column: the shortest table name that
    // fits.
    for (std::size_t count = 1; count <= 3 && count < parts.size(); ++count) {
        const ScopeTable* table = find_table(std::span(parts).first(count), span);
        if (table == nullptr) continue;
        if (const ScopeColumn* column = unique_column(table->columns, parts[count].text, span)) {
            return make_super_path(make_column(*column, span), parts, count + 1, span);
        }
        const ScopeColumn* value = unique_column(columns_, parts[0].text, span);
        if (value != nullptr && value->field != nullptr && value->field->type.id == TypeId::super)
            break;
        throw Error(Code::undefined_column, "column {} does not exist", dotted(parts, count + 1))
            .at(span);
    }
    const ScopeColumn* column = unique_column(columns_, parts[0].text, span);
    if (column == nullptr) return nullptr;
    BoundExprPtr made = make_column(*column, span);
    // A name like t.x is not navigation when `t` is an ordinary column: an outer level may know the
    // table.
    if (parts.size() > 1 && made->type.id != TypeId::super && outer_ != nullptr) return nullptr;
    return make_super_path(std::move(made), parts, 1, span);
}

const ScopeTable* Scope::find_table(std::span<const sql::Name> qualifier, Span span) const {
    const ScopeTable* found = nullptr;
    for (const ScopeTable& table : tables_) {
        if (!matches(table, qualifier)) continue;
        if (found != nullptr) {
            throw Error(Code::ambiguous_column, "table reference \"{}\" is ambiguous",
                        dotted(qualifier, qualifier.size()))
                .at(span);
        }
        found = &table;
    }
    return found;
}

bool Scope::matches(const ScopeTable& table, std::span<const sql::Name> qualifier) const {
    if (table.name.empty() || table.name != qualifier.back().text) return false;
    if (qualifier.size() == 1) return true;
    if (table.relation == nullptr) return false;
    if (catalog_.schema_name(*table.relation) != qualifier[qualifier.size() - 2].text) return false;
    return qualifier.size() == 2 || catalog_.database_name(*table.relation) == qualifier[0].text;
}

void Scope::throw_not_found(const std::vector<sql::Name>& parts, Span span) const {
    if (parts.size() == 1) {
        std::vector<std::string> names;
        for (const ScopeTable& table : tables_) {
            names.push_back(table.name.empty() ? "unnamed_subquery" : table.name);
        }
        throw Error(Code::undefined_column, "column \"{}\" does not exist{}{}", parts[0].text,
                    names.empty() ? "" : " in ", fmt::join(names, ", "))
            .at(span);
    }
    const std::string& table_name =
        parts.size() == 2 ? parts[0].text : parts[parts.size() - 2].text;
    for (const Scope* scope = this; scope != nullptr; scope = scope->outer_) {
        const bool hidden =
            std::any_of(scope->tables_.begin(), scope->tables_.end(),
                        [&](const ScopeTable& table) { return table.hidden_name == table_name; });
        if (hidden || scope->unreachable_.contains(table_name)) {
            throw Error(Code::undefined_table,
                        "invalid reference to FROM-clause entry for table \"{}\"", table_name)
                .at(span);
        }
    }
    throw Error(Code::undefined_table, "missing FROM-clause entry for table \"{}\"", table_name)
        .at(span);
}

}  // namespace blueshift::analyze
