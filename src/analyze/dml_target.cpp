#include "analyze/dml_target.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "sql/parser/parser.h"

namespace blueshift::analyze {

std::shared_ptr<const catalog::Relation> find_target(const sql::QualifiedName& name,
                                                     std::string_view verb,
                                                     AnalyzeContext& context) {
    std::vector<std::string> parts;
    for (const sql::Name& part : name.parts)
        parts.push_back(part.text);
    auto relation = context.catalog.relation(parts, name.span);
    switch (relation->kind) {
        case catalog::RelationKind::view:
        case catalog::RelationKind::late_binding_view:
            throw Error(Code::wrong_object_type, "cannot {} a view", verb).at(name.span);
        case catalog::RelationKind::materialized_view:
            throw Error(Code::wrong_object_type, "cannot {} a materialized view", verb).at(name.span);
        case catalog::RelationKind::external:
            if (verb == "insert into") break;
            throw Error(Code::feature_not_supported, "cannot {} an external table", verb).at(name.span);
        case catalog::RelationKind::system:
            throw Error(Code::insufficient_privilege, "permission denied for relation {}",
                        relation->name)
                .at(name.span);
        case catalog::RelationKind::table:
            break;
    }
    return relation;
}

std::unique_ptr<BoundTable> bind_target(std::shared_ptr<const catalog::Relation> relation,
                                        const sql::Name& alias, QueryBinder& binder, Scope& scope) {
    FromItem item = FromBinder(binder, scope).table(std::move(relation), alias);
    scope.add(std::move(item.tables), std::move(item.columns), alias.span);
    return std::unique_ptr<BoundTable>(&as<BoundTable>(*item.node.release()));
}

const catalog::Column& target_column(const catalog::Relation& relation, const sql::Name& name) {
    const catalog::Column* column = relation.find_column(name.text);
    if (column == nullptr) {
        throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist",
                    name.text, relation.name)
            .at(name.span);
    }
    return *column;
}

void check_identity(const catalog::Column& column, Span span) {
    if (column.identity && !column.identity->by_default) {
        throw Error(Code::feature_not_supported, "cannot set an identity column to a value")
            .at(span);
    }
}

BoundTarget default_target(const catalog::Column& column, AnalyzeContext& context) {
    BoundTarget target;
    if (column.identity) {
        target.source = BoundTarget::identity;
    } else if (!column.default_text.empty()) {
        target.source = BoundTarget::default_value;
        target.value = default_value(column, {}, context);
    }
    return target;
}

BoundExprPtr default_value(const catalog::Column& column, Span span, AnalyzeContext& context) {
    if (column.identity) {
        throw Error(Code::feature_not_supported,
                    "DEFAULT of an identity column is only supported for all rows of an INSERT")
            .at(span);
    }
    if (column.default_text.empty()) return std::make_unique<BoundConstant>(column.type, Value());
    try {
        return analyze_default(*sql::parse_expression(column.default_text, {true}), column.type,
                               context);
    } catch (Error& error) {
        error.without_position();
        throw;
    }
}

std::vector<BoundAssignment> bind_assignments(const std::vector<sql::Assignment>& assignments,
                                              const catalog::Relation& relation, Clause& clause,
                                              AnalyzeContext& context) {
    std::vector<BoundAssignment> bound;
    std::set<std::int16_t> assigned;
    for (const sql::Assignment& assignment : assignments) {
        const catalog::Column& column = target_column(relation, assignment.column);
        const Span span = assignment.column.span;
        if (!assigned.insert(column.number).second) {
            throw Error(Code::syntax_error, "multiple assignments to same column \"{}\"",
                        column.name)
                .at(span);
        }
        check_identity(column, span);
        bound.push_back({column.number, assignment.value
                                            ? coerce_for_assignment(clause.bind(*assignment.value),
                                                                    column, context)
                                            : default_value(column, span, context)});
    }
    return bound;
}

}  // namespace blueshift::analyze
