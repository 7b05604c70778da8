#include "analyze/routines.h"

#include <algorithm>
#include <set>

#include "analyze/coerce.h"
#include "analyze/function_resolution.h"
#include "base/routine_error.h"
#include "catalog/access.h"
#include "sql/parser/parser.h"

namespace blueshift::analyze {

namespace {

using Routines = std::vector<std::shared_ptr<const catalog::Routine>>;

/// Functions that call functions, as deep as this.
constexpr int kFunctionDepthMax = 32;

std::string shown_name(const sql::QualifiedName& name) {
    std::string out;
    for (const sql::Name& part : name.parts) {
        if (!out.empty()) out += '.';
        out += part.text;
    }
    return out;
}

std::string shown_types(const std::vector<BoundExprPtr>& arguments) {
    std::string out;
    for (const BoundExprPtr& argument : arguments) {
        if (!out.empty()) out += ", ";
        out += type_name(argument->type.id);
    }
    return out;
}

void add_routines(const catalog::Snapshot& snapshot, catalog::Oid schema, const std::string& name,
                  catalog::RoutineKind kind, std::set<std::string>& seen, Routines& out) {
    for (const catalog::Routine* routine : snapshot.routines_named(schema, name)) {
        if (routine->kind != kind || !seen.insert(map_name(*routine)).second) continue;
        out.push_back(snapshot.routines.share(routine->oid));
    }
}

/// Names inside a function's body: there are none, nor queries.
class NoNames : public NameResolver, public SubqueryBinder {
public:
    explicit NoNames(std::string_view place) : place_(place) {}
    BoundExprPtr resolve(const std::vector<sql::Name>& parts, Span span) override {
        throw Error(Code::undefined_column, "column \"{}\" does not exist", parts.back().text).at(span);
    }
    Result bind_subquery(const sql::Query& query) override {
        throw Error(Code::feature_not_supported, "cannot use subquery in {}", place_).at(query.span);
    }
    BoundQueryPtr coerce_outputs(BoundQueryPtr query, const std::vector<Type>&) override { return query; }

private:
    std::string_view place_;
};

/// The expression that a SQL function's body is.
sql::ExprPtr parse_body(const catalog::Routine& function, bool case_sensitive) {
    auto statement = sql::parse_statement(function.body, {.case_sensitive_identifiers = case_sensitive});
    const auto refuse = [] {
        throw RoutineError(kInvalidFunctionDefinition,
                           "the body of a SQL function must be a single SELECT of one expression, without FROM, INTO, "
                           "WHERE, GROUP BY, ORDER BY and LIMIT");
    };
    if (statement == nullptr || statement->kind != sql::StatementKind::select) refuse();
    auto& query = *static_cast<sql::SelectStatement&>(*statement).query;
    if (query.body->kind != sql::QueryBodyKind::select || !query.with.empty() || !query.order_by.empty() ||
        query.limit != nullptr || query.offset != nullptr) {
        refuse();
    }
    auto& select = static_cast<sql::Select&>(*query.body);
    if (select.items.size() != 1 || select.distinct || select.top != nullptr || select.into != nullptr ||
        !select.from.empty() || select.where != nullptr || !select.group_by.empty() || select.group_by_all ||
        select.having != nullptr || select.qualify != nullptr || select.connect_by != nullptr ||
        !select.exclude.empty() || select.items.front().expr->kind == sql::ExprKind::star) {
        refuse();
    }
    return std::move(select.items.front().expr);
}

/// JDBC declares the parameters that stand where a result is to come as void; the call does not have them.
bool is_placeholder(const sql::Expr& argument, const AnalyzeContext& context) {
    if (argument.kind != sql::ExprKind::parameter) return false;
    const auto index = static_cast<std::size_t>(sql::as<sql::Parameter>(argument).index - 1);
    return index < context.parameter_types.size() && context.parameter_types[index].id == TypeId::void_;
}

void check_execute(const catalog::Routine& function, const AnalyzeContext& context) {
    // The call is gone from the bound tree, so that nobody can check it later.
    if (catalog::AccessRules(context.catalog.snapshot(), context.catalog.user())
            .has_privilege(function, catalog::kExecute)) {
        return;
    }
    throw Error(Code::insufficient_privilege, "permission denied for function {}", function.name);
}

}  // namespace

Routines find_routines(const catalog::CatalogView& catalog, const sql::QualifiedName& name,
                       catalog::RoutineKind kind) {
    Routines found;
    std::set<std::string> seen;
    if (name.parts.size() > 1) {
        if (!name.database().empty() && name.database() != catalog.database().name) return found;
        if (const catalog::Schema* schema = catalog.find_schema(name.schema())) {
            add_routines(catalog.snapshot(), schema->oid, name.object(), kind, seen, found);
        }
        return found;
    }
    for (const std::string& entry : catalog.search_path()) {
        if (const catalog::Schema* schema = catalog.find_schema(entry)) {
            add_routines(catalog.snapshot(), schema->oid, name.object(), kind, seen, found);
        }
    }
    return found;
}

std::shared_ptr<const catalog::Routine> choose_routine(const Routines& candidates, const sql::QualifiedName& name,
                                                       Span span, const std::vector<BoundExprPtr>& arguments) {
    std::vector<functions::Signature> signatures;
    for (const auto& routine : candidates) {
        functions::Signature& signature = signatures.emplace_back();
        for (const Type& type : routine->input_types()) {
            functions::Argument argument;
            argument.type = type.id;
            signature.arguments.push_back(argument);
        }
        signature.argument_count_min = signature.argument_count_max = signature.arguments.size();
    }
    const functions::Signature* chosen = find_signature({shown_name(name), span, false}, signatures, arguments);
    if (chosen == nullptr) return nullptr;
    return candidates[static_cast<std::size_t>(chosen - signatures.data())];
}

BoundExprPtr inline_function(const catalog::Routine& function, std::vector<BoundExprPtr> arguments, Span span, int depth,
                             AnalyzeContext& context) {
    if (depth >= kFunctionDepthMax) {
        throw Error(Code::statement_too_complex, "stack depth limit exceeded")
            .hint("The function may call itself.")
            .at(span);
    }
    check_execute(function, context);
    const std::vector<Type> types = function.input_types();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        arguments[i] = coerce(std::move(arguments[i]), types[i], functions::CastContext::assignment, context);
    }
    if (std::find(context.relations_read.begin(), context.relations_read.end(), function.oid) ==
        context.relations_read.end()) {
        context.relations_read.push_back(function.oid);
    }
    try {
        const sql::ExprPtr body = parse_body(function, context.case_sensitive_identifiers);
        NoNames names("a SQL function");
        ExprPlace place{.clause = "SQL function"};
        place.routine_arguments = &arguments;
        place.routine_depth = depth + 1;
        BoundExprPtr result = ExprBinder(context, names, names, place).bind(*body);
        result = coerce(std::move(result), function.return_type, functions::CastContext::assignment, context);
        result->span = span;
        return result;
    } catch (Error& error) {
        // It was one in the function's text.
        error.without_position().at(span);
        throw;
    }
}

