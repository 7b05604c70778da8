#include "analyze/nested_type.h"

#include "base/error.h"
#include "catalog/external_relation.h"
#include "catalog/hive_type.h"

namespace blueshift::analyze {

using catalog::HiveType;

void set_nested_types(std::vector<BoundField>& fields, const catalog::Relation& relation,
                      const catalog::Snapshot& snapshot) {
    const catalog::ExternalTable* table = catalog::external_table(snapshot, relation);
    if (table == nullptr) return;
    const auto& columns = table->storage.columns;
    for (std::size_t i = 0; i < fields.size() && i < columns.size(); ++i) {
        if (fields[i].type.id != TypeId::super) continue;
        if (const auto type = catalog::parse_hive_type(columns[i].type)) {
            fields[i].nested = std::make_shared<const HiveType>(*type);
        }
    }
}

BoundExprPtr with_nested_type(BoundExprPtr expr, NestedType nested) {
    if (!nested) return expr;
    if (nested->kind != HiveType::scalar) {
        expr->nested = std::move(nested);
        return expr;
    }
    const Span span = expr->span;
    auto cast = std::make_unique<BoundCast>(nested->type, std::move(expr), functions::CastContext::explicit_);
    cast->span = span;
    return cast;
}

NestedType nested_field(const NestedType& nested, const std::vector<sql::Name>& parts, std::size_t index, Span span) {
    const HiveType* field = nested->kind == HiveType::structure ? nested->field(parts[index].text) : nullptr;
    if (field == nullptr) {
        throw Error(Code::undefined_column, "column \"{}\" does not exist in {}", parts[index].text, parts[index - 1].text)
            .at(span);
    }
    return {nested, field};
}

NestedType element_type(const NestedType& nested) {
    if (!nested) return nullptr;
    if (nested->kind == HiveType::array) return {nested, nested->field("element")};
    if (nested->kind != HiveType::map) return nested;
    auto entry = std::make_shared<HiveType>(*nested);
    entry->kind = HiveType::structure;
    return entry;
}

void refuse_nested_output(const BoundExpr& expr) {
    if (!expr.nested || expr.nested->kind == HiveType::scalar) return;
    const std::string name = expr.kind == BoundKind::column ? as<BoundColumn>(expr).name : "nested";
    throw Error(Code::undefined_column, "column \"{}\" does not exist", name)
        .hint("Structs, arrays and maps are no results: name a field, unnest them in FROM, or SET json_serialization_enable TO true.")
        .at(expr.span);
}

void refuse_nested_star(const ScopeColumn& column, Span span) {
    if (column.field == nullptr || !column.field->nested || column.field->nested->kind == HiveType::scalar) return;
    throw Error(Code::feature_not_supported, "Nested tables do not support '*' in the SELECT clause.").at(span);
}

}  // namespace blueshift::analyze
