#pragma once
/// The SHOW commands of objects as one list, put together from tables by subject.  Doc: dg/r_SHOW_TABLES and its kind
#include <span>
#include <string>
#include <string_view>

#include "exec/show_request.h"

namespace blueshift::exec {

/// Null when `what` is no object command; then it is a setting.
const ShowRow* find_show(std::string_view what);

// To add a command: a row in one of these, and a case in tests/slt/session/show.slt.
std::span<const ShowRow> metadata_show_rows();    ///< show_metadata.cpp
std::span<const ShowRow> constraint_show_rows();  ///< show_constraints.cpp
std::span<const ShowRow> routine_show_rows();     ///< show_routines.cpp
std::span<const ShowRow> grant_show_rows();       ///< show_grants.cpp
std::span<const ShowRow> policy_show_rows();      ///< show_policies.cpp
std::span<const ShowRow> definition_show_rows();  ///< show_ddl.cpp

/// The routine of `[[database.]schema.]name[(types)]`. Throws undefined_function (42883).
const catalog::Routine& routine_named(const ShowRequest& request, catalog::RoutineKind kind);

/// CREATE TABLE text of a table, as SHOW TABLE prints it.
std::string table_ddl(const catalog::Relation& relation, const catalog::CatalogView& view);

}  // namespace blueshift::exec