void check_function_body(const catalog::Routine& function, AnalyzeContext& context) {
    const sql::ExprPtr body = parse_body(function, context.case_sensitive_identifiers);
    std::vector<BoundExprPtr> arguments;
    int index = 0;
    // As parameters, whose values nobody knows: constants would be folded, and their errors be the definition's.
    for (const Type& type : function.input_types()) {
        arguments.push_back(std::make_unique<BoundParameter>(type, ++index));
    }
    NoNames names("a SQL function");
    ExprPlace place{.clause = "SQL function"};
    place.routine_arguments = &arguments;
    place.routine_depth = 1;
    BoundExprPtr result = ExprBinder(context, names, names, place).bind(*body);
    const Type actual = result->type;
    const bool fits = actual.id == TypeId::unknown || actual.id == function.return_type.id ||
                      (functions::find_cast(actual.id, function.return_type.id) != nullptr &&
                       functions::find_cast(actual.id, function.return_type.id)->context !=
                           functions::CastContext::explicit_);
    if (fits) {
        coerce(std::move(result), function.return_type, functions::CastContext::assignment, context);
        return;
    }
    RoutineError error(kInvalidFunctionDefinition, fmt::format("return type mismatch in function declared to return {}",
                                                               type_name(function.return_type.id)));
    error.detail(fmt::format("Actual return type is {}.", type_name(actual.id)));
    throw error;
}

BoundCallStatement bind_call(const sql::Call& call, AnalyzeContext& context) {
    NoNames names("CALL argument");
    std::vector<BoundExprPtr> arguments;
    for (const sql::ExprPtr& argument : call.arguments) {
        if (is_placeholder(*argument, context)) continue;
        arguments.push_back(ExprBinder(context, names, names, {.clause = "CALL"}).bind(*argument));
    }
    const Routines candidates = find_routines(context.catalog, call.name, catalog::RoutineKind::procedure);
    auto procedure = choose_routine(candidates, call.name, call.name.span, arguments);
    if (procedure == nullptr) {
        const std::string shown = fmt::format("{}({})", shown_name(call.name), shown_types(arguments));
        const Routines functions = find_routines(context.catalog, call.name, catalog::RoutineKind::function);
        if (candidates.empty() && choose_routine(functions, call.name, call.name.span, arguments) != nullptr) {
            throw Error(Code::wrong_object_type, "{} is not a procedure", shown)
                .hint("To call a function, use SELECT.")
                .at(call.name.span);
        }
        throw Error(Code::undefined_function, "procedure {} does not exist", shown)
            .hint("No procedure matches the given name and argument types. You may need to add explicit type casts.")
            .at(call.name.span);
    }
    const std::vector<Type> types = procedure->input_types();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        arguments[i] = coerce(std::move(arguments[i]), types[i], functions::CastContext::assignment, context);
    }
    return {std::move(procedure), std::move(arguments)};
}

}  // namespace blueshift::analyze
