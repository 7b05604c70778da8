/// SHOW FUNCTIONS, PROCEDURES and PARAMETERS.  Doc: dg/r_SHOW_FUNCTIONS, dg/r_SHOW_PROCEDURES, dg/r_SHOW_PARAMETERS
#include <algorithm>

#include "base/error.h"
#include "catalog/access.h"
#include "exec/show_objects.h"

namespace blueshift::exec {

namespace {

using catalog::ArgumentMode;
using catalog::Routine;
using catalog::RoutineKind;

constexpr TypeId kText = TypeId::varchar;
constexpr TypeId kInteger = TypeId::integer;

std::string type_word(Type type) { return format_type(Type{type.id}); }

/// Types of the input arguments as drivers hand them back to SHOW PARAMETERS: without length and precision.
std::string argument_list(const Routine& routine) {
    std::string text;
    for (const Type type : routine.input_types()) text += (text.empty() ? "" : ", ") + type_word(type);
    return text;
}

/// What a call gives: a procedure gives its OUT arguments, if any.
Value return_type(const Routine& routine) {
    if (routine.kind == RoutineKind::function) return Value(type_word(routine.return_type));
    std::vector<Type> out;
    for (const catalog::RoutineArgument& argument : routine.arguments) {
        if (argument.mode != ArgumentMode::in) out.push_back(argument.type);
    }
    if (out.empty()) return {};
    return out.size() == 1 ? Value(type_word(out[0])) : Value("record");
}

ShowResult show_routines(const ShowRequest& request, RoutineKind kind) {
    const auto [schema, database] = schema_named(request, request.names.size());
    ShowResult rows;
    for (const auto& [oid, routine] : request.view.snapshot().routines.all()) {
        if (routine->schema != schema.oid || routine->kind != kind || !wanted(request, routine->name)) continue;
        rows.push_back({database, schema.name, routine->name, static_cast<std::int64_t>(routine->input_types().size()),
                        argument_list(*routine), return_type(*routine), optional_text(routine->comment)});
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::pair(a[2].as_string(), a[4].as_string()) < std::pair(b[2].as_string(), b[4].as_string());
    });
    return limited(request, std::move(rows));
}

ShowResult show_functions(const ShowRequest& request) { return show_routines(request, RoutineKind::function); }
ShowResult show_procedures(const ShowRequest& request) { return show_routines(request, RoutineKind::procedure); }

bool same_types(const std::vector<Type>& left, const std::vector<Type>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](Type a, Type b) { return a.id == b.id; });
}

}  // namespace

const Routine& routine_named(const ShowRequest& request, RoutineKind kind) {
    const std::string& name = request.names.back();
    const Routine* found = nullptr;
    const auto consider = [&](const catalog::Schema& schema) {
        for (const Routine* routine : request.view.snapshot().routines_named(schema.oid, name)) {
            if (routine->kind != kind || found != nullptr) continue;
            if (!request.argument_types || same_types(*request.argument_types, routine->input_types())) {
                found = routine;
            }
        }
    };
    if (request.names.size() > 1) {
        consider(schema_named(request, request.names.size() - 1).schema);
    } else {
        for (const std::string& entry : request.view.search_path()) {
            if (const auto* schema = request.view.find_schema(entry)) consider(*schema);
        }
    }
    if (found == nullptr) {
        throw Error(Code::undefined_function, "{} \"{}\" does not exist",
                    kind == RoutineKind::function ? "function" : "procedure", name)
            .at(request.span);
    }
    return *found;
}

namespace {

std::string_view mode_word(ArgumentMode mode) {
    switch (mode) {
        case ArgumentMode::in: return "IN";
        case ArgumentMode::out: return "OUT";
        case ArgumentMode::inout: return "INOUT";
    }
    return {};
}

ShowResult show_parameters(const ShowRequest& request, RoutineKind kind) {
    const Routine& routine = routine_named(request, kind);
    const catalog::Schema* schema = request.view.snapshot().schemas.find(routine.schema);
    const auto* database = request.view.snapshot().databases.find(schema->database);
    ShowResult rows;
    const auto add = [&](const std::string& name, std::int64_t position, std::string_view mode, Type type) {
        if (!wanted(request, name)) return;
        const TypeFigures figures = type_figures(type);
        rows.push_back({database->name, schema->name, routine.name, optional_text(name), position, mode,
                        type_word(type), figures.character_maximum_length, figures.numeric_precision,
                        figures.numeric_scale});
    };
    std::int64_t position = 0;
    for (const catalog::RoutineArgument& argument : routine.arguments) {
        add(argument.name, ++position, mode_word(argument.mode), argument.type);
    }
    if (kind == RoutineKind::function) add({}, 0, "RETURN", routine.return_type);
    return limited(request, std::move(rows));
}

ShowResult show_function_parameters(const ShowRequest& request) {
    return show_parameters(request, RoutineKind::function);
}
ShowResult show_procedure_parameters(const ShowRequest& request) {
    return show_parameters(request, RoutineKind::procedure);
}

std::vector<std::pair<std::string_view, TypeId>> routine_columns(std::string_view name) {
    return {{"database_name", kText}, {"schema_name", kText},  {name, kText},     {"number_of_arguments", kInteger},
            {"argument_list", kText}, {"return_type", kText}, {"remarks", kText}};
}

std::vector<std::pair<std::string_view, TypeId>> parameter_columns(std::string_view name) {
    return {{"database_name", kText},  {"schema_name", kText},
            {name, kText},             {"parameter_name", kText},
            {"ordinal_position", kInteger}, {"parameter_type", kText},
            {"data_type", kText},      {"character_maximum_length", kInteger},
            {"numeric_precision", kInteger}, {"numeric_scale", kInteger}};
}

}  // namespace

std::span<const ShowRow> routine_show_rows() {
    static const ShowRow kRows[] = {
        {"functions from schema", routine_columns("function_name"), show_functions, "dg/r_SHOW_FUNCTIONS"},
        {"parameters of function", parameter_columns("function_name"), show_function_parameters,
         "dg/r_SHOW_PARAMETERS"},
        {"parameters of procedure", parameter_columns("procedure_name"), show_procedure_parameters,
         "dg/r_SHOW_PARAMETERS"},
        {"procedures from schema", routine_columns("procedure_name"), show_procedures, "dg/r_SHOW_PROCEDURES"},
    };
    return kRows;
}

}  // namespace blueshift::exec
