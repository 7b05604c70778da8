/// CALL.  Doc: dg/r_CALL_procedure, dg/stored-procedure-transaction-management
#include <algorithm>

#include "analyze/evaluate.h"
#include "analyze/query_binder.h"
#include "analyze/routines.h"
#include "base/routine_error.h"
#include "catalog/access.h"
#include "plpgsql/interpreter.h"
#include "plpgsql/parser.h"
#include "session/procedure_host.h"
#include "session/session_impl.h"

namespace blueshift::session {

namespace {

/// One column per OUT and INOUT argument.
std::vector<ResultColumn> call_columns(const catalog::Routine& procedure) {
    std::vector<ResultColumn> columns;
    for (const catalog::RoutineArgument& argument : procedure.arguments) {
        if (argument.mode == catalog::ArgumentMode::in) continue;
        ResultColumn column;
        column.name = argument.name.empty() ? fmt::format("column{}", columns.size() + 1) : argument.name;
        column.type = argument.type;
        columns.push_back(std::move(column));
    }
    return columns;
}

/// Severities in the order of client_min_messages.
int severity_rank(std::string_view name) {
    static constexpr std::string_view kOrder[] = {"debug5", "debug4", "debug3", "debug2", "debug1", "debug",
                                                  "log",    "notice", "warning", "error", "fatal", "panic"};
    const auto found = std::find(std::begin(kOrder), std::end(kOrder), name);
    return static_cast<int>(found - std::begin(kOrder));
}

}  // namespace

/// What a procedure changes of its session while it runs: the user of SECURITY DEFINER, the settings of SET, and how transactions may end.
class SessionImpl::ProcedureScope {
public:
    ProcedureScope(SessionImpl& session, const catalog::Routine& procedure)
        : session_(session), state_before_{session.procedures_.atomic, session.procedures_.nonatomic, session.procedures_.nonatomic_mode},
          user_before_(session.user_) {
        ProcedureState& state = session.procedures_;
        const bool nested = state.depth > 0;
        const bool caller_nonatomic = !nested || state.nonatomic;
        if (!nested) state.atomic = session.block_ == Block::explicit_;
        if (!procedure.settings.empty()) state.atomic = true;
        state.nonatomic = procedure.nonatomic && caller_nonatomic && !state.atomic;
        state.nonatomic_mode = procedure.nonatomic;
        ++state.depth;
        if (procedure.security_definer && procedure.owner != session.user_) {
            session.user_ = procedure.owner;
            session.environment_changed();
        }
        for (const auto& [name, value] : procedure.settings) {
            settings_before_.emplace_back(name, session.settings_.find(name));
            session.settings_.set(name, value);
        }
        if (!procedure.settings.empty()) session.settings_changed();
    }

    ~ProcedureScope() {
        ProcedureState& state = session_.procedures_;
        --state.depth;
        state.atomic = state_before_.atomic;
        state.nonatomic = state_before_.nonatomic;
        state.nonatomic_mode = state_before_.nonatomic_mode;
        if (state.depth == 0) state.in_transaction = false;
        if (session_.user_ != user_before_) {
            session_.user_ = user_before_;
            session_.environment_changed();
        }
        for (const auto& [name, value] : settings_before_) {
            if (value) session_.settings_.set(name, *value);
        }
        if (!settings_before_.empty()) session_.settings_changed();
    }
    ProcedureScope(const ProcedureScope&) = delete;
    ProcedureScope& operator=(const ProcedureScope&) = delete;

private:
    struct Before {
        bool atomic;
        bool nonatomic;
        bool nonatomic_mode;
    };
    SessionImpl& session_;
    Before state_before_;
    std::int32_t user_before_;
    std::vector<std::pair<std::string, std::optional<std::string>>> settings_before_;
};

void SessionImpl::analyze_call(const sql::Call& statement, const Statement& prepared,
                               Statement::Analysis& analysis) const {
    const auto view_now = view();
    auto context = analyze_context(view_now);
    context.parameter_types = prepared.declared_types();
    const analyze::BoundCallStatement bound = analyze::bind_call(statement, context);
    analysis.columns = call_columns(*bound.procedure);
    analysis.parameter_types = context.parameter_types;
    for (Type& type : analysis.parameter_types) {
        if (type.id == TypeId::unknown) type = Type{TypeId::varchar};
    }
}

Value SessionImpl::evaluate(analyze::BoundExprPtr expr, const std::vector<Type>& types,
                            const std::vector<Value>& parameters) {
    if (auto value = analyze::evaluate_simple(*expr, parameters, text_)) return std::move(*value);
    const Type type = expr->type;
    auto select = std::make_unique<analyze::BoundSelect>();
    auto bound = std::make_unique<analyze::BoundSelectStatement>();
    bound->query = std::make_unique<analyze::BoundQuery>();
    bound->query->fields.push_back(analyze::make_field("value", *expr));
    select->outputs.push_back(std::move(expr));
    bound->query->body = std::move(select);
    Statement query(*this, "", nullptr, {});
    query.analysis.emplace();
    query.analysis->parameter_types = types;
    query.analysis->bound = std::move(bound);
    detach_open_result();
    const auto source = open_query(query, parameters);
    Batch batch;
    Value value;
    if (source->next(batch) && batch.row_count > 0) value = value_at(batch.columns[0], 0, type);
    while (source->next(batch)) {
    }
    return value;
}

SessionImpl::BoundProcedureCall SessionImpl::bind_procedure_call(const sql::Call& statement,
                                                                 StatementExecution& execution) {
    const Statement& prepared = *execution.statement;
    const auto view_now = view();
    auto context = analyze_context(view_now);
    context.parameter_types = prepared.analysis ? prepared.analysis->parameter_types : prepared.declared_types();
    analyze::BoundCallStatement bound = analyze::bind_call(statement, context);
    BoundProcedureCall call{std::move(bound.procedure), {}};
    for (analyze::BoundExprPtr& argument : bound.arguments) {
        call.inputs.push_back(evaluate(std::move(argument), context.parameter_types, execution.parameters));
    }
    return call;
}

void SessionImpl::run_call(const sql::Call& statement, StatementExecution& execution) {
    execution.tag = "CALL";
    const BoundProcedureCall bound = bind_procedure_call(statement, execution);
    const std::vector<plpgsql::Cell> values = call_procedure(bound.procedure, bound.inputs);
    execution.result_columns = call_columns(*bound.procedure);
    execution.has_result_columns = true;
    if (execution.result_columns.empty()) return;
    std::vector<Type> types;
    std::vector<Value> row;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (bound.procedure->arguments[i].mode == catalog::ArgumentMode::in) continue;
        types.push_back(values[i].type);
        row.push_back(values[i].value);
    }
    std::vector<std::vector<Value>> rows;
    rows.push_back(std::move(row));
    execution.source = std::make_unique<RowSource>(std::move(types), std::move(rows));
}

