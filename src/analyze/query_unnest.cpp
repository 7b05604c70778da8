/// FROM items that unnest SUPER values: `t.items AS i AT n`, `UNPIVOT t.object AS v AT k`.  Doc:
/// dg/query-super
#include <algorithm>

#include "analyze/from_binder.h"
#include "analyze/nested_type.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

constexpr ExprPlace kFrom{.clause = "FROM"};

bool has_column(const std::vector<ScopeColumn>& columns, std::string_view name) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const ScopeColumn& column) { return column.name == name; });
}

bool has_super_column(const std::vector<ScopeColumn>& columns, std::string_view name) {
    return std::any_of(columns.begin(), columns.end(), [&](const ScopeColumn& column) {
        return column.name == name && column.field != nullptr &&
               column.field->type.id == TypeId::super;
    });
}

}  // namespace

void FromBinder::add_visible(Scope& scope) const {
    scope.add(scope_.tables(), scope_.columns(), {});
    for (const FromItem* left : left_sides_)
        scope.add(left->tables, left->columns, {});
}

bool FromBinder::is_path(const sql::RelationRef& ref) {
    const auto& parts = ref.name.parts;
    const auto starts_in = [&](const std::vector<ScopeTable>& tables,
                               const std::vector<ScopeColumn>& columns) {
        // An unnested value is reached by its own name.
        const bool value =
            std::any_of(unnested_.begin(), unnested_.end(), [&](const std::string& name) {
                return name == parts[0].text && has_super_column(columns, name);
            });
        if (value) return true;
        if (parts.size() < 2) return false;
        return std::any_of(tables.begin(), tables.end(), [&](const ScopeTable& table) {
            return table.name == parts[0].text && has_column(table.columns, parts[1].text);
        });
    };
    if (starts_in(scope_.tables(), scope_.columns())) return true;
    for (const FromItem* left : left_sides_) {
        if (starts_in(left->tables, left->columns)) return true;
    }
    if (parts.size() < 2 || scope_.outer() == nullptr) return false;
    // A path may also start in an outer level; but names that are relations stay relations.
    bool outside = false;
    for (const Scope* outer = scope_.outer(); outer != nullptr && !outside;
         outer = outer->outer()) {
        outside = starts_in(outer->tables(), outer->columns());
    }
    if (!outside) return false;
    std::vector<std::string> names;
    for (const sql::Name& part : parts)
        names.push_back(part.text);
    return parts.size() > 3 || !binder_.catalog().find_relation(names, ref.name.span, true);
}

FromItem FromBinder::unnest(const sql::RelationRef& ref) {
    Scope scope(binder_.catalog(), scope_.outer());
    add_visible(scope);
    Clause clause(binder_, scope, kFrom);
    BoundExprPtr value = clause.resolve(ref.name.parts, ref.name.span);
    if (!ref.path_subscripts.empty()) {
        auto path = std::make_unique<BoundSuperPath>();
        path->span = ref.span;
        path->base = std::move(value);
        for (const sql::ExprPtr& step : ref.path_subscripts) {
            const bool attribute = step->kind == sql::ExprKind::literal &&
                                   sql::as<sql::Literal>(*step).literal == sql::LiteralKind::string;
            if (attribute) {
                path->steps.push_back({sql::as<sql::Literal>(*step).text, nullptr});
            } else {
                path->steps.push_back(
                    {{},
                     coerce(clause.bind(*step), Type{TypeId::bigint},
                            functions::CastContext::implicit, binder_.context())});
            }
        }
        value = std::move(path);
    }
    const sql::Name& alias = ref.alias.text.empty() ? ref.name.parts.back() : ref.alias;
    return unnest_item(std::move(value), false, alias, ref.at);
}

FromItem FromBinder::unpivot_object(const sql::UnpivotObjectRef& ref) {
    Scope scope(binder_.catalog(), scope_.outer());
    add_visible(scope);
    BoundExprPtr value = Clause(binder_, scope, kFrom).bind(*ref.object);
    return unnest_item(std::move(value), true, ref.alias, ref.at);
}

FromItem FromBinder::unnest_item(BoundExprPtr value, bool object, const sql::Name& alias,
                                 const sql::Name& at) {
    if (value->type.id != TypeId::super) {
        throw Error(Code::datatype_mismatch, "cannot unnest a value of type {}: it is not SUPER",
                    format_type(value->type))
            .at(value->span);
    }
    auto node = std::make_unique<BoundUnnest>();
    node->id = binder_.new_relation();
    node->fields.push_back(
        {.name = alias.text, .type = Type{TypeId::super}, .nested = element_type(value->nested)});
    node->value = std::move(value);
    node->object = object;
    if (!at.text.empty()) {
        const Type type = object ? varchar_type(kVarcharBytesMax) : Type{TypeId::bigint};
        node->fields.push_back({.name = at.text, .type = type, .blank_free = !object});
    }
    unnested_.push_back(alias.text);
    FromItem bound = visible(std::move(node), {});
    // The alias is the value itself, not a table: `e.a` navigates.
    bound.tables.clear();
    return bound;
}

}  // namespace blueshift::analyze
