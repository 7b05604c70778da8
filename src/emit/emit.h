#pragma once
/// Bound tree -> the engine's SQL.
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "analyze/bound_statement.h"
#include "types/text.h"

namespace blueshift::emit {

/// A condition that all rows read of a table must meet, over its own columns only (`r5.c3 = 1`).
struct RowCondition {
    std::set<int> columns;  ///< indexes into the relation's columns
    std::string text;
};

/// What changes from one execution to the next.
struct EmitContext {
    const TextSettings& text;
    /// Value of a session function (`$name` rows): current_user, sysdate …
    std::function<Value(std::string_view name)> session_value;
    /// Leads virtual tables to this session's view of the catalog.
    std::int64_t catalog_token = 0;
    /// Set by the emitter: the text holds session values, so it is not to be reused for another execution.
    bool uses_session_values = false;
    /// The query that reads an external table: columns c<number>. Conditions tell which partitions matter.
    std::function<std::string(const analyze::BoundTable&, const std::vector<RowCondition>&)> external_scan = nullptr;
    /// Set by the emitter: the text holds credentials, so it must not be logged.
    bool holds_credentials = false;
};

/// SELECT. Columns of the result are in the order of `query.fields`.
std::string emit_query(const analyze::BoundQuery& query, EmitContext& context);
/// INSERT, UPDATE, DELETE; MERGE gives several statements to run in order.
std::vector<std::string> emit_statement(const analyze::BoundStatement& statement, EmitContext& context);
std::string emit_expression(const analyze::BoundExpr& expr, EmitContext& context);
/// CREATE TABLE for a catalog relation, with its identity sequences.
std::vector<std::string> emit_create_table(const catalog::Relation& relation);
/// The engine's type for a SQL type.
std::string engine_type(Type type);
/// A constant in the engine's SQL.
std::string emit_constant(Type type, const Value& value);

}  // namespace blueshift::emit
