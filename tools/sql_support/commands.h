#pragma once
/// The documented commands, each with a statement that stands for it. What the parser says to the
/// statement is the command's state.
#include <span>
#include <string_view>

namespace blueshift::sql_support {

struct Command {
    std::string_view family;
    std::string_view name;
    std::string_view example;
    std::string_view doc;
};

/// By family, in the order of the documentation.
std::span<const Command> documented_commands();

}  // namespace blueshift::sql_support
