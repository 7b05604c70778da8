/// What the history holds of how a statement was executed: its plan, its steps, and what is wrong with them.
/// Doc: dg/c-query-performance, dg/r_STL_ALERT_EVENT_LOG
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "plan/explain.h"
#include "session/execution_steps.h"
#include "session/session_impl.h"

namespace blueshift::session {

namespace {

/// Scans of so many rows that keep fewer than this part of them are told of.
constexpr std::int64_t kSelectiveScanRows = 100'000;
constexpr double kSelectiveScanRatio = 0.05;

std::int64_t width_of(Type type) {
    const TypeInfo& info = type_info(type.id);
    return info.length > 0 ? info.length : 16;
}

/// Bytes of a row of `relation`, roughly.
std::int64_t row_width(const catalog::Relation& relation) {
    std::int64_t width = 0;
    for (const catalog::Column& column : relation.columns) width += width_of(column.type);
    return width;
}

std::int64_t value_bytes(Physical physical) {
    switch (physical) {
        case Physical::boolean: return 1;
        case Physical::int16: return 2;
        case Physical::int32:
        case Physical::float32: return 4;
        case Physical::int128:
        case Physical::interval: return 16;
        default: return 8;
    }
}

}  // namespace

std::int64_t batch_bytes(const Batch& batch) {
    std::int64_t bytes = 0;
    for (const Column& column : batch.columns) {
        if (column.physical != Physical::string) {
            bytes += value_bytes(column.physical) * static_cast<std::int64_t>(batch.row_count);
            continue;
        }
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            if (!column.is_null(row)) bytes += column.at<StringRef>(row).inlined.size;
        }
    }
    return bytes;
}

void SessionImpl::measure(Statement& statement) {
    Statement::Analysis& analysis = *statement.analysis;
    if (analysis.plan == nullptr) {
        analysis.plan = std::make_shared<const std::vector<plan::PlanLine>>(plan::plan_lines(*analysis.bound));
        analysis.reads_relations = std::any_of(analysis.plan->begin(), analysis.plan->end(),
                                               [](const plan::PlanLine& line) { return line.table != 0; });
        const auto now = snapshot();
        analysis.scanned_tables = std::count_if(analysis.plan->begin(), analysis.plan->end(), [&](const plan::PlanLine& line) {
            return line.table != 0 && now->relations.find(line.table) != nullptr;
        });
    }
    // Queries of the catalog alone are the leader's and have no steps.
    if (analysis.scanned_tables == 0) return;
    engine::profiler_of(*connection_).set_profiling(analysis.scanned_tables == 1 ? engine::Profiling::rows : engine::Profiling::tables);
}

void SessionImpl::take_profile(StatementExecution& execution) {
    if (execution.engine_run != 0 && !execution.profile) {
        execution.profile = engine::profiler_of(*connection_).profile(execution.engine_run);
    }
}

void SessionImpl::log_execution(const StatementExecution& execution, std::int64_t ended_micros) {
    if (execution.query_id < 0 || execution.leader_only) return;
    const auto& analysis = execution.statement->analysis;
    const bool planned = analysis && analysis->plan != nullptr && analysis->scanned_tables > 0;
    if (!planned && execution.written == catalog::kInvalidOid) return;

    std::vector<Step> steps;
    if (planned && execution.profile) {
        const auto scan = std::find_if(analysis->plan->begin(), analysis->plan->end(),
                                       [](const plan::PlanLine& line) { return line.table != 0; });
        steps = steps_of(*execution.profile, scan->table);
    }
    const int segment = steps.empty() ? 0 : steps.back().segment;
    int number = steps.empty() ? 0 : steps.back().number + 1;
    const auto last = [&](std::string_view name, catalog::Oid table, std::int64_t rows) {
        steps.push_back({segment, segment, number++, name, table, rows, rows, {}});
    };
    if (execution.written == catalog::kInvalidOid) {
        last("return", catalog::kInvalidOid, execution.returned_rows);
    } else {
        const sql::StatementKind kind = execution.statement->ast().kind;
        const bool removes = kind == sql::StatementKind::delete_ || kind == sql::StatementKind::truncate;
        if (removes || kind == sql::StatementKind::update) last("delete", execution.written, execution.affected_rows);
        if (!removes) last("insert", execution.written, execution.affected_rows);
    }
    write_steps(execution, steps, ended_micros);
    if (planned) write_plan(execution, steps);
    write_alerts(execution, steps, ended_micros);
}

