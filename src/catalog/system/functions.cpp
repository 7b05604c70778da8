/// Functions over the session's catalog. To add one: a row; its SQL signature goes into functions/table_system.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "catalog/system/names.h"
#include "catalog/system/producers.h"
#include "catalog/system/rows.h"
#include "catalog/system/privilege_functions.h"
#include "catalog/system/routine_functions.h"

namespace blueshift::catalog::system {

namespace {

using Arguments = std::vector<Value>;

Oid as_oid(const Value& value) { return static_cast<Oid>(value.as_int()); }

Value pg_get_userbyid(const SystemContext& context, const Arguments& arguments) {
    return Value(user_name(context, static_cast<std::int32_t>(arguments[0].as_int())));
}

Value pg_table_is_visible(const SystemContext& context, const Arguments& arguments) {
    const auto relation = relation_by_oid(context, as_oid(arguments[0]));
    if (relation == nullptr) return {};
    const auto found = context.catalog.find_relation({relation->name}, Span{}, true);
    return Value(found != nullptr && found->oid == relation->oid);
}

Value format_type_of(const SystemContext&, const Arguments& arguments) {
    if (arguments[0].is_null()) return {};
    const auto id = type_from_oid(static_cast<std::uint32_t>(arguments[0].as_int()));
    if (!id) return Value("???");
    const std::int32_t typmod = arguments[1].is_null() ? -1 : static_cast<std::int32_t>(arguments[1].as_int());
    return Value(format_type(Type{*id, typmod}));
}

Value pg_get_viewdef(const SystemContext& context, const Arguments& arguments) {
    const auto relation = relation_by_oid(context, as_oid(arguments[0]));
    if (relation == nullptr || !is_view(*relation)) return Value("Not a view");
    return Value(view_definition(context, *relation));
}

std::string column_list(const Relation& relation, const std::vector<std::int16_t>& numbers) {
    std::string text;
    for (const std::int16_t number : numbers) {
        if (const Column* column = relation.column(number)) {
            text += (text.empty() ? "" : ", ") + quoted(column->name);
        }
    }
    return text;
}

Value pg_get_constraintdef(const SystemContext& context, const Arguments& arguments) {
    const Oid oid = as_oid(arguments[0]);
    for (const auto& relation : user_relations(context)) {
        for (const Constraint& constraint : relation->constraints) {
            if (constraint.oid != oid) continue;
            const std::string columns = column_list(*relation, constraint.columns);
            if (constraint.kind == Constraint::primary_key) return Value("PRIMARY KEY (" + columns + ")");
            if (constraint.kind == Constraint::unique) return Value("UNIQUE (" + columns + ")");
            const auto referenced = relation_by_oid(context, constraint.referenced);
            if (referenced == nullptr) return {};
            const auto visible = context.catalog.find_relation({referenced->name}, Span{}, true);
            const std::string prefix = visible != nullptr && visible->oid == referenced->oid
                                           ? ""
                                           : quoted(schema_name(context, *referenced)) + ".";
            return Value(fmt::format("FOREIGN KEY ({}) REFERENCES {}{}({})", columns, prefix,
                                     quoted(referenced->name),
                                     column_list(*referenced, constraint.referenced_columns)));
        }
    }
    return {};
}

/// The comment of an object; `catalog` names the table that lists it, any when it is NULL.
Value obj_description(const SystemContext& context, const Arguments& arguments) {
    if (arguments[0].is_null()) return {};
    const Oid oid = as_oid(arguments[0]);
    const Snapshot& snapshot = context.catalog.snapshot();
    const auto in = [&](std::string_view catalog) { return arguments[1].is_null() || arguments[1].as_string() == catalog; };
    if (const Relation* relation = snapshot.relations.find(oid); relation != nullptr && in("pg_class")) {
        return text_or_null(relation->comment);
    }
    if (const Schema* schema = snapshot.schemas.find(oid); schema != nullptr && in("pg_namespace")) {
        return text_or_null(schema->comment);
    }
    if (const Database* database = snapshot.databases.find(oid); database != nullptr && in("pg_database")) {
        return text_or_null(database->comment);
    }
    if (const Routine* routine = snapshot.routines.find(oid); routine != nullptr && in("pg_proc")) {
        return text_or_null(routine->comment);
    }
    if (!in("pg_constraint")) return {};
    for (const auto& relation : user_relations(context)) {
        for (const Constraint& constraint : relation->constraints) {
            if (constraint.oid == oid) return text_or_null(constraint.comment);
        }
    }
    return {};
}

Value col_description(const SystemContext& context, const Arguments& arguments) {
    const auto relation = relation_by_oid(context, as_oid(arguments[0]));
    if (relation == nullptr) return {};
    const Column* column = relation->column(static_cast<std::int16_t>(arguments[1].as_int()));
    return column == nullptr ? Value() : text_or_null(column->comment);
}

Value format_encoding(const SystemContext&, const Arguments& arguments) {
    return Value(encoding_name(static_cast<int>(arguments[0].as_int())));
}

Value pg_encoding_to_char(const SystemContext&, const Arguments& arguments) {
    return Value(arguments[0].as_int() == 6 ? "UNICODE" : "");
}

Value current_setting(const SystemContext& context, const Arguments& arguments) {
    const auto value = context.setting(arguments[0].as_string());
    if (value) return Value(*value);
    const bool missing_ok = arguments.size() > 1 && !arguments[1].is_null() && arguments[1].as_bool();
    if (missing_ok) return {};
    throw Error(Code::undefined_object, "unrecognized configuration parameter \"{}\"", arguments[0].as_string());
}

Value current_schemas(const SystemContext& context, const Arguments& arguments) {
    std::vector<std::string> names;
    if (arguments[0].as_bool()) {
        if (!context.catalog.temporary_relations().empty()) names.emplace_back("pg_temp");
        names.emplace_back("pg_catalog");
    }
    for (const std::string& name : context.catalog.search_path()) {
        if (context.catalog.find_schema(name) != nullptr) names.push_back(name);
    }
    return Value(array_text(names));
}

Value set_config(const SystemContext& context, const Arguments& arguments) {
    return Value(context.set_setting(arguments[0].as_string(), arguments[1].as_string(), arguments[2].as_bool()));
}

Value pg_cancel_backend(const SystemContext& context, const Arguments& arguments) {
    return Value(std::int64_t{context.signal(static_cast<std::int32_t>(arguments[0].as_int()), false)});
}

Value pg_terminate_backend(const SystemContext& context, const Arguments& arguments) {
    return Value(std::int64_t{context.signal(static_cast<std::int32_t>(arguments[0].as_int()), true)});
}

/// Types and built-in functions are all in pg_catalog, which is always searched.
Value always_visible(const SystemContext&, const Arguments&) { return Value(true); }

/// The comment of an object that all databases share.
Value shobj_description(const SystemContext& context, const Arguments& arguments) {
    const Database* database = context.catalog.snapshot().databases.find(as_oid(arguments[0]));
    return database == nullptr || arguments[1].as_string() != "pg_database" ? Value() : text_or_null(database->comment);
}

Value pg_relation_size(const SystemContext& context, const Arguments& arguments) {
    const auto& tables = context.storage();
    const auto found = tables.find(as_oid(arguments[0]));
    return Value(found == tables.end() ? std::int64_t{0} : found->second.block_count() * kBlockBytes);
}

/// All tables of a database, given by name or oid.
Value pg_database_size(const SystemContext& context, const Arguments& arguments) {
    const Snapshot& snapshot = context.catalog.snapshot();
    const std::string& given = arguments[0].as_string();
    const Database* database = is_number(given) ? snapshot.databases.find(static_cast<Oid>(std::stoul(given)))
                                                : snapshot.databases.find(kInvalidOid, given);
    if (database == nullptr) throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", given);
    std::int64_t block_count = 0;
    for (const auto& [oid, table] : context.storage()) {
        const Relation* relation = snapshot.relations.find(oid);
        const Schema* schema = relation == nullptr ? nullptr : snapshot.schemas.find(relation->schema);
        if (schema != nullptr && schema->database == database->oid) block_count += table.block_count();
    }
    return Value(block_count * kBlockBytes);
}

/// A view's rule in pg_rewrite has the view's oid.
Value pg_get_ruledef(const SystemContext& context, const Arguments& arguments) {
    const auto relation = relation_by_oid(context, as_oid(arguments[0]));
    if (relation == nullptr || !is_view(*relation)) return {};
    return Value(fmt::format("CREATE RULE \"_RETURN\" AS ON SELECT TO {} DO INSTEAD {};", quoted(relation->name), relation->view_text));
}

/// `12 kB`, in the largest unit that leaves at least two digits.
Value pg_size_pretty(const SystemContext&, const Arguments& arguments) {
    constexpr std::int64_t kStep = 1024;
    constexpr std::int64_t kLargest = 10 * kStep;
    std::int64_t size = arguments[0].as_int();
    const char* unit = "bytes";
    for (const char* next : {"kB", "MB", "GB", "TB"}) {
        if (size < kLargest) break;
        size = (size + kStep / 2) / kStep;
        unit = next;
    }
    return Value(fmt::format("{} {}", size, unit));
}

/// There are no indexes.
Value pg_get_indexdef(const SystemContext&, const Arguments&) { return {}; }

Value regclass_in(const SystemContext& context, const Arguments& arguments) {
    const std::string& text = arguments[0].as_string();
    if (is_number(text)) return Value(std::int64_t{std::stol(text)});
    if (text == "-") return Value(0);
    return Value(std::int64_t{context.catalog.relation(name_parts(text), Span{})->oid});
}

Value regclass_out(const SystemContext& context, const Arguments& arguments) {
    if (arguments[0].as_int() == 0) return Value("-");
    const auto relation = relation_by_oid(context, as_oid(arguments[0]));
    if (relation == nullptr) return Value(std::to_string(arguments[0].as_int()));
    const auto visible = context.catalog.find_relation({relation->name}, Span{}, true);
    const bool plain = visible != nullptr && visible->oid == relation->oid;
    return Value((plain ? "" : quoted(schema_name(context, *relation)) + ".") + quoted(relation->name));
}

Value to_regclass(const SystemContext& context, const Arguments& arguments) {
    const auto relation = context.catalog.find_relation(name_parts(arguments[0].as_string()), Span{}, true);
    return relation == nullptr ? Value() : Value(std::int64_t{relation->oid});
}

Value regtype_out(const SystemContext&, const Arguments& arguments) {
    if (arguments[0].as_int() == 0) return Value("-");
    const auto id = type_from_oid(static_cast<std::uint32_t>(arguments[0].as_int()));
    return Value(id ? format_type(Type{*id}) : std::to_string(arguments[0].as_int()));
}

Value regtype_in(const SystemContext&, const Arguments& arguments) {
    if (is_number(arguments[0].as_string())) return Value(std::int64_t{std::stol(arguments[0].as_string())});
    const auto type = type_from_name(arguments[0].as_string(), {});
    if (!type) {
        throw Error(Code::undefined_object, "type \"{}\" does not exist", arguments[0].as_string());
    }
    return Value(std::int64_t{type_info(type->id).oid});
}

}  // namespace

std::string oid_name(const SystemContext& context, TypeId type, std::int64_t oid) {
    const auto name = type == TypeId::regclass ? regclass_out : type == TypeId::regproc ? regproc_out : regtype_out;
    return name(context, {Value(oid)}).as_string();
}

const std::vector<SystemFunction>& functions() {
    using T = TypeId;
    // clang-format off
    static const std::vector<SystemFunction> kFunctions = {
        //  name                      arguments                              result      strict
        {"col_description",          {T::bigint, T::bigint},                T::varchar,  true,  col_description},
        {"current_schemas",          {T::boolean},                          T::varchar,  true,  current_schemas},
        {"current_setting",          {T::varchar, T::boolean},              T::varchar,  false, current_setting},
        {"format_encoding",          {T::bigint},                           T::varchar,  true,  format_encoding},
        {"format_type",              {T::bigint, T::bigint},                T::varchar,  false, format_type_of},
        {"has_assumerole_privilege", {T::varchar, T::varchar, T::varchar},  T::boolean,  true,  has_assumerole_privilege},
        {"has_column_privilege",     {T::varchar, T::varchar, T::varchar, T::varchar}, T::boolean, true, has_column_privilege},
        {"has_database_privilege",   {T::varchar, T::varchar, T::varchar},  T::boolean,  true,  has_database_privilege},
        {"has_function_privilege",   {T::varchar, T::varchar, T::varchar},  T::boolean,  true,  has_function_privilege},
        {"has_language_privilege",   {T::varchar, T::varchar, T::varchar},  T::boolean,  true,  has_language_privilege},
        {"has_schema_privilege",     {T::varchar, T::varchar, T::varchar},  T::boolean,  true,  has_schema_privilege},
        {"has_table_privilege",      {T::varchar, T::varchar, T::varchar},  T::boolean,  true,  has_table_privilege},
        {"obj_description",          {T::bigint, T::varchar},               T::varchar,  false, obj_description},
        {"pg_cancel_backend",        {T::bigint},                           T::bigint,   true,  pg_cancel_backend},
        {"pg_database_size",         {T::varchar},                          T::bigint,   true,  pg_database_size},
        {"pg_encoding_to_char",      {T::bigint},                           T::varchar,  true,  pg_encoding_to_char},
        {"pg_function_is_visible",   {T::bigint},                           T::boolean,  true,  always_visible},
        {"pg_get_constraintdef",     {T::bigint},                           T::varchar,  true,  pg_get_constraintdef},
        {"pg_get_function_arguments", {T::bigint},                          T::varchar,  true,  pg_get_function_arguments},
        {"pg_get_function_result",   {T::bigint},                           T::varchar,  true,  pg_get_function_result},
        {"pg_get_functiondef",       {T::bigint},                           T::varchar,  true,  pg_get_functiondef},
        {"pg_get_indexdef",          {T::bigint},                           T::varchar,  true,  pg_get_indexdef},
        {"pg_get_ruledef",           {T::bigint},                           T::varchar,  true,  pg_get_ruledef},
        {"pg_get_userbyid",          {T::bigint},                           T::varchar,  true,  pg_get_userbyid},
        {"pg_get_viewdef",           {T::bigint},                           T::varchar,  true,  pg_get_viewdef},
        {"pg_relation_size",         {T::bigint},                           T::bigint,   true,  pg_relation_size},
        {"pg_size_pretty",           {T::bigint},                           T::varchar,  true,  pg_size_pretty},
        {"pg_table_is_visible",      {T::bigint},                           T::boolean,  true,  pg_table_is_visible},
        {"pg_terminate_backend",     {T::bigint},                           T::bigint,   true,  pg_terminate_backend},
        {"pg_type_is_visible",       {T::bigint},                           T::boolean,  true,  always_visible},
        {"regclass_in",              {T::varchar},                          T::bigint,   true,  regclass_in},
        {"regclass_out",             {T::bigint},                           T::varchar,  true,  regclass_out},
        {"regproc_in",               {T::varchar},                          T::bigint,   true,  regproc_in},
        {"regproc_out",              {T::bigint},                           T::varchar,  true,  regproc_out},
        {"regtype_in",               {T::varchar},                          T::bigint,   true,  regtype_in},
        {"regtype_out",              {T::bigint},                           T::varchar,  true,  regtype_out},
        {"role_is_member_of",        {T::varchar, T::varchar},              T::boolean,  true,  role_is_member_of},
        {"set_config",               {T::varchar, T::varchar, T::boolean},  T::varchar,  true,  set_config},
        {"shobj_description",        {T::bigint, T::varchar},               T::varchar,  true,  shobj_description},
        {"to_regclass",              {T::varchar},                          T::bigint,   true,  to_regclass},
        {"user_is_member_of",        {T::varchar, T::varchar},              T::boolean,  true,  user_is_member_of},
    };
    // clang-format on
    return kFunctions;
}

}  // namespace blueshift::catalog::system
