#pragma once
/// Documented functions that are no rows of the registry: those that the grammar knows, and those
/// that this server does not have.
#include <span>
#include <string_view>

namespace blueshift::sql_support {

struct DocumentedFunction {
    std::string_view signature;
    std::string_view state;
    std::string_view doc;
};

/// Functions with syntax or rules of their own, which the binder writes out.
std::span<const DocumentedFunction> grammar_functions();
/// Documented functions that do not exist here, with the reason.
std::span<const DocumentedFunction> missing_functions();

}  // namespace blueshift::sql_support
