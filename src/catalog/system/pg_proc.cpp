/// Functions, operators and aggregates: those of the registry and the user's routines.  Doc: dg/c_intro_catalog_views
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "catalog/system/families.h"
#include "catalog/system/routine_rows.h"
#include "catalog/system/rows.h"
#include "functions/registry.h"

namespace blueshift::catalog::system {

namespace {

constexpr std::string_view kDoc = "dg/c_intro_catalog_views";
/// Oid of the pseudo-type "any".
constexpr Oid kAnyOid = 2276;

bool is_operator(std::string_view name) { return name.find_first_not_of("+-*/<>=~!@#%^&|`?") == std::string_view::npos; }

std::string volatility_letter(functions::Volatility volatility) {
    switch (volatility) {
        case functions::Volatility::immutable: return "i";
        case functions::Volatility::stable: return "s";
        case functions::Volatility::volatile_: break;
    }
    return "v";
}

std::string volatility_letter(Volatility volatility) {
    switch (volatility) {
        case Volatility::immutable: return "i";
        case Volatility::stable: return "s";
        case Volatility::volatile_: break;
    }
    return "v";
}

Oid argument_oid(const functions::Argument& argument) {
    return argument.kind == functions::Argument::exact ? type_info(argument.type).oid : kAnyOid;
}

/// What pg_proc and pg_proc_info have in common, and what only one of them shows.
struct ProcRow {
    Oid oid;
    Row columns;  ///< proname to proacl
    std::string kind;
    Value modes;
    Value all_types;
};

std::vector<ProcRow> builtin_procs() {
    std::vector<ProcRow> rows;
    for (const functions::Signature& signature : functions::all()) {
        const functions::Row& row = *signature.row;
        if (is_operator(row.name)) continue;
        std::vector<Oid> arguments;
        for (const functions::Argument& argument : signature.arguments) arguments.push_back(argument_oid(argument));
        const bool aggregate = row.kind == functions::Kind::aggregate;
        const bool window = row.kind == functions::Kind::window;
        rows.push_back({signature.oid,
                        {std::string(row.name), kPgCatalogSchemaOid, kAdminUserId, language_oid("internal"), aggregate, false,
                         row.nulls == functions::Nulls::strict, row.kind == functions::Kind::set_returning,
                         volatility_letter(row.volatility), static_cast<std::int64_t>(arguments.size()),
                         signature.result ? type_info(*signature.result).oid : kAnyOid, fmt::format("{}", fmt::join(arguments, " ")),
                         Value(), std::string(row.name), "-", Value()},
                        aggregate ? "a" : window ? "w" : "f",
                        Value(),
                        Value()});
    }
    return rows;
}

ProcRow user_proc(const SystemContext& context, const Routine& routine) {
    std::vector<Oid> inputs;
    std::vector<Oid> all;
    std::vector<std::string> names;
    std::vector<std::string> modes;
    bool named = false;
    bool has_output = false;
    for (const RoutineArgument& argument : routine.arguments) {
        if (argument.mode != ArgumentMode::out) inputs.push_back(type_oid(argument.type));
        all.push_back(type_oid(argument.type));
        names.push_back(argument.name);
        modes.emplace_back(argument_mode_letter(argument.mode));
        named = named || !argument.name.empty();
        has_output = has_output || argument.mode != ArgumentMode::in;
    }
    const bool procedure = routine.kind == RoutineKind::procedure;
    return {routine.oid,
            {routine.name, routine.schema, routine.owner, language_oid(routine.language), false, routine.security_definer,
             false, false, volatility_letter(routine.volatility), static_cast<std::int64_t>(inputs.size()),
             procedure ? procedure_result_oid(routine) : type_oid(routine.return_type), fmt::format("{}", fmt::join(inputs, " ")),
             named ? Value(array_text(names)) : Value(), routine.body, "-",
             acl_text(context, routine.acl, routine.owner, kOwnersRoutine)},
            procedure ? "p" : "f",
            has_output ? Value(array_text(modes)) : Value(),
            has_output ? Value(fmt::format("{{{}}}", fmt::join(all, ","))) : Value()};
}

std::vector<ProcRow> procs(const SystemContext& context) {
    std::vector<ProcRow> rows = builtin_procs();
    for (const auto& routine : visible_routines(context)) rows.push_back(user_proc(context, *routine));
    return rows;
}

std::vector<Row> pg_proc(const SystemContext& context) {
    std::vector<Row> rows;
    for (ProcRow& proc : procs(context)) {
        Row row{proc.oid};
        std::move(proc.columns.begin(), proc.columns.end(), std::back_inserter(row));
        for (Value& value : Row{proc.kind, proc.kind == "w", proc.all_types, proc.modes, Oid{0}, false, "s", 0, Value(), Oid{0}, Value()}) {
            row.push_back(std::move(value));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> pg_proc_info(const SystemContext& context) {
    std::vector<Row> rows;
    for (ProcRow& proc : procs(context)) {
        Row row{proc.oid};
        std::move(proc.columns.begin(), proc.columns.end(), std::back_inserter(row));
        for (Value& value : Row{proc.kind, proc.modes, proc.all_types}) row.push_back(std::move(value));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> pg_aggregate(const SystemContext&) {
    std::vector<Row> rows;
    for (const functions::Signature& signature : functions::all()) {
        if (signature.row->kind != functions::Kind::aggregate) continue;
        const Oid result = signature.result ? type_info(*signature.result).oid : kAnyOid;
        rows.push_back({signature.oid, Oid{0}, Oid{0}, result, Value()});
    }
    return rows;
}

/// Comparison operators exist for every pair of comparable types; listed is one per type.
constexpr std::string_view kComparisons[] = {"<", "<=", "<>", "=", ">", ">="};

std::vector<Row> pg_operator(const SystemContext&) {
    constexpr Oid kFirstComparisonOid = 12'000;
    std::vector<Row> rows;
    const auto add = [&](Oid oid, std::string_view name, Oid left, Oid right, Oid result) {
        rows.push_back({oid, std::string(name), kPgCatalogSchemaOid, kAdminUserId, left == 0 ? "l" : "b", false, left, right,
                        result, Oid{0}, Oid{0}, Oid{0}, Oid{0}, Oid{0}, Oid{0}, oid, Oid{0}, Oid{0}});
    };
    for (const functions::Signature& signature : functions::all()) {
        if (!is_operator(signature.row->name) || signature.arguments.empty()) continue;
        const Oid right = argument_oid(signature.arguments.back());
        add(signature.oid, signature.row->name, signature.arguments.size() == 1 ? Oid{0} : argument_oid(signature.arguments[0]), right,
            signature.result ? type_info(*signature.result).oid : right);
    }
    Oid next = kFirstComparisonOid;
    for (const TypeInfo& info : all_types()) {
        if (info.category == 'P' || info.category == 'C') continue;
        for (const std::string_view name : kComparisons) add(next++, name, info.oid, info.oid, type_info(TypeId::boolean).oid);
    }
    return rows;
}

}  // namespace

std::string_view argument_mode_letter(ArgumentMode mode) {
    switch (mode) {
        case ArgumentMode::in: return "i";
        case ArgumentMode::out: return "o";
        case ArgumentMode::inout: break;
    }
    return "b";
}

Oid procedure_result_oid(const Routine& routine) {
    std::vector<Type> outputs;
    for (const RoutineArgument& argument : routine.arguments) {
        if (argument.mode != ArgumentMode::in) outputs.push_back(argument.type);
    }
    if (outputs.empty()) return type_info(TypeId::void_).oid;
    return outputs.size() == 1 ? type_oid(outputs[0]) : type_info(TypeId::record).oid;
}

// clang-format off
std::vector<SystemRelation> routine_relations() {
    return {
        produced("pg_aggregate", "aggfnoid regproc, aggtransfn regproc, aggfinalfn regproc, aggtranstype oid, agginitval text", pg_aggregate, kDoc),
        produced("pg_operator",
            "-oid oid, oprname name, oprnamespace oid, oprowner integer, oprkind \"char\", oprcanhash boolean, oprleft oid, oprright oid, oprresult oid, oprcom oid, oprnegate oid, "
            "oprlsortop oid, oprrsortop oid, oprltcmpop oid, oprgtcmpop oid, oprcode oid, oprrest oid, oprjoin oid", pg_operator, kDoc),
        produced("pg_proc",
            "-oid oid, proname name, pronamespace oid, proowner integer, prolang oid, proisagg boolean, prosecdef boolean, proisstrict boolean, proretset boolean, provolatile \"char\", "
            "pronargs smallint, prorettype oid, proargtypes oidvector, proargnames text[], prosrc text, probin text, proacl aclitem[], "
            "-prokind \"char\", -proiswindow boolean, -proallargtypes oid[], -proargmodes \"char\"[], -provariadic oid, -proleakproof boolean, -proparallel \"char\", -pronargdefaults smallint, "
            "-proargdefaults text, -prosupport oid, -proconfig text[]", pg_proc, kDoc),
        produced("pg_proc_info",
            "prooid oid, proname name, pronamespace oid, proowner integer, prolang oid, proisagg boolean, prosecdef boolean, proisstrict boolean, proretset boolean, provolatile \"char\", "
            "pronargs smallint, prorettype oid, proargtypes oidvector, proargnames text[], prosrc text, probin text, proacl aclitem[], prokind \"char\", proargmodes \"char\"[], "
            "proallargtypes oid[]", pg_proc_info, "dg/r_PG_PROC_INFO"),
    };
}
// clang-format on

}  // namespace blueshift::catalog::system
