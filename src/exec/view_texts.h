#pragma once
/// Keeps views true while what they read is renamed or loses columns.
#include <memory>
#include <vector>

#include "exec/context.h"

namespace blueshift::exec {

/// Rewrites the text of every view that reads one of `relations`, which meant something in `before` and has another
/// name, schema or columns in the transaction's catalog now. What a view selects and the names of its columns stay.
void rewrite_dependent_views(const std::shared_ptr<const catalog::Snapshot>& before,
                             const std::vector<catalog::Oid>& relations, ExecContext& context);

/// The views that read column `number` of `relation`, as the transaction's catalog is now.
std::vector<std::shared_ptr<const catalog::Relation>> views_reading(const catalog::Relation& relation,
                                                                    std::int16_t number, ExecContext& context);

}  // namespace blueshift::exec
