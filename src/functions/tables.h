#pragma once
/// The tables of rows. To add one: a file table_<category>.cpp that defines its function, a line here and one in registry.cpp.
#include <span>

#include "functions/registry.h"

namespace blueshift::functions {

/// The template of a documented function that this server does not have: calls answer 0A000.
inline constexpr std::string_view kUnsupportedFunction = "@unsupported";

std::span<const Row> aggregate_rows();
std::span<const Row> conditional_rows();
std::span<const Row> datetime_rows();
std::span<const Row> formatting_rows();
std::span<const Row> hash_rows();
std::span<const Row> json_rows();
std::span<const Row> math_rows();
std::span<const Row> operator_rows();
std::span<const Row> spatial_rows();
std::span<const Row> string_rows();
std::span<const Row> system_rows();
std::span<const Row> varbyte_rows();
std::span<const Row> window_rows();

}  // namespace blueshift::functions
