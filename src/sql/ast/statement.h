#pragma once
/// Base of all statements. Each command family has its own header beside this one.
#include "sql/ast/query.h"

namespace blueshift::sql {

enum class StatementKind {
    select, insert, update, delete_, merge, truncate,
    create_table, create_table_as, alter_table, drop, create_schema, alter_schema, create_database, alter_database,
    create_view, comment,
    begin, commit, rollback, set, reset, show, lock, use, set_authorization,
    prepare, execute, deallocate, declare_cursor, fetch, close_cursor,
    copy, copy_stdio, unload, explain, vacuum, analyze, cancel,
    create_user, alter_user, create_group, alter_group, grant, call,
    create_routine, alter_routine,
    create_materialized_view, alter_materialized_view, refresh_materialized_view,
    create_role, alter_role, grant_role, alter_default_privileges,
    create_policy, alter_policy, attach_policy,
    create_external_schema, alter_external_schema, create_external_table,
    copy_job, alter_system, identity_provider,
    unsupported,
};

struct Statement {
    explicit Statement(StatementKind k) : kind(k) {}
    virtual ~Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    StatementKind kind;
    Span span;            ///< of the whole statement, without the semicolon
    int parameter_count = 0;  ///< highest $n
};
using StatementPtr = std::unique_ptr<Statement>;

template <class T>
const T& as(const Statement& statement) {
    return static_cast<const T&>(statement);
}

struct SelectStatement : Statement {
    static constexpr StatementKind kKind = StatementKind::select;
    SelectStatement() : Statement(kKind) {}
    QueryPtr query;
};

/// A statement of the documented surface that this server does not run; answered with 0A000 naming `feature`.
struct UnsupportedStatement : Statement {
    static constexpr StatementKind kKind = StatementKind::unsupported;
    UnsupportedStatement() : Statement(kKind) {}
    std::string feature;  ///< its leading keywords, in capitals
    std::string text;     ///< as written
};

}  // namespace blueshift::sql
