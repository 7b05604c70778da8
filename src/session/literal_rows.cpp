/// INSERT … VALUES of constants: the rows go to the engine as columns, not as text.
#include <algorithm>

#include "analyze/evaluate.h"
#include "emit/emit.h"
#include "session/session_impl.h"

namespace blueshift::session {

using analyze::as;

namespace {

bool all_constant(const analyze::BoundValues& values) {
    return std::all_of(values.rows.begin(), values.rows.end(), [](const auto& row) {
        return std::all_of(row.begin(), row.end(), [](const analyze::BoundExprPtr& value) {
            return value->kind == analyze::BoundKind::constant;
        });
    });
}

/// The values of rows of simple expressions; nothing when the engine has to compute one.
std::optional<std::vector<std::vector<Value>>> computed_rows(const analyze::BoundValues& values,
                                                             std::span<const Value> parameters,
                                                             const TextSettings& text) {
    std::vector<std::vector<Value>> rows;
    for (const auto& row : values.rows) {
        std::vector<Value>& computed = rows.emplace_back();
        for (const analyze::BoundExprPtr& expr : row) {
            std::optional<Value> value = analyze::evaluate_simple(*expr, parameters, text);
            if (!value) return std::nullopt;
            computed.push_back(std::move(*value));
        }
    }
    return rows;
}

}  // namespace

std::optional<std::int64_t> SessionImpl::append_literal_rows(const analyze::BoundInsert& insert,
                                                             std::span<const Value> parameters) {
    if (insert.query == nullptr || insert.query->body->kind != analyze::BoundBodyKind::values) return std::nullopt;
    const auto& values = as<analyze::BoundValues>(*insert.query->body);
    if (!insert.query->order_by.empty() || insert.query->limit != nullptr || insert.query->offset != nullptr) {
        return std::nullopt;
    }
    std::vector<const Value*> constants;  // per table column; null: from the row
    static const Value kNull;
    const catalog::Relation& relation = *insert.relation;
    for (std::size_t column = 0; column < insert.targets.size(); ++column) {
        const analyze::BoundTarget& target = insert.targets[column];
        switch (target.source) {
            case analyze::BoundTarget::query_column:
                constants.push_back(nullptr);
                break;
            case analyze::BoundTarget::default_value:
                if (target.value->kind != analyze::BoundKind::constant) return std::nullopt;
                constants.push_back(&as<analyze::BoundConstant>(*target.value).value);
                break;
            case analyze::BoundTarget::null:
                constants.push_back(&kNull);
                break;
            case analyze::BoundTarget::identity:
                return std::nullopt;
        }
        switch (relation.columns[column].type.id) {
            // The engine makes these of text with functions of its own.
            case TypeId::super: case TypeId::geometry: case TypeId::geography: case TypeId::hllsketch:
                return std::nullopt;
            default:
                break;
        }
    }
    std::optional<std::vector<std::vector<Value>>> computed;
    if (!all_constant(values)) {
        computed = computed_rows(values, parameters, text_);
        if (!computed) return std::nullopt;
    }

    std::vector<Type> types;
    for (const catalog::Column& column : relation.columns) types.push_back(column.type);
    const auto name = catalog::engine_name(relation);
    const auto appender = connection_->appender(name.schema, name.table, types);
    std::vector<Value> engine_row(relation.columns.size());
    for (std::size_t row = 0; row < values.rows.size(); ++row) {
        const auto given = [&](std::size_t index) -> const Value& {
            if (computed) return (*computed)[row][index];
            return as<analyze::BoundConstant>(*values.rows[row][index]).value;
        };
        for (std::size_t column = 0; column < engine_row.size(); ++column) {
            const Value& value = constants[column] != nullptr
                                     ? *constants[column]
                                     : given(static_cast<std::size_t>(insert.targets[column].query_column_index));
            if (value.is_null() && relation.columns[column].not_null) {
                throw Error(Code::not_null_violation, "Cannot insert a NULL value into column {}",
                            relation.columns[column].name)
                    .on(view().schema_name(relation), relation.name, relation.columns[column].name);
            }
            note_trailing_blank(relation.columns[column], relation.oid, value);
            engine_row[column] = value;
        }
        appender->append(engine_row);
    }
    appender->finish();
    return static_cast<std::int64_t>(values.rows.size());
}

}  // namespace blueshift::session