void SessionImpl::check_executable(const catalog::Routine& procedure) const {
    const auto current = snapshot();
    const catalog::AccessRules rules(*current, user_);
    const catalog::Schema* schema = current->schemas.find(procedure.schema);
    if (schema != nullptr && !rules.has_privilege(*schema, catalog::kUsage)) {
        throw Error(Code::insufficient_privilege, "permission denied for schema {}", schema->name);
    }
    if (rules.has_privilege(procedure, catalog::kExecute)) return;
    throw Error(Code::insufficient_privilege, "permission denied for procedure {}", procedure.name);
}

std::shared_ptr<CompiledProcedure> SessionImpl::compile(const std::shared_ptr<const catalog::Routine>& procedure) {
    const bool case_sensitive = settings_.is_on("enable_case_sensitive_identifier");
    auto& kept = procedures_.compiled[procedure->oid];
    if (kept != nullptr && kept->routine == procedure && kept->case_sensitive == case_sensitive) return kept;
    auto compiled = std::make_shared<CompiledProcedure>();
    compiled->routine = procedure;
    compiled->case_sensitive = case_sensitive;
    try {
        compiled->tree = plpgsql::parse_procedure(*procedure, case_sensitive);
    } catch (Error& error) {
        error.without_position();
        throw;
    }
    // Calls that are running hold on to what they use.
    if (procedures_.compiled.size() > ProcedureState::kCompiledCountMax) procedures_.compiled.clear();
    procedures_.compiled[procedure->oid] = compiled;
    return compiled;
}

std::vector<plpgsql::Cell> SessionImpl::call_procedure(const std::shared_ptr<const catalog::Routine>& procedure,
                                                       const std::vector<Value>& inputs) {
    if (procedures_.depth >= ProcedureState::kDepthMax) {
        throw Error(Code::statement_too_complex, "stored procedure calls are nested more than {} levels deep",
                    ProcedureState::kDepthMax);
    }
    // Doc: dg/r_CREATE_PROCEDURE "NONATOMIC"
    if (procedures_.depth > 0 && procedures_.nonatomic_mode != procedure->nonatomic) {
        throw Error(Code::feature_not_supported, "procedures that call each other must have the same transaction mode")
            .hint("Create both of them with NONATOMIC, or both without.");
    }
    check_executable(*procedure);
    const auto compiled = compile(procedure);
    const ProcedureScope scope(*this, *procedure);
    std::vector<Value> values;
    std::size_t input = 0;
    for (const catalog::RoutineArgument& argument : procedure->arguments) {
        values.push_back(argument.mode == catalog::ArgumentMode::out ? Value() : inputs[input++]);
    }
    ProcedureHost host(*this, *compiled);
    return plpgsql::Interpreter(*compiled->tree, host, procedures_.nonatomic).run(values);
}

bool SessionImpl::shows_notice(const Notice& notice) const {
    if (notice.severity == "INFO") return true;
    std::string name = notice.severity;
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    return severity_rank(name) >= severity_rank(settings_.get("client_min_messages"));
}

}  // namespace blueshift::session
