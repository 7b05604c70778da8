#include "analyze/analyzer.h"
#include "base/error.h"

namespace blueshift::analyze {

Type resolve_type(const sql::TypeName& name) {
    const std::string full = name.array ? name.name + "[]" : name.name;
    try {
        if (const auto type = type_from_name(full, name.arguments)) return *type;
    } catch (Error& error) {
        error.at(name.span);
        throw;
    }
    throw Error(Code::undefined_object, "type \"{}\" does not exist", full).at(name.span);
}

}  // namespace blueshift::analyze
