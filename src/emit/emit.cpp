#include "emit/emit.h"

#include "emit/statement_emitter.h"

namespace blueshift::emit {

std::string emit_query(const analyze::BoundQuery& query, EmitContext& context) {
    return Emitter(context).query(query);
}

std::vector<std::string> emit_statement(const analyze::BoundStatement& statement, EmitContext& context) {
    using analyze::BoundStatementKind;
    StatementEmitter emitter(context);
    switch (statement.kind) {
        case BoundStatementKind::select:
            return {emit_query(*analyze::as<analyze::BoundSelectStatement>(statement).query, context)};
        case BoundStatementKind::insert: return {emitter.insert(analyze::as<analyze::BoundInsert>(statement))};
        case BoundStatementKind::update: return {emitter.update(analyze::as<analyze::BoundUpdate>(statement))};
        case BoundStatementKind::delete_: return {emitter.delete_(analyze::as<analyze::BoundDelete>(statement))};
        case BoundStatementKind::merge: return emitter.merge(analyze::as<analyze::BoundMerge>(statement));
    }
    return {};
}

std::string emit_expression(const analyze::BoundExpr& expr, EmitContext& context) {
    return Emitter(context).expression(expr);
}

}  // namespace blueshift::emit
