#pragma once
/// The table that INSERT, UPDATE, DELETE and MERGE write to.
#include <string_view>

#include "analyze/from_binder.h"
#include "sql/ast/dml.h"

namespace blueshift::analyze {

/// Finds the target. `verb` says what is refused: `insert into`, `update`, `delete from`.
/// Throws wrong_object_type (42809) for views, insufficient_privilege (42501) for system relations.
std::shared_ptr<const catalog::Relation> find_target(const sql::QualifiedName& name,
                                                     std::string_view verb,
                                                     AnalyzeContext& context);
/// The target as a FROM item, added to `scope`.
std::unique_ptr<BoundTable> bind_target(std::shared_ptr<const catalog::Relation> relation,
                                        const sql::Name& alias, QueryBinder& binder, Scope& scope);
/// Throws undefined_column (42703) `column "x" of relation "t" does not exist`.
const catalog::Column& target_column(const catalog::Relation& relation, const sql::Name& name);
/// Refuses a value for an identity column that only the server may number.
void check_identity(const catalog::Column& column, Span span);
/// What a column gets that no value is given for.
BoundTarget default_target(const catalog::Column& column, AnalyzeContext& context);
/// The column's default as an expression; NULL when there is none. An identity column has none:
/// feature_not_supported (0A000).
BoundExprPtr default_value(const catalog::Column& column, Span span, AnalyzeContext& context);
/// SET list of UPDATE and MERGE.
std::vector<BoundAssignment> bind_assignments(const std::vector<sql::Assignment>& assignments,
                                              const catalog::Relation& relation, Clause& clause,
                                              AnalyzeContext& context);

BoundStatementPtr bind_insert(const sql::Insert& insert, AnalyzeContext& context);
BoundStatementPtr bind_update(const sql::Update& update, AnalyzeContext& context);
BoundStatementPtr bind_delete(const sql::Delete& statement, AnalyzeContext& context);
BoundStatementPtr bind_merge(const sql::Merge& merge, AnalyzeContext& context);

}  // namespace blueshift::analyze
