#pragma once
/// The schema that holds what the monitoring relations are made from.
#include "catalog/model.h"

namespace blueshift::catalog {

inline constexpr Oid kPgInternalSchemaOid = 9'002;

}  // namespace blueshift::catalog
