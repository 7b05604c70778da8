/// SHOW FUNCTIONS, PROCEDURES, PARAMETERS, PROCEDURE.  Doc: dg/r_SHOW_FUNCTIONS, dg/r_SHOW_PROCEDURE
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "catalog/system/column_sizes.h"
#include "catalog/system/routine_rows.h"
#include "catalog/system/rows.h"
#include "exec/show_families.h"

namespace blueshift::exec {

namespace {

namespace system = catalog::system;

std::string argument_list(const catalog::Routine& routine) {
    std::vector<std::string> types;
    for (const Type type : routine.input_types()) types.push_back(format_type(Type{type.id}));
    return fmt::format("{}", fmt::join(types, ", "));
}

Value return_type(const catalog::Routine& routine) {
    if (routine.kind == catalog::RoutineKind::procedure) return {};
    return format_type(Type{routine.return_type.id});
}

ShowRows routines(const ShowRequest& request, catalog::RoutineKind kind) {
    const catalog::Schema& schema = schema_named(request);
    ShowRows rows;
    for (const auto& [oid, routine] : request.view.snapshot().routines.all()) {
        if (routine->schema != schema.oid || routine->kind != kind || !wanted(request, routine->name)) continue;
        rows.push_back({database_of(request, schema), schema.name, routine->name,
                        static_cast<std::int64_t>(routine->input_types().size()), argument_list(*routine), return_type(*routine),
                        system::text_or_null(routine->comment)});
    }
    return rows;
}

std::string_view mode_word(catalog::ArgumentMode mode) {
    return mode == catalog::ArgumentMode::in ? "IN" : mode == catalog::ArgumentMode::out ? "OUT" : "INOUT";
}

/// Schemas in which the name may be: the named one, or those of the search path.
std::vector<const catalog::Schema*> candidate_schemas(const ShowRequest& request) {
    std::vector<const catalog::Schema*> schemas;
    if (request.names.size() > 1) {
        ShowRequest parent = request;
        parent.names.pop_back();
        schemas.push_back(&schema_named(parent));
        return schemas;
    }
    for (const std::string& name : request.view.search_path()) {
        const auto* schema = request.view.snapshot().schemas.find(request.view.database().oid, name);
        if (schema != nullptr) schemas.push_back(schema);
    }
    return schemas;
}

/// Whether the types that the command gives are the routine's.
bool takes(const catalog::Routine& routine, const std::vector<std::string>& names) {
    const std::vector<Type> types = routine.input_types();
    if (types.size() != names.size()) return false;
    for (std::size_t index = 0; index < names.size(); ++index) {
        const auto type = type_from_name(names[index], {});
        if (!type || type->id != types[index].id) return false;
    }
    return true;
}

}  // namespace

const catalog::Routine& routine_named(const ShowRequest& request) {
    std::vector<const catalog::Routine*> found;
    for (const catalog::Schema* schema : candidate_schemas(request)) {
        for (const catalog::Routine* routine : request.view.snapshot().routines_named(schema->oid, request.names.back())) {
            if (!request.statement.argument_types || takes(*routine, request.argument_types)) found.push_back(routine);
        }
        if (!found.empty()) break;
    }
    const std::string shown = fmt::format("{}({})", fmt::join(request.names, "."), fmt::join(request.argument_types, ", "));
    if (found.empty()) throw Error(Code::undefined_function, "function {} does not exist", shown).at(request.span);
    if (found.size() > 1) throw Error(Code::ambiguous_function, "function {} is not unique", shown).at(request.span);
    return *found[0];
}

ShowRows show_functions(const ShowRequest& request) { return routines(request, catalog::RoutineKind::function); }
ShowRows show_procedures(const ShowRequest& request) { return routines(request, catalog::RoutineKind::procedure); }

ShowRows show_parameters(const ShowRequest& request) {
    const catalog::Routine& routine = routine_named(request);
    const catalog::Schema* schema = request.view.snapshot().schemas.find(routine.schema);
    ShowRows rows;
    const auto add = [&](const std::string& name, std::int64_t position, std::string_view kind, Type type) {
        if (!wanted(request, name)) return;
        const system::ColumnSizes sizes = system::column_sizes(type);
        rows.push_back({database_of(request, *schema), schema->name, routine.name, name, position, kind,
                        format_type(Type{type.id}), sizes.length, sizes.precision, sizes.scale});
    };
    if (routine.kind == catalog::RoutineKind::function) add("", 0, "RETURN", routine.return_type);
    std::int64_t position = 0;
    for (const catalog::RoutineArgument& argument : routine.arguments) {
        add(argument.name, ++position, mode_word(argument.mode), argument.type);
    }
    return rows;
}

ShowRows show_procedure(const ShowRequest& request) {
    const catalog::Routine& routine = routine_named(request);
    if (routine.kind != catalog::RoutineKind::procedure) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a procedure", routine.name).at(request.span);
    }
    return {{system::routine_definition(routine, system::schema_name(system_context(request), routine.schema))}};
}

}  // namespace blueshift::exec
