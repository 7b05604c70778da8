// Constructors and destructors of the nodes that hold a Query, which their header only declares.
#include "sql/ast/query.h"

namespace blueshift::sql {

InQuery::InQuery() : Expr(kKind) {}
InQuery::~InQuery() = default;
Quantified::Quantified() : Expr(kKind) {}
Quantified::~Quantified() = default;
Exists::Exists() : Expr(kKind) {}
Exists::~Exists() = default;
ScalarQuery::ScalarQuery() : Expr(kKind) {}
ScalarQuery::~ScalarQuery() = default;
WindowSpec::WindowSpec() = default;
WindowSpec::~WindowSpec() = default;
FunctionCall::FunctionCall() : Expr(kKind) {}
FunctionCall::~FunctionCall() = default;
SubqueryRef::SubqueryRef() : TableRef(kKind) {}
SubqueryRef::~SubqueryRef() = default;

}  // namespace blueshift::sql