void SessionImpl::write_steps(const StatementExecution& execution, const std::vector<Step>& steps, std::int64_t ended_micros) {
    const auto now = snapshot();
    for (const Step& step : steps) {
        const catalog::Relation* table = now->relations.find(step.table);
        const std::int64_t bytes =
            step.name == "return" ? execution.returned_bytes : table != nullptr ? step.rows_out * row_width(*table) : 0;
        cluster_.history().add(
            HistoryTable::step,
            {user_, execution.query_id, execution.statement_id, step.stream, step.segment, step.number, step.name,
             step.table == catalog::kInvalidOid ? Value() : Value(step.table), table == nullptr ? Value() : Value(table->name),
             step.rows_in, step.rows_out, bytes, planned_micros_, ended_micros,
             step.detail.empty() ? Value() : Value(step.detail)});
    }
}

void SessionImpl::write_plan(const StatementExecution& execution, const std::vector<Step>& steps) {
    const auto now = snapshot();
    std::set<std::string> without_statistics;
    for (const plan::PlanLine& line : *execution.statement->analysis->plan) {
        const auto scan = std::find_if(steps.begin(), steps.end(), [&](const Step& step) {
            return line.table != 0 && step.table == line.table && step.name == "scan";
        });
        const bool found = scan != steps.end();
        cluster_.history().add(HistoryTable::plan_node,
                               {user_, execution.query_id, execution.statement_id, line.node, line.parent,
                                line.text.substr(0, 400), line.info.empty() ? Value() : Value(line.info.substr(0, 400)),
                                found ? Value(scan->segment) : Value(), found ? Value(scan->number) : Value(), line.rows,
                                line.startup_cost, line.total_cost, execution.started_micros});
        const catalog::Relation* table = now->relations.find(line.table);
        if (table != nullptr && table->analyzed_micros == 0) without_statistics.insert(table->name);
    }
    if (without_statistics.empty()) return;
    const auto lines = static_cast<std::int64_t>(execution.statement->analysis->plan->size());
    const std::string text =
        fmt::format("----- Tables missing statistics: {} -----", fmt::join(without_statistics, ", ")).substr(0, 400);
    cluster_.history().add(HistoryTable::plan_node,
                           {user_, execution.query_id, execution.statement_id, lines + 1, 0, text, Value(), Value(), Value(),
                            std::int64_t{0}, 0.0, 0.0, execution.started_micros});
}

void SessionImpl::write_alerts(const StatementExecution& execution, const std::vector<Step>& steps, std::int64_t ended_micros) {
    const auto alert = [&](const Step& step, std::string event, std::string_view solution) {
        cluster_.history().add(HistoryTable::alert,
                               {user_, execution.query_id, execution.statement_id, step.segment, step.number, process_id_,
                                transaction_id_, std::move(event), solution, ended_micros});
    };
    const auto now = snapshot();
    for (const Step& step : steps) {
        if (step.name == "nestloop") {
            alert(step, "Nested Loop Join in the query plan", "Review the join predicates to avoid Cartesian products");
        }
        if (step.name != "scan") continue;
        const catalog::Relation* table = now->relations.find(step.table);
        if (table == nullptr) continue;
        if (table->analyzed_micros == 0 && step.rows_in > 0) {
            alert(step, "Missing query planner statistics", "Run the ANALYZE command");
        }
        const double ratio = static_cast<double>(step.rows_out) / static_cast<double>(std::max<std::int64_t>(step.rows_in, 1));
        if (step.rows_in >= kSelectiveScanRows && ratio < kSelectiveScanRatio) {
            alert(step,
                  fmt::format("Very selective query filter:ratio=rows({})/rows_pre_user_filter({})={:.6f}", step.rows_out,
                              step.rows_in, ratio),
                  "Review the choice of sort key to enable range restricted scanning, or run the VACUUM command to ensure the "
                  "table is sorted");
        }
    }
}

}  // namespace blueshift::session
