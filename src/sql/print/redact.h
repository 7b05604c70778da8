#pragma once
/// Texts of statements for logs, when there is no tree to print.
#include <string>
#include <string_view>

namespace blueshift::sql {

/// Replaces every literal in `sql` by ?, for statements that cannot be parsed: nobody knows which of them are secret.
std::string without_literals(std::string_view sql);

}  // namespace blueshift::sql
