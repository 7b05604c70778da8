#pragma once
/// The tables of rows. To add one: a file table_<category>.cpp that defines its function, a line here and one in registry.cpp.
#include <span>

#include "functions/registry.h"

namespace blueshift::functions {

std::span<const Row> operator_rows();

}  // namespace blueshift::functions
