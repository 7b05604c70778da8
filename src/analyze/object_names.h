#pragma once
/// Names of catalog objects inside text literals: 'public.t'::regclass.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/analyzer.h"

namespace blueshift::analyze {

/// Cuts a possibly qualified, possibly quoted name into its parts. Throws invalid_name (42602).
std::vector<std::string> split_name(std::string_view text, bool case_sensitive);

/// What ::regclass, ::regtype and ::regproc give; digits stand for an oid, `-` for none.
/// Throw undefined_table (42P01), undefined_object (42704), undefined_function (42883).
std::int64_t relation_oid(std::string_view text, const AnalyzeContext& context);
std::int64_t type_oid(std::string_view text);
std::int64_t function_oid(std::string_view text);

}  // namespace blueshift::analyze
