#include "exec/routines.h"

#include <algorithm>

#include "analyze/routines.h"
#include "base/routine_error.h"
#include "catalog/access.h"
#include "exec/access.h"
#include "exec/ddl.h"
#include "exec/settings.h"
#include "exec/view_texts.h"
#include "plpgsql/parser.h"

namespace blueshift::exec {

namespace {

constexpr std::size_t kArgumentCountMax = 32;
constexpr std::size_t kProcedureCountMax = 10'000;

std::string_view kind_word(bool procedure) { return procedure ? "procedure" : "function"; }

std::vector<std::string> texts(const sql::QualifiedName& name) {
    std::vector<std::string> parts;
    for (const sql::Name& part : name.parts) parts.push_back(part.text);
    return parts;
}

void require_owner(const catalog::Routine& routine, const ExecContext& context) {
    if (context.superuser || routine.owner == context.user) return;
    throw Error(Code::insufficient_privilege, "must be owner of {} {}",
                kind_word(routine.kind == catalog::RoutineKind::procedure), routine.name);
}

std::vector<catalog::RoutineArgument> arguments_of(const sql::CreateRoutine& statement) {
    std::vector<catalog::RoutineArgument> arguments;
    std::size_t input_count = 0;
    std::size_t output_count = 0;
    for (const sql::RoutineParameter& parameter : statement.parameters) {
        catalog::RoutineArgument argument;
        argument.name = parameter.name.text;
        argument.mode = static_cast<catalog::ArgumentMode>(parameter.mode);
        argument.type = analyze::resolve_type(parameter.type);
        const auto same = [&](const catalog::RoutineArgument& other) {
            return !argument.name.empty() && other.name == argument.name;
        };
        if (std::any_of(arguments.begin(), arguments.end(), same)) {
            throw RoutineError(kInvalidFunctionDefinition,
                               fmt::format("parameter name \"{}\" used more than once", argument.name));
        }
        if (!statement.procedure && parameter.mode != sql::ParameterMode::in) {
            throw Error(Code::feature_not_supported, "functions cannot have OUT arguments").at(parameter.span);
        }
        if (parameter.mode != sql::ParameterMode::out) ++input_count;
        if (parameter.mode != sql::ParameterMode::in) ++output_count;
        arguments.push_back(std::move(argument));
    }
    if (input_count > kArgumentCountMax) {
        throw Error(Code::too_many_arguments, "{}s cannot have more than {} arguments", kind_word(statement.procedure),
                    kArgumentCountMax)
            .at(statement.name.span);
    }
    if (output_count > kArgumentCountMax) {
        throw Error(Code::too_many_arguments, "procedures cannot have more than {} output arguments", kArgumentCountMax)
            .at(statement.name.span);
    }
    return arguments;
}

void check_language(const sql::CreateRoutine& statement) {
    const std::string& language = statement.language;
    if (language == (statement.procedure ? "plpgsql" : "sql")) return;
    if (language == "plpythonu" || language == "plpython3u") {
        throw Error(Code::feature_not_supported, "Python user-defined functions are not supported")
            .hint("Amazon Redshift has ended them, too. Write the function in LANGUAGE sql.")
            .at(statement.language_span);
    }
    if (language == "sql" || language == "plpgsql") {
        throw Error(Code::feature_not_supported, "language \"{}\" is not supported for {}s", language,
                    kind_word(statement.procedure))
            .at(statement.language_span);
    }
    throw Error(Code::undefined_object, "language \"{}\" does not exist", language).at(statement.language_span);
}

/// Positions in the body as positions in the statement.
[[noreturn]] void throw_moved(RoutineError error, const sql::CreateRoutine& statement) {
    const auto position = error.position();
    error.without_position();
    if (position && statement.body_offset > 0) {
        error.at({position->begin + statement.body_offset, position->end + statement.body_offset});
    }
    throw error;
}

void check_body(const catalog::Routine& routine, const sql::CreateRoutine& statement, ExecContext& context) {
    try {
        if (statement.procedure) {
            plpgsql::parse_procedure(routine, context.case_sensitive_identifiers);
        } else {
            const auto view = context.view();
            auto analysis = context.analyze_context(view);
            analyze::check_function_body(routine, analysis);
        }
    } catch (const Error& error) {
        throw_moved(RoutineError(error), statement);
    }
}

void check_procedure_count(const ExecContext& context) {
    std::size_t count = 0;
    const catalog::Snapshot& snapshot = context.catalog.current();
    for (const auto& [oid, routine] : snapshot.routines.all()) {
        const catalog::Schema* schema = snapshot.schemas.find(routine->schema);
        const bool here = schema != nullptr && schema->database == context.database;
        if (here && routine->kind == catalog::RoutineKind::procedure) ++count;
    }
    if (count >= kProcedureCountMax) {
        throw Error(Code::program_limit_exceeded, "a database can have at most {} stored procedures",
                    kProcedureCountMax);
    }
}

/// What a replacement keeps of the routine that it replaces.
void replace(catalog::Routine& routine, const catalog::Routine& existing, const sql::CreateRoutine& statement,
             const ExecContext& context) {
    const std::string signature = map_name(existing);
    if (existing.kind != routine.kind) {
        throw Error(Code::wrong_object_type, "cannot change routine kind")
            .detail(fmt::format("\"{}\" is a {}.", existing.name, kind_word(!statement.procedure)))
            .at(statement.name.span);
    }
    if (!statement.or_replace) {
        throw Error(Code::duplicate_function, "{} \"{}\" already exists with same argument types",
                    kind_word(statement.procedure), existing.name)
            .at(statement.name.span);
    }
    require_owner(existing, context);
    if (existing.return_type.id != routine.return_type.id) {
        RoutineError error(kInvalidFunctionDefinition, "cannot change return type of existing function");
        error.hint(fmt::format("Use DROP FUNCTION {} first.", signature));
        throw error;
    }
    routine.oid = existing.oid;
    routine.owner = existing.owner;
    routine.acl = existing.acl;
    routine.comment = existing.comment;
    routine.created_micros = existing.created_micros;
}

[[noreturn]] void throw_missing(const sql::QualifiedName& name, const std::vector<sql::TypeName>& types,
                                bool procedure) {
    throw Error(Code::undefined_function, "{} {} does not exist", kind_word(procedure), shown_signature(name, types))
        .at(name.span);
}

std::shared_ptr<const catalog::Routine> owned_routine(const sql::AlterRoutine& statement, ExecContext& context) {
    auto routine = find_routine(statement.name, statement.signature, statement.procedure, context.view());
    if (routine == nullptr) throw_missing(statement.name, statement.signature, statement.procedure);
    require_owner(*routine, context);
    return routine;
}

/// Removes a routine and, with `cascade`, the views that call it.
void drop_with_views(const catalog::Routine& routine, bool cascade, ExecContext& context) {
    const std::string signature = map_name(routine);
    const catalog::Oid oid = routine.oid;
    while (true) {
        const auto dependents = context.catalog.current().dependents(oid);
        if (dependents.empty()) break;
        if (!cascade) {
            throw Error(Code::dependent_objects_still_exist,
                        "cannot drop function {} because other objects depend on it", signature)
                .detail(fmt::format("view {} depends on function {}", dependents[0]->name, signature))
                .hint("Use DROP ... CASCADE to drop the dependent objects too.");
        }
        context.notice("NOTICE", Code::successful_completion,
                       fmt::format("drop cascades to view {}", dependents[0]->name));
        drop_with_dependents(*context.catalog.current().relations.share(dependents[0]->oid), true, context);
    }
    context.catalog.erase_routine(oid);
}

}  // namespace

std::string shown_signature(const sql::QualifiedName& name, const std::vector<sql::TypeName>& types) {
    std::string out;
    for (const sql::Name& part : name.parts) out += (out.empty() ? "" : ".") + part.text;
    out += '(';
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (i > 0) out += ", ";
        out += type_info(analyze::resolve_type(types[i]).id).sql_name;
    }
    return out + ')';
}

