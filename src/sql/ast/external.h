#pragma once
/// External schemas and external tables.  Doc: dg/r_CREATE_EXTERNAL_SCHEMA, dg/r_CREATE_EXTERNAL_TABLE
#include "sql/ast/statement.h"

namespace blueshift::sql {

/// One clause of CREATE or ALTER EXTERNAL SCHEMA: `IAM_ROLE 'arn'`.
struct ExternalClause {
    std::string keyword;  ///< lower case: database, iam_role, port …
    std::string value;
    bool word = false;    ///< written without quotes: IAM_ROLE default, AUTHENTICATION iam, PORT 5432
    Span span;
};

struct CreateExternalSchema : Statement {
    static constexpr StatementKind kKind = StatementKind::create_external_schema;
    CreateExternalSchema() : Statement(kKind) {}
    bool if_not_exists = false;
    Name name;
    std::string source;  ///< lower case: data catalog, hive metastore, postgres …
    Span source_span;
    std::vector<ExternalClause> clauses;
    bool create_database = false;  ///< CREATE EXTERNAL DATABASE IF NOT EXISTS
};

/// Doc: dg/r_ALTER_EXTERNAL_SCHEMA
struct AlterExternalSchema : Statement {
    static constexpr StatementKind kKind = StatementKind::alter_external_schema;
    AlterExternalSchema() : Statement(kKind) {}
    Name name;
    std::vector<ExternalClause> clauses;
};

struct ExternalColumnDefinition {
    Name name;
    TypeName type;       ///< of a scalar column; without a name in PARTITIONED BY of CREATE EXTERNAL TABLE AS
    std::string nested;  ///< struct<…>, array<…> or map<…> as written; empty for a scalar
    Span span;
};

/// A name and its value, as in TABLE PROPERTIES and SERDEPROPERTIES.
using Property = std::pair<std::string, std::string>;

struct CreateExternalTable : Statement {
    static constexpr StatementKind kKind = StatementKind::create_external_table;
    CreateExternalTable() : Statement(kKind) {}
    bool if_not_exists = false;
    QualifiedName name;
    std::vector<ExternalColumnDefinition> columns;
    std::vector<ExternalColumnDefinition> partition_keys;
    bool delimited = false;             ///< ROW FORMAT DELIMITED
    std::vector<Property> delimiters;   ///< of ROW FORMAT DELIMITED: the SerDe parameter and its value
    std::string serde;                  ///< ROW FORMAT SERDE
    std::vector<Property> serde_properties;
    std::string file_format;            ///< lower case: parquet, textfile …, inputformat
    std::string input_format;           ///< of INPUTFORMAT
    std::string output_format;
    std::string location;
    Span location_span;
    std::vector<Property> properties;
    QueryPtr query;                     ///< of CREATE EXTERNAL TABLE AS, or null
};

}  // namespace blueshift::sql
