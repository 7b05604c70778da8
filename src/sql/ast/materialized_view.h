#pragma once
/// Materialized views.
#include "sql/ast/ddl.h"

namespace blueshift::sql {

/// Doc: dg/materialized-view-create-sql-command
struct CreateMaterializedView : Statement {
    static constexpr StatementKind kKind = StatementKind::create_materialized_view;
    CreateMaterializedView() : Statement(kKind) {}
    QualifiedName name;
    std::vector<Name> columns;
    TableAttributes attributes;
    std::optional<bool> auto_refresh;
    QueryPtr query;
    Span query_span;
};

/// AUTO REFRESH, and the changes of distribution, sort key and row-level security that tables have too.
/// Doc: dg/r_ALTER_MATERIALIZED_VIEW
struct AlterMaterializedView : Statement {
    static constexpr StatementKind kKind = StatementKind::alter_materialized_view;
    AlterMaterializedView() : Statement(kKind) {}
    QualifiedName name;
    std::optional<bool> auto_refresh;
    std::vector<AlterTableAction> actions;
};

/// Doc: dg/materialized-view-refresh-sql-command
struct RefreshMaterializedView : Statement {
    static constexpr StatementKind kKind = StatementKind::refresh_materialized_view;
    RefreshMaterializedView() : Statement(kKind) {}
    QualifiedName name;
    bool cascade = false;  ///< first refresh the materialized views that it reads
};

}  // namespace blueshift::sql