std::shared_ptr<const catalog::Routine> find_routine(const sql::QualifiedName& name,
                                                     const std::vector<sql::TypeName>& types, bool procedure,
                                                     const catalog::CatalogView& view) {
    std::vector<TypeId> wanted;
    for (const sql::TypeName& type : types) wanted.push_back(analyze::resolve_type(type).id);
    if (name.parts.size() > 1 && view.find_schema(name.schema()) == nullptr) {
        throw Error(Code::invalid_schema_name, "schema \"{}\" does not exist", name.schema()).at(name.span);
    }
    const auto kind = procedure ? catalog::RoutineKind::procedure : catalog::RoutineKind::function;
    const auto candidates = analyze::find_routines(view, name, kind);
    const auto fits = [&](const catalog::Routine& routine, bool outputs) {
        std::vector<TypeId> own;
        for (const catalog::RoutineArgument& argument : routine.arguments) {
            if (outputs || argument.mode != catalog::ArgumentMode::out) own.push_back(argument.type.id);
        }
        return own == wanted;
    };
    // OUT arguments may be written, too.
    for (const bool outputs : {false, true}) {
        for (const auto& routine : candidates) {
            if (fits(*routine, outputs)) return routine;
        }
    }
    return nullptr;
}

std::string create_routine(const sql::CreateRoutine& statement, ExecContext& context) {
    check_language(statement);
    catalog::Routine routine;
    routine.kind = statement.procedure ? catalog::RoutineKind::procedure : catalog::RoutineKind::function;
    routine.name = statement.name.object();
    routine.owner = context.user;
    routine.arguments = arguments_of(statement);
    if (!statement.procedure) routine.return_type = analyze::resolve_type(statement.return_type);
    routine.language = statement.language;
    if (statement.volatility == "stable") routine.volatility = catalog::Volatility::stable;
    if (statement.volatility == "immutable") routine.volatility = catalog::Volatility::immutable;
    routine.body = statement.body;
    routine.nonatomic = statement.nonatomic;
    routine.security_definer = statement.security_definer.value_or(false);
    if (routine.nonatomic && (routine.security_definer || !statement.set_name.empty())) {
        throw Error(Code::feature_not_supported, "{} is not supported for NONATOMIC procedures",
                    routine.security_definer ? "SECURITY DEFINER" : "SET");
    }
    if (!statement.set_name.empty()) {
        std::string value;
        for (const std::string& part : statement.set_values) value += (value.empty() ? "" : ", ") + part;
        Settings().set(statement.set_name, value);
        routine.settings[statement.set_name] = value;
    }
    routine.created_micros = context.text.now_micros;

    const auto view = context.view();
    const catalog::Schema& schema = view.creation_schema(texts(statement.name), statement.name.span);
    const catalog::AccessRules rules(context.catalog.current(), context.user);
    if (!rules.has_language_privilege(*context.catalog.current().databases.find(context.database), statement.language)) {
        throw Error(Code::insufficient_privilege, "permission denied for language {}", statement.language);
    }
    require_create(schema, statement.procedure ? "create procedure" : "create function", context);
    routine.schema = schema.oid;
    check_body(routine, statement, context);

    const catalog::Routine* existing = context.catalog.current().routines.find(schema.oid, map_name(routine));
    if (existing != nullptr) {
        replace(routine, *existing, statement, context);
    } else {
        if (statement.procedure) check_procedure_count(context);
        routine.oid = context.allocate_oid();
        // Everybody may run a new function; a new procedure is its owner's, unless default privileges say otherwise.  Doc: dg/r_GRANT
        routine.acl = catalog::default_acl(context.catalog.current(), routine.owner, schema.oid,
                                           statement.procedure ? "procedures" : "functions");
    }
    context.catalog.put(std::move(routine));
    return statement.procedure ? "CREATE PROCEDURE" : "CREATE FUNCTION";
}

