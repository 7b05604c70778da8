#pragma once
/// The logs that the server keeps of itself. session/history writes and reads them; here is what they hold.
#include <cstddef>
#include <string_view>

namespace blueshift::catalog::system {

enum class HistoryTable : std::size_t {
    statement, step, plan_node, alert, connection_event, session, user_change, transaction, conflict, maintenance, view_refresh,
    count,
};

/// One log.
struct HistoryRow {
    std::string_view name;
    std::string_view time_column;  ///< by which rows grow old
    std::string_view columns;      ///< `name type, …`
};

const HistoryRow& history_row(HistoryTable table);

}  // namespace blueshift::catalog::system
