#include "analyze/bound_query.h"

namespace blueshift::analyze {

BoundSubqueryFrom::BoundSubqueryFrom() : BoundFrom(kKind) {}
BoundSubqueryFrom::~BoundSubqueryFrom() = default;

}  // namespace blueshift::analyze