std::string alter_routine(const sql::AlterRoutine& statement, ExecContext& context) {
    catalog::Routine routine = *owned_routine(statement, context);
    if (!statement.new_name.text.empty()) {
        routine.name = statement.new_name.text;
        const auto* other = context.catalog.current().routines.find(routine.schema, map_name(routine));
        if (other != nullptr) {
            throw Error(Code::duplicate_function, "{} \"{}\" already exists with same argument types",
                        kind_word(statement.procedure), routine.name)
                .at(statement.new_name.span);
        }
    } else if (!statement.new_owner.quoted) {
        // CURRENT_USER and SESSION_USER.
        routine.owner = context.user;
    } else {
        routine.owner = find_user(statement.new_owner.text, statement.new_owner.span, context).id;
    }
    const catalog::Oid oid = routine.oid;
    const auto before = context.catalog.share();
    context.catalog.put(std::move(routine));
    rewrite_dependent_views(before, {oid}, context);
    return statement.procedure ? "ALTER PROCEDURE" : "ALTER FUNCTION";
}

void drop_routines(const sql::Drop& statement, ExecContext& context) {
    const bool procedure = statement.object == sql::ObjectKind::procedure;
    for (std::size_t i = 0; i < statement.names.size(); ++i) {
        const auto routine = find_routine(statement.names[i], statement.signatures[i], procedure, context.view());
        if (routine == nullptr) {
            if (!statement.if_exists) throw_missing(statement.names[i], statement.signatures[i], procedure);
            context.notice("NOTICE", Code::successful_completion,
                           fmt::format("{} {} does not exist, skipping", kind_word(procedure),
                                       shown_signature(statement.names[i], statement.signatures[i])));
            continue;
        }
        if (!catalog::AccessRules(context.catalog.current(), context.user).may_drop(*routine)) {
            require_owner(*routine, context);
        }
        drop_with_views(*routine, statement.cascade, context);
    }
}

void drop_schema_routines(const catalog::Schema& schema, bool cascade, ExecContext& context) {
    std::vector<std::shared_ptr<const catalog::Routine>> routines;
    for (const auto& [oid, routine] : context.catalog.current().routines.all()) {
        if (routine->schema == schema.oid) routines.push_back(routine);
    }
    for (const auto& routine : routines) {
        if (!cascade) {
            throw Error(Code::dependent_objects_still_exist, "cannot drop schema {} because other objects depend on it",
                        schema.name)
                .detail(fmt::format("{} {} depends on schema {}",
                                    kind_word(routine->kind == catalog::RoutineKind::procedure), map_name(*routine),
                                    schema.name))
                .hint("Use DROP ... CASCADE to drop the dependent objects too.");
        }
        drop_with_views(*routine, true, context);
    }
}

}  // namespace blueshift::exec
