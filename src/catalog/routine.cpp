#include "catalog/routine.h"

#include <fmt/format.h>

namespace blueshift::catalog {

std::vector<Type> Routine::input_types() const {
    std::vector<Type> types;
    for (const RoutineArgument& argument : arguments) {
        if (argument.mode != ArgumentMode::out) types.push_back(argument.type);
    }
    return types;
}

std::string routine_signature(std::string_view name, const std::vector<Type>& input_types) {
    std::string text = fmt::format("{}(", name);
    for (std::size_t index = 0; index < input_types.size(); ++index) {
        if (index > 0) text += ',';
        // Length and precision do not tell routines apart.
        text += type_info(input_types[index].id).typname;
    }
    return text + ")";
}

std::string map_name(const Routine& routine) { return routine_signature(routine.name, routine.input_types()); }

}  // namespace blueshift::catalog
