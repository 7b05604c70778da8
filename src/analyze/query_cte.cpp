/// WITH [RECURSIVE].  Doc: dg/r_WITH_clause
#include <fmt/format.h>

#include <algorithm>

#include "analyze/query_binder.h"
#include "base/error.h"

namespace blueshift::analyze {

QueryBinder::VisibleCtes QueryBinder::with(const std::vector<sql::CommonTable>& list,
                                           bool recursive, Scope* outer,
                                           std::vector<BoundCte>& out) {
    const std::size_t count_before = ctes_.size();
    for (const sql::CommonTable& table : list) {
        const bool twice = std::any_of(out.begin(), out.end(), [&](const BoundCte& other) {
            return other.name == table.name.text;
        });
        if (twice) {
            throw Error(Code::duplicate_alias, "WITH query name \"{}\" specified more than once",
                        table.name.text)
                .at(table.name.span);
        }
        out.push_back(cte(table, recursive, outer));
    }
    return VisibleCtes(*this, count_before);
}

VisibleCte* QueryBinder::find_cte(std::string_view name) {
    const auto it = std::find_if(ctes_.rbegin(), ctes_.rend(),
                                 [&](const VisibleCte& cte) { return cte.name == name; });
    return it == ctes_.rend() ? nullptr : &*it;
}

BoundCte QueryBinder::cte(const sql::CommonTable& table, bool recursive, Scope* outer) {
    BoundCte made;
    made.id = new_cte();
    made.name = table.name.text;
    const std::string what = fmt::format("WITH query \"{}\"", made.name);
    if (recursive) {
        made.query = recursive_cte(table, made, outer);
        rename_fields(made.query->fields, table.columns, what);
        ctes_.back().fields = made.query->fields;
        ctes_.back().bound = true;
        return made;
    }
    made.query = query(*table.query, outer);
    rename_fields(made.query->fields, table.columns, what);
    ctes_.push_back({.name = table.name.text, .id = made.id, .fields = made.query->fields});
    return made;
}

BoundQueryPtr QueryBinder::recursive_cte(const sql::CommonTable& table, BoundCte& cte,
                                         Scope* outer) {
    const std::size_t entry = ctes_.size();
    ctes_.push_back({.name = table.name.text, .id = cte.id, .bound = false});
    const sql::Query& text = *table.query;
    const bool is_union = text.body->kind == sql::QueryBodyKind::set_operation &&
                          sql::as<sql::SetOperation>(*text.body).op == sql::SetOperator::union_ &&
                          text.with.empty() && text.order_by.empty() && !text.limit && !text.offset;
    if (!is_union) return query(text, outer);

    const auto& operation = sql::as<sql::SetOperation>(*text.body);
    BoundQueryPtr start = body(*operation.left, {}, outer, Unknown::resolve);
    ctes_[entry].fields = start->fields;
    rename_fields(ctes_[entry].fields, table.columns, fmt::format("WITH query \"{}\"", cte.name));
    ctes_[entry].bound = true;
    BoundQueryPtr step = arm(*operation.right, outer);
    cte.recursive = ctes_[entry].referenced;
    if (cte.recursive && !operation.all) {
        throw Error(Code::invalid_recursion,
                    "recursive query \"{}\" does not have the form non-recursive-term UNION ALL "
                    "recursive-term",
                    cte.name)
            .at(table.span);
    }
    std::vector<TypeId> start_types;
    for (const BoundField& field : start->fields)
        start_types.push_back(field.type.id);
    BoundQueryPtr bound = combine(std::move(start), std::move(step), operation);
    for (std::size_t i = 0; cte.recursive && i < start_types.size(); ++i) {
        const Type overall = bound->fields[i].type;
        if (overall.id == start_types[i]) continue;
        throw Error(Code::datatype_mismatch,
                    "recursive query \"{}\" column {} has type {} in non-recursive term but type "
                    "{} overall",
                    cte.name, i + 1, type_info(start_types[i]).sql_name, format_type(overall))
            .at(table.span)
            .hint("Cast the output of the non-recursive term to the correct type.");
    }
    return bound;
}

}  // namespace blueshift::analyze
