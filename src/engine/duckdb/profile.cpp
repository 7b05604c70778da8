/// Reads the engine's measurements of a statement.
#include <charconv>

#include "engine/duckdb/connection.h"

namespace blueshift::engine {

namespace {

constexpr const char* kRowMetrics =
    R"(SET custom_profiling_settings = '{"OPERATOR_TYPE": "true", "OPERATOR_CARDINALITY": "true", "OPERATOR_ROWS_SCANNED": "true"}')";
constexpr const char* kTableMetrics =
    R"(SET custom_profiling_settings = '{"OPERATOR_TYPE": "true", "OPERATOR_CARDINALITY": "true", "OPERATOR_ROWS_SCANNED": "true", "EXTRA_INFO": "true"}')";

std::string text_of(duckdb_value value) {
    char* text = duckdb_get_varchar(value);
    std::string copy = text == nullptr ? "" : text;
    duckdb_free(text);
    return copy;
}

std::string metric(duckdb_profiling_info info, const char* name) {
    const ValueHandle value(duckdb_profiling_info_get_value(info, name));
    return value ? text_of(value.get()) : "";
}

std::int64_t number(const std::string& text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// The last part of the name behind `Table=` in `{Table=cluster.data.t100005, Type=Sequential Scan, …}`.
std::string scanned_table(const std::string& extra) {
    constexpr std::string_view kKey = "Table=";
    const std::size_t key = extra.find(kKey);
    if (key == std::string::npos) return {};
    const std::string name = extra.substr(key + kKey.size(), extra.find_first_of(",}", key) - key - kKey.size());
    return name.substr(name.rfind('.') + 1);
}

OperatorProfile read_operator(duckdb_profiling_info info, bool with_tables) {
    OperatorProfile profile;
    profile.type = metric(info, "OPERATOR_TYPE");
    profile.rows = number(metric(info, "OPERATOR_CARDINALITY"));
    profile.rows_scanned = number(metric(info, "OPERATOR_ROWS_SCANNED"));
    if (with_tables && profile.type == "TABLE_SCAN") profile.table = scanned_table(metric(info, "EXTRA_INFO"));
    for (idx_t child = 0; child < duckdb_profiling_info_get_child_count(info); ++child) {
        profile.children.push_back(read_operator(duckdb_profiling_info_get_child(info, child), with_tables));
    }
    return profile;
}

}  // namespace

void DuckDbConnection::set_profiling(Profiling profiling) {
    if (profiling == profiling_) return;
    if (profiling == Profiling::off) {
        run_control("RESET enable_profiling");
    } else {
        if (profiling_ == Profiling::off) run_control("SET enable_profiling = 'no_output'");
        run_control(profiling == Profiling::tables ? kTableMetrics : kRowMetrics);
    }
    profiling_ = profiling;
}

Profiler& profiler_of(Connection& connection) { return static_cast<DuckDbConnection&>(connection); }

std::optional<OperatorProfile> DuckDbConnection::profile(std::uint64_t run) {
    if (profiling_ == Profiling::off || run != last_run_) return std::nullopt;
    // The root stands for the statement, its only child for the topmost operator.
    const duckdb_profiling_info root = duckdb_get_profiling_info(handle_.get());
    if (root == nullptr || duckdb_profiling_info_get_child_count(root) == 0) return std::nullopt;
    return read_operator(duckdb_profiling_info_get_child(root, 0), profiling_ == Profiling::tables);
}

}  // namespace blueshift::engine
