#pragma once
/// The system relations about COPY and UNLOAD.
#include <vector>

#include "catalog/system/system.h"

namespace blueshift::catalog::system {

std::vector<SystemRelation> load_relations();

}  // namespace blueshift::catalog::system
