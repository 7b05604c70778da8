#pragma once
/// INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY, UNLOAD.
#include "sql/ast/statement.h"

namespace blueshift::sql {

/// Doc: dg/r_INSERT_30
struct Insert : Statement {
    static constexpr StatementKind kKind = StatementKind::insert;
    Insert() : Statement(kKind) {}
    QualifiedName table;
    std::vector<Name> columns;
    QueryPtr query;  ///< null for DEFAULT VALUES; a Values body for VALUES
};

struct Assignment {
    Name column;
    ExprPtr value;  ///< null: DEFAULT
};

/// Doc: dg/r_UPDATE
struct Update : Statement {
    static constexpr StatementKind kKind = StatementKind::update;
    Update() : Statement(kKind) {}
    std::vector<CommonTable> with;
    bool recursive = false;
    QualifiedName table;
    Name alias;
    std::vector<Assignment> assignments;
    std::vector<TableRefPtr> from;
    ExprPtr where;
};

/// Doc: dg/r_DELETE
struct Delete : Statement {
    static constexpr StatementKind kKind = StatementKind::delete_;
    Delete() : Statement(kKind) {}
    std::vector<CommonTable> with;
    bool recursive = false;
    QualifiedName table;
    Name alias;
    std::vector<TableRefPtr> using_;
    ExprPtr where;
};

/// Doc: dg/r_MERGE
struct Merge : Statement {
    static constexpr StatementKind kKind = StatementKind::merge;
    Merge() : Statement(kKind) {}
    QualifiedName target;
    TableRefPtr source;
    ExprPtr on;
    bool remove_duplicates = false;
    bool matched_delete = false;
    std::vector<Assignment> matched_update;
    std::vector<Name> insert_columns;
    std::vector<ExprPtr> insert_values;  ///< null pointer: DEFAULT
};

/// Doc: dg/r_TRUNCATE
struct Truncate : Statement {
    static constexpr StatementKind kKind = StatementKind::truncate;
    Truncate() : Statement(kKind) {}
    QualifiedName table;
};

/// One parameter of COPY or UNLOAD as the parameter table (sql/options/) read it. `keyword` is the row's canonical keyword in capitals;
/// `value` is the string, number or word after it, absent for a flag.
struct CopyOption {
    std::string keyword;
    std::optional<std::string> value;
    std::vector<Name> names;  ///< of PARTITION BY
    Span span;
};

/// COPY table FROM 's3://…'.  Doc: dg/r_COPY
struct Copy : Statement {
    static constexpr StatementKind kKind = StatementKind::copy;
    Copy() : Statement(kKind) {}
    QualifiedName table;
    std::vector<Name> columns;
    std::string source;
    Span source_span;
    std::vector<CopyOption> options;
};

/// COPY table|(query) FROM STDIN | TO STDOUT with PostgreSQL's options; the wire's own bulk load.
struct CopyStdio : Statement {
    static constexpr StatementKind kKind = StatementKind::copy_stdio;
    CopyStdio() : Statement(kKind) {}
    bool to = false;
    QualifiedName table;  ///< no parts when `query` is set
    std::vector<Name> columns;
    QueryPtr query;
    std::string format = "text";  ///< text, csv, binary
    std::optional<std::string> delimiter;
    std::optional<std::string> null_text;
    std::optional<std::string> quote;
    std::optional<std::string> escape;
    bool header = false;
};

/// UNLOAD ('query') TO 's3://…'.  Doc: dg/r_UNLOAD
struct Unload : Statement {
    static constexpr StatementKind kKind = StatementKind::unload;
    Unload() : Statement(kKind) {}
    std::string query_text;
    Span query_span;  ///< of the literal, for positions of errors in it
    std::string target;
    std::vector<CopyOption> options;
};

}  // namespace blueshift::sql
