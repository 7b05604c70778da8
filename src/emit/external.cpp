/// External tables in FROM, and which conditions hold for their rows.
#include <fmt/format.h>

#include <set>

#include "analyze/walk.h"
#include "base/error.h"
#include "emit/emitter.h"

namespace blueshift::emit {

using namespace analyze;

namespace {

/// The parts of `condition` that all must hold.
void add_conjuncts(const BoundExpr& condition, std::vector<const BoundExpr*>& out) {
    if (condition.kind == BoundKind::logical && as<BoundLogical>(condition).op == BoundLogicalOp::and_) {
        for (const BoundExprPtr& argument : as<BoundLogical>(condition).arguments) add_conjuncts(*argument, out);
        return;
    }
    out.push_back(&condition);
}

/// The columns of FROM item `id` that `condition` depends on; empty when it depends on anything else as well.
std::set<int> only_columns(const BoundExpr& condition, int id) {
    std::set<int> columns;
    bool foreign = false;
    walk(condition, false, [&](const BoundExpr& part) {
        if (part.kind == BoundKind::column) {
            const auto& column = as<BoundColumn>(part);
            foreign = foreign || column.relation != id;
            columns.insert(column.column);
        } else if (part.kind == BoundKind::subquery || part.kind == BoundKind::aggregate || part.kind == BoundKind::window ||
                   part.kind == BoundKind::parameter || part.kind == BoundKind::grouping) {
            foreign = true;
        }
    });
    if (foreign) columns.clear();
    return columns;
}

}  // namespace

std::string Emitter::external_table(const BoundTable& table) {
    if (!context_.external_scan) {
        throw Error(Code::feature_not_supported, "external tables cannot be read here");
    }
    // What is emitted now names objects that exist now, and holds credentials.
    context_.uses_session_values = true;
    context_.holds_credentials = true;
    std::vector<RowCondition> conditions;
    for (const BoundExpr* condition : conditions_) {
        std::set<int> columns = only_columns(*condition, table.id);
        if (!columns.empty()) conditions.push_back({std::move(columns), expression(*condition)});
    }
    return fmt::format("({}) AS r{}", context_.external_scan(table, conditions), table.id);
}

Emitter::Conditions::Conditions(Emitter& emitter, const BoundExpr* added, bool kept)
    : emitter_(emitter), saved_(emitter.conditions_) {
    if (!kept) emitter_.conditions_.clear();
    if (added != nullptr) add_conjuncts(*added, emitter_.conditions_);
}

Emitter::Conditions::~Conditions() { emitter_.conditions_ = std::move(saved_); }

std::string Emitter::join_side(const BoundJoin& join, bool left) {
    // Rows of the side that an outer join fills with NULLs come back whatever WHERE says of them; rows of the other side
    // stay whatever ON says.
    const bool extended = join.join == BoundJoinKind::full || join.join == (left ? BoundJoinKind::right : BoundJoinKind::left);
    const bool on_filters = join.join == BoundJoinKind::inner || (extended && join.join != BoundJoinKind::full);
    const Conditions conditions(*this, on_filters ? join.on.get() : nullptr, !extended);
    return from_item(left ? *join.left : *join.right);
}

}  // namespace blueshift::emit
