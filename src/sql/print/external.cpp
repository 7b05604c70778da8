// External schemas and tables as text.
#include "sql/lexer/characters.h"
#include "sql/print/statement_writer.h"

namespace blueshift::sql {
namespace {

struct DelimiterWords {
    std::string_view parameter;
    std::string_view words;
};
constexpr DelimiterWords kDelimiters[] = {
    {"collection.delim", "COLLECTION ITEMS TERMINATED BY"}, {"escape.delim", "ESCAPED BY"},
    {"field.delim", "FIELDS TERMINATED BY"},                {"line.delim", "LINES TERMINATED BY"},
    {"mapkey.delim", "MAP KEYS TERMINATED BY"},             {"serialization.null.format", "NULL DEFINED AS"},
};

void write_external_clauses(SqlWriter& out, const std::vector<ExternalClause>& clauses) {
    for (const ExternalClause& clause : clauses) {
        out.text(" " + upper(clause.keyword) + " ");
        if (clause.word) {
            out.text(clause.value);
        } else {
            out.string(clause.value);
        }
    }
}

void write_external_columns(SqlWriter& out, const std::vector<ExternalColumnDefinition>& columns) {
    out.text("(");
    out.list(columns, [&](const ExternalColumnDefinition& column) {
        out.identifier(column.name);
        if (!column.nested.empty()) {
            out.text(" " + column.nested);
        } else if (!column.type.name.empty()) {
            out.text(" ");
            write_type(out, column.type);
        }
    });
    out.text(")");
}

void write_row_format(SqlWriter& out, const CreateExternalTable& node) {
    if (!node.serde.empty()) {
        out.text(" ROW FORMAT SERDE ");
        out.string(node.serde);
        if (node.serde_properties.empty()) return;
        out.text(" WITH SERDEPROPERTIES ");
        return write_properties(out, node.serde_properties);
    }
    if (!node.delimited) return;
    out.text(" ROW FORMAT DELIMITED");
    for (const auto& [parameter, value] : node.delimiters) {
        for (const DelimiterWords& row : kDelimiters) {
            if (row.parameter != parameter) continue;
            out.text(" " + std::string(row.words) + " ");
            out.string(value);
        }
    }
}

}  // namespace

void write_properties(SqlWriter& out, const std::vector<Property>& properties) {
    out.text("(");
    out.list(properties, [&](const Property& property) {
        out.string(property.first);
        out.text("=");
        out.string(property.second);
    });
    out.text(")");
}

void write(SqlWriter& out, const CreateExternalSchema& node) {
    out.text("CREATE EXTERNAL SCHEMA ");
    if (node.if_not_exists) out.text("IF NOT EXISTS ");
    out.identifier(node.name);
    out.text(" FROM " + upper(node.source));
    write_external_clauses(out, node.clauses);
    out.flag(node.create_database, "CREATE EXTERNAL DATABASE IF NOT EXISTS");
}

void write(SqlWriter& out, const AlterExternalSchema& node) {
    out.text("ALTER EXTERNAL SCHEMA ");
    out.identifier(node.name);
    write_external_clauses(out, node.clauses);
}

void write(SqlWriter& out, const CreateExternalTable& node) {
    out.text("CREATE EXTERNAL TABLE ");
    if (node.if_not_exists) out.text("IF NOT EXISTS ");
    out.name(node.name);
    if (!node.columns.empty()) {
        out.text(" ");
        write_external_columns(out, node.columns);
    }
    if (!node.partition_keys.empty()) {
        out.text(" PARTITIONED BY ");
        write_external_columns(out, node.partition_keys);
    }
    write_row_format(out, node);
    out.text(" STORED AS " + upper(node.file_format));
    if (!node.input_format.empty()) {
        out.text(" ");
        out.string(node.input_format);
        out.text(" OUTPUTFORMAT ");
        out.string(node.output_format);
    }
    out.text(" LOCATION ");
    out.string(node.location);
    if (!node.properties.empty()) {
        out.text(" TABLE PROPERTIES ");
        write_properties(out, node.properties);
    }
    if (node.query) {
        out.text(" AS ");
        write_query(out, *node.query);
    }
}

namespace {

void write_partition(SqlWriter& out, const AlterTableAction::Partition& partition) {
    out.text("PARTITION (");
    out.list(partition.values, [&](const Property& value) {
        out.text(quote_identifier(value.first) + "=");
        out.string(value.second);
    });
    out.text(")");
}

}  // namespace

void write_external_action(SqlWriter& out, const AlterTableAction& action) {
    switch (action.kind) {
        case AlterTableKind::set_location:
            out.text("SET LOCATION ");
            return out.string(action.location);
        case AlterTableKind::set_file_format: return out.text("SET FILE FORMAT " + upper(action.file_format));
        case AlterTableKind::set_table_properties:
            out.text("SET TABLE PROPERTIES ");
            return write_properties(out, action.properties);
        case AlterTableKind::drop_partition:
            out.text("DROP ");
            return write_partition(out, action.partitions[0]);
        case AlterTableKind::set_partition_location:
            write_partition(out, action.partitions[0]);
            out.text(" SET LOCATION ");
            return out.string(action.partitions[0].location);
        default: break;
    }
    out.text(action.if_not_exists ? "ADD IF NOT EXISTS" : "ADD");
    for (const AlterTableAction::Partition& partition : action.partitions) {
        out.text(" ");
        write_partition(out, partition);
        out.text(" LOCATION ");
        out.string(partition.location);
    }
}

}  // namespace blueshift::sql
