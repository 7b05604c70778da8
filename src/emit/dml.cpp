/// INSERT, UPDATE and DELETE.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "emit/statement_emitter.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// The query's columns are just the given columns, in their order.
bool takes_query_as_it_is(const BoundInsert& insert) {
    int next = 0;
    for (const BoundTarget& target : insert.targets) {
        if (target.source == BoundTarget::null) continue;
        if (target.source != BoundTarget::query_column || target.query_column_index != next++) return false;
    }
    return insert.query && static_cast<std::size_t>(next) == insert.query->fields.size();
}

}  // namespace

std::string StatementEmitter::sequence_default(const catalog::Relation& relation,
                                               const catalog::Column& column) {
    return fmt::format("nextval('{}')", sequence_name(relation, column));
}

std::string StatementEmitter::tracked(const std::string& text, const catalog::Relation& relation,
                                      const catalog::Column& column) {
    const std::uint64_t slot = (std::uint64_t{relation.oid} << 16) | static_cast<std::uint16_t>(column.number);
    return fmt::format("bs_store_varchar({}, {}, {})", text,
                       length_limit(column.type).value_or(kVarcharBytesMax), slot);
}

bool StatementEmitter::tracks_blanks(const catalog::Column& column) {
    return !column.trailing_blanks && is_string(column.type.id) && column.type.id != TypeId::char_;
}

std::string StatementEmitter::stored(const BoundExpr& value, const catalog::Relation& relation,
                                     const catalog::Column& column) {
    if (!tracks_blanks(column) || emitter_.traits().blank_free(value)) return emitter_.expression(value);
    // Storing checks the length as well.
    const bool length_cast = value.kind == BoundKind::cast && as<BoundCast>(value).length_only;
    const BoundExpr& plain = length_cast ? *as<BoundCast>(value).operand : value;
    return tracked(emitter_.expression(plain), relation, column);
}

std::string StatementEmitter::target_value(const BoundTarget& target, const catalog::Relation& relation,
                                           const catalog::Column& column) {
    switch (target.source) {
        case BoundTarget::query_column: return fmt::format("s.k{}", target.query_column_index);
        case BoundTarget::default_value: return stored(*target.value, relation, column);
        case BoundTarget::identity: return sequence_default(relation, column);
        case BoundTarget::null: break;
    }
    return "NULL";
}

std::string StatementEmitter::insert(const BoundInsert& insert) {
    const catalog::Relation& relation = *insert.relation;
    std::vector<std::size_t> used;
    for (std::size_t i = 0; i < insert.targets.size(); ++i) {
        if (insert.targets[i].source != BoundTarget::null) used.push_back(i);
    }
    // INSERT … DEFAULT VALUES of a table without defaults.
    if (used.empty()) used.push_back(0);
    std::vector<std::string> columns;
    for (const std::size_t i : used) columns.push_back(column_name(relation.columns[i]));
    const std::string head =
        fmt::format("INSERT INTO {} ({}) ", emitter_.table_name(relation), fmt::join(columns, ", "));
    if (!insert.query) {
        std::vector<std::string> values;
        for (const std::size_t i : used) {
            values.push_back(target_value(insert.targets[i], relation, relation.columns[i]));
        }
        return head + fmt::format("VALUES ({})", fmt::join(values, ", "));
    }
    std::vector<const catalog::Column*> targets(insert.query->fields.size(), nullptr);
    for (const std::size_t i : used) {
        if (insert.targets[i].source != BoundTarget::query_column) continue;
        targets[static_cast<std::size_t>(insert.targets[i].query_column_index)] = &relation.columns[i];
    }
    const bool emits_outputs = insert.query->body->kind != BoundBodyKind::set_operation;
    std::string source =
        emits_outputs
            ? emitter_.query(*insert.query,
                             [&](const BoundExpr& expr, std::size_t i) {
                                 return targets[i] == nullptr ? emitter_.expression(expr)
                                                              : stored(expr, relation, *targets[i]);
                             })
            : emitter_.query(*insert.query);
    if (emits_outputs && takes_query_as_it_is(insert)) return head + source;

    std::vector<std::string> values;
    for (const std::size_t i : used) {
        const catalog::Column& column = relation.columns[i];
        const BoundTarget& target = insert.targets[i];
        std::string value = target_value(target, relation, column);
        if (!emits_outputs && target.source == BoundTarget::query_column && tracks_blanks(column) &&
            !emitter_.traits().blank_free(*insert.query,
                                          static_cast<std::size_t>(target.query_column_index))) {
            value = tracked(value, relation, column);
        }
        values.push_back(std::move(value));
    }
    return head + fmt::format("SELECT {} FROM ({}) AS s({})", fmt::join(values, ", "), source,
                              Emitter::column_names(insert.query->fields.size()));
}

std::string StatementEmitter::assignments(const std::vector<BoundAssignment>& list,
                                          const catalog::Relation& relation) {
    std::vector<std::string> items;
    for (const BoundAssignment& assignment : list) {
        const catalog::Column& column = *relation.column(assignment.column_number);
        items.push_back(column_name(column) + " = " + stored(*assignment.value, relation, column));
    }
    return fmt::format("{}", fmt::join(items, ", "));
}

std::string StatementEmitter::update(const BoundUpdate& update) {
    emitter_.register_item(*update.target);
    for (const BoundFromPtr& item : update.from) emitter_.register_item(*item);
    std::string text = emitter_.with_clause(update.ctes);
    const std::string from = update.from.empty() ? std::string() : " FROM " + emitter_.from_list(update.from);
    text += fmt::format("UPDATE {} SET {}{}", emitter_.from_item(*update.target),
                        assignments(update.assignments, *update.target->relation), from);
    if (update.where) text += " WHERE " + emitter_.expression(*update.where);
    return text;
}

std::string StatementEmitter::delete_(const BoundDelete& delete_) {
    emitter_.register_item(*delete_.target);
    for (const BoundFromPtr& item : delete_.using_) emitter_.register_item(*item);
    std::string text = emitter_.with_clause(delete_.ctes) + "DELETE FROM " +
                       emitter_.from_item(*delete_.target);
    if (!delete_.using_.empty()) text += " USING " + emitter_.from_list(delete_.using_);
    if (delete_.where) text += " WHERE " + emitter_.expression(*delete_.where);
    return text;
}

}  // namespace blueshift::emit
