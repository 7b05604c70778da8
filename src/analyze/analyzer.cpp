#include "analyze/analyzer.h"

#include "analyze/clause.h"
#include "analyze/dml_target.h"
#include "analyze/walk.h"
#include "base/error.h"

namespace blueshift::analyze {

namespace {

/// Gives parameters that nothing has typed their type, in the context and in the tree.
void resolve_parameters(BoundStatement& statement, std::size_t count, AnalyzeContext& context) {
    auto& types = context.parameter_types;
    if (types.size() < count) types.resize(count);
    for (Type& type : types) {
        if (type.id == TypeId::unknown) type = varchar_type(kVarcharBytesMax);
    }
    for_each_expression(statement, [&](const BoundExpr& expr) {
        walk(expr, true, [&](const BoundExpr& part) {
            if (part.kind != BoundKind::parameter || part.type.id != TypeId::unknown) return;
            // The tree is ours until it is handed out.
            auto& parameter = const_cast<BoundParameter&>(as<BoundParameter>(part));
            parameter.type = types[static_cast<std::size_t>(parameter.index - 1)];
        });
    });
    statement.parameter_types = types;
}

BoundStatementPtr bind(const sql::Statement& statement, AnalyzeContext& context) {
    switch (statement.kind) {
        case sql::StatementKind::select: {
            auto bound = std::make_unique<BoundSelectStatement>();
            const sql::Query& query = *sql::as<sql::SelectStatement>(statement).query;
            bound->query = QueryBinder(context).statement_query(query);
            return bound;
        }
        case sql::StatementKind::insert:
            return bind_insert(sql::as<sql::Insert>(statement), context);
        case sql::StatementKind::update:
            return bind_update(sql::as<sql::Update>(statement), context);
        case sql::StatementKind::delete_:
            return bind_delete(sql::as<sql::Delete>(statement), context);
        case sql::StatementKind::merge:
            return bind_merge(sql::as<sql::Merge>(statement), context);
        default:
            break;
    }
    throw Error(Code::internal_error, "statement of kind {} is not a query",
                static_cast<int>(statement.kind));
}

/// The names of a DEFAULT expression: none.
class NoNames : public NameResolver, public SubqueryBinder {
public:
    BoundExprPtr resolve(const std::vector<sql::Name>&, Span span) override {
        throw Error(Code::invalid_column_reference,
                    "cannot use column references in default expression")
            .at(span);
    }
    Result bind_subquery(const sql::Query& query) override {
        throw Error(Code::feature_not_supported, "cannot use subquery in default expression")
            .at(query.span);
    }
    BoundQueryPtr coerce_outputs(BoundQueryPtr query, const std::vector<Type>&) override {
        return query;
    }
};

}  // namespace

BoundStatementPtr analyze(const sql::Statement& statement, AnalyzeContext& context) {
    BoundStatementPtr bound = bind(statement, context);
    resolve_parameters(*bound, static_cast<std::size_t>(statement.parameter_count), context);
    return bound;
}

BoundQueryPtr analyze_query(const sql::Query& query, AnalyzeContext& context) {
    BoundSelectStatement bound;
    bound.query = QueryBinder(context).statement_query(query);
    resolve_parameters(bound, 0, context);
    return std::move(bound.query);
}

BoundExprPtr analyze_default(const sql::Expr& expr, Type target, AnalyzeContext& context) {
    NoNames none;
    BoundExprPtr bound = ExprBinder(context, none, none, {.clause = "DEFAULT"}).bind(expr);
    return coerce(std::move(bound), target, functions::CastContext::assignment, context);
}

const sql::IntoClause* find_into(const sql::Query& query) {
    const sql::QueryBody* body = query.body.get();
    while (true) {
        switch (body->kind) {
            case sql::QueryBodyKind::select:
                return sql::as<sql::Select>(*body).into.get();
            case sql::QueryBodyKind::set_operation:
                body = sql::as<sql::SetOperation>(*body).left.get();
                break;
            case sql::QueryBodyKind::nested:
                body = sql::as<sql::NestedQuery>(*body).query->body.get();
                break;
            case sql::QueryBodyKind::values:
                return nullptr;
        }
    }
}

}  // namespace blueshift::analyze
