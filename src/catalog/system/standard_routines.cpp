/// information_schema: routines and their parameters.
#include "catalog/system/column_sizes.h"
#include "catalog/system/families.h"
#include "catalog/system/routine_rows.h"
#include "catalog/system/rows.h"

namespace blueshift::catalog::system {

namespace {

/// `name_oid`: unique among routines of one name.
std::string specific_name(const Routine& routine) { return routine.name + "_" + std::to_string(routine.oid); }

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    return out;
}

std::vector<Row> routines(const SystemContext& context) {
    std::vector<Row> rows;
    const std::string database = database_name(context);
    for (const auto& routine : visible_routines(context)) {
        const std::string schema = schema_name(context, routine->schema);
        const bool function = routine->kind == RoutineKind::function;
        const Type type = function ? routine->return_type : Type{TypeId::void_};
        const ColumnSizes sizes = column_sizes(type);
        const bool sql = routine->language == "sql";
        rows.push_back({database, schema, specific_name(*routine), database, schema, routine->name,
                        function ? "FUNCTION" : "PROCEDURE", function ? Value(format_type(Type{type.id})) : Value(), sizes.length,
                        sizes.precision, sizes.radix, sizes.scale, sizes.datetime_precision,
                        function ? Value(database) : Value(), function ? Value("pg_catalog") : Value(),
                        function ? Value(std::string(type_info(type.id).typname)) : Value(), sql ? "SQL" : "EXTERNAL", routine->body,
                        Value(), upper(routine->language), "GENERAL", routine->volatility == Volatility::immutable ? "YES" : "NO",
                        "MODIFIES", "NO", Value(), "YES", 0, Value(), Value(), routine->security_definer ? "DEFINER" : "INVOKER"});
    }
    return rows;
}

std::string_view mode_word(ArgumentMode mode) {
    return mode == ArgumentMode::in ? "IN" : mode == ArgumentMode::out ? "OUT" : "INOUT";
}

std::vector<Row> parameters(const SystemContext& context) {
    std::vector<Row> rows;
    const std::string database = database_name(context);
    for (const auto& routine : visible_routines(context)) {
        std::int64_t position = 0;
        for (const RoutineArgument& argument : routine->arguments) {
            const ColumnSizes sizes = column_sizes(argument.type);
            ++position;
            rows.push_back({database, schema_name(context, routine->schema), specific_name(*routine), position,
                            std::string(mode_word(argument.mode)), "NO", "NO", text_or_null(argument.name),
                            format_type(Type{argument.type.id}), sizes.length, sizes.length, sizes.precision, sizes.radix,
                            sizes.scale, sizes.datetime_precision, database, "pg_catalog",
                            std::string(type_info(argument.type.id).typname), std::to_string(position)});
        }
    }
    return rows;
}

}  // namespace

// clang-format off
std::vector<SystemRelation> standard_routine_relations() {
    return {
        standard("parameters",
            "specific_catalog text, specific_schema text, specific_name text, ordinal_position integer, parameter_mode text, is_result text, as_locator text, parameter_name text, "
            "data_type text, character_maximum_length integer, character_octet_length integer, numeric_precision integer, numeric_precision_radix integer, numeric_scale integer, "
            "datetime_precision integer, udt_catalog text, udt_schema text, udt_name text, dtd_identifier text", parameters),
        standard("routines",
            "specific_catalog text, specific_schema text, specific_name text, routine_catalog text, routine_schema text, routine_name text, routine_type text, data_type text, "
            "character_maximum_length integer, numeric_precision integer, numeric_precision_radix integer, numeric_scale integer, datetime_precision integer, type_udt_catalog text, "
            "type_udt_schema text, type_udt_name text, routine_body text, routine_definition text, external_name text, external_language text, parameter_style text, "
            "is_deterministic text, sql_data_access text, is_null_call text, sql_path text, schema_level_routine text, max_dynamic_result_sets integer, is_user_defined_cast text, "
            "is_implicitly_invocable text, security_type text", routines),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
