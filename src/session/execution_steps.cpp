#include "session/execution_steps.h"

#include <algorithm>
#include <charconv>

namespace blueshift::session {

namespace {

enum class Role {
    leaf,
    through,  ///< goes on in its input's segment
    barrier,  ///< ends its input's segment: must see all rows first
    hash_join,
    loop_join,
    parallel,  ///< inputs one after another
};

/// What an operator of the engine is called in the logs. To add one: a row.
struct OperatorRow {
    std::string_view type;
    std::string_view step;
    Role role;
    std::string_view detail = {};
};
// clang-format off
constexpr OperatorRow kOperators[] = {
    {"BLOCKWISE_NL_JOIN",     "nestloop",  Role::loop_join},
    {"COLUMN_DATA_SCAN",      "scan",      Role::leaf},
    {"CROSS_PRODUCT",         "nestloop",  Role::loop_join},
    {"CTE_SCAN",              "scan",      Role::leaf},
    {"DELIM_SCAN",            "scan",      Role::leaf},
    {"FILTER",                "project",   Role::through},
    {"HASH_GROUP_BY",         "aggregate", Role::barrier},
    {"HASH_JOIN",             "hashjoin",  Role::hash_join},
    {"IE_JOIN",               "merge",     Role::loop_join},
    {"LEFT_DELIM_JOIN",       "hashjoin",  Role::hash_join},
    {"LIMIT",                 "limit",     Role::through},
    {"NESTED_LOOP_JOIN",      "nestloop",  Role::loop_join},
    {"ORDER_BY",              "sort",      Role::barrier},
    {"PARTITIONED_AGGREGATE", "aggregate", Role::barrier},
    {"PERFECT_HASH_GROUP_BY", "aggregate", Role::barrier},
    {"PIECEWISE_MERGE_JOIN",  "merge",     Role::loop_join},
    {"PROJECTION",            "project",   Role::through},
    {"RIGHT_DELIM_JOIN",      "hashjoin",  Role::hash_join},
    {"STREAMING_LIMIT",       "limit",     Role::through},
    {"STREAMING_WINDOW",      "window",    Role::through},
    {"TABLE_SCAN",            "scan",      Role::leaf},
    {"TOP_N",                 "sortlimit", Role::barrier},
    {"UNGROUPED_AGGREGATE",   "aggregate", Role::barrier, "scalar"},
    {"UNION",                 "",          Role::parallel},
    {"WINDOW",                "window",    Role::barrier},
};
// clang-format on
static_assert(std::is_sorted(std::begin(kOperators), std::end(kOperators),
                             [](const OperatorRow& a, const OperatorRow& b) { return a.type < b.type; }));

const OperatorRow* find_operator(std::string_view type) {
    const auto* found = std::find_if(std::begin(kOperators), std::end(kOperators),
                                     [&](const OperatorRow& row) { return row.type == type; });
    return found == std::end(kOperators) ? nullptr : found;
}

/// 100005 of `t100005`.
catalog::Oid oid_of(const std::string& engine_table) {
    catalog::Oid oid = catalog::kInvalidOid;
    if (!engine_table.empty()) {
        std::from_chars(engine_table.data() + 1, engine_table.data() + engine_table.size(), oid);
    }
    return oid;
}

class StepWriter {
public:
    explicit StepWriter(catalog::Oid only_table) : only_table_(only_table) {}

    void write(const engine::OperatorProfile& node) {
        const OperatorRow* row = find_operator(node.type);
        if (row == nullptr || row->role == Role::parallel) {
            for (const auto& child : node.children) write(child);
            return;
        }
        switch (row->role) {
            case Role::leaf: {
                begin_segment();
                const catalog::Oid named = oid_of(node.table);
                const bool is_table = node.type == "TABLE_SCAN";
                add(*row, std::max(node.rows_scanned, node.rows), node.rows,
                    !is_table ? catalog::kInvalidOid : named != catalog::kInvalidOid ? named : only_table_);
                return;
            }
            case Role::hash_join:
                // The right side is hashed before the left side goes past it.
                if (node.children.size() == 2) {
                    write(node.children[1]);
                    add({"", "hash", Role::through}, node.children[1].rows, node.children[1].rows, catalog::kInvalidOid);
                    write(node.children[0]);
                    add(*row, node.children[0].rows, node.rows, catalog::kInvalidOid);
                    return;
                }
                break;
            case Role::loop_join:
                for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) write(*child);
                add(*row, node.children.empty() ? 0 : node.children[0].rows, node.rows, catalog::kInvalidOid);
                return;
            case Role::through:
            case Role::barrier:
            case Role::parallel: break;
        }
        for (const auto& child : node.children) write(child);
        add(*row, node.children.empty() ? 0 : node.children[0].rows, node.rows, catalog::kInvalidOid);
        if (row->role == Role::barrier) {
            begin_segment();
            add({"", "scan", Role::leaf}, node.rows, node.rows, catalog::kInvalidOid);
        }
    }

    std::vector<Step> take() { return std::move(steps_); }

private:
    void begin_segment() {
        ++segment_;
        next_number_ = 0;
    }

    void add(const OperatorRow& row, std::int64_t rows_in, std::int64_t rows_out, catalog::Oid table) {
        if (segment_ < 0) begin_segment();
        steps_.push_back({segment_, segment_, next_number_++, row.step, table, rows_in, rows_out, row.detail});
    }

    catalog::Oid only_table_;
    int segment_ = -1;
    int next_number_ = 0;
    std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> steps_of(const engine::OperatorProfile& profile, catalog::Oid only_table) {
    StepWriter writer(only_table);
    writer.write(profile);
    return writer.take();
}

}  // namespace blueshift::session
