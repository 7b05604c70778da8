// INSERT, UPDATE, DELETE, MERGE, COPY and UNLOAD as text.
#include "sql/lexer/characters.h"
#include "sql/options/copy_parameters.h"
#include "sql/print/statement_writer.h"

namespace blueshift::sql {
namespace {

void write_value(SqlWriter& out, const ExprPtr& value) {
    if (value) {
        write_expression(out, *value);
    } else {
        out.text("DEFAULT");
    }
}

void write_assignments(SqlWriter& out, const std::vector<Assignment>& assignments) {
    out.list(assignments, [&](const Assignment& assignment) {
        out.identifier(assignment.column);
        out.text(" = ");
        write_value(out, assignment.value);
    });
}

void write_columns(SqlWriter& out, const std::vector<Name>& columns) {
    if (columns.empty()) return;
    out.text(" ");
    out.name_list(columns);
}

void write_option_value(SqlWriter& out, const CopyParameter& row, const CopyOption& option) {
    switch (row.argument) {
        case CopyArgument::none: return;
        case CopyArgument::secret: return out.secret(*option.value);
        case CopyArgument::integer:
        case CopyArgument::size: return out.text(*option.value);
        case CopyArgument::word: return out.string(*option.value);
        case CopyArgument::optional_word:
            // SIMPLIFY takes a number in quotes behind its word.
            if (row.keyword != "SIMPLIFY") return out.text(upper(*option.value));
            if (!option.value->starts_with("auto")) return out.string(*option.value);
            out.text("AUTO");
            if (option.value->size() <= std::string_view("auto ").size()) return;
            out.text(" ");
            return out.string(std::string_view(*option.value).substr(std::string_view("auto ").size()));
        case CopyArgument::role:
            if (*option.value == "default") return out.text("DEFAULT");
            return out.string(*option.value);
        case CopyArgument::columns: return out.text(upper(*option.value));
        // The null marker '\N' is read as it stands.
        case CopyArgument::null_string:
            if (*option.value == "\\N") return out.text("'\\N'");
            return out.string(*option.value);
        case CopyArgument::string:
        case CopyArgument::optional_string: return out.string(*option.value);
    }
}

void write_options(SqlWriter& out, const std::vector<CopyOption>& options, CopyUse use) {
    for (const CopyOption& option : options) {
        out.text(" " + option.keyword);
        write_columns(out, option.names);
        if (!option.value) continue;
        out.text(" ");
        write_option_value(out, *find_copy_parameter(option.keyword, use), option);
    }
}

}  // namespace

void write(SqlWriter& out, const Insert& node) {
    out.text("INSERT INTO ");
    out.name(node.table);
    write_columns(out, node.columns);
    if (!node.query) return out.text(" DEFAULT VALUES");
    out.text(" ");
    write_query(out, *node.query);
}

void write(SqlWriter& out, const Update& node) {
    write_with(out, node.with, node.recursive);
    out.text("UPDATE ");
    out.name(node.table);
    write_alias(out, node.alias);
    out.text(" SET ");
    write_assignments(out, node.assignments);
    if (!node.from.empty()) {
        out.text(" FROM ");
        write_from_list(out, node.from);
    }
    write_clause(out, " WHERE ", node.where);
}

void write(SqlWriter& out, const Delete& node) {
    write_with(out, node.with, node.recursive);
    out.text("DELETE FROM ");
    out.name(node.table);
    write_alias(out, node.alias);
    if (!node.using_.empty()) {
        out.text(" USING ");
        write_from_list(out, node.using_);
    }
    write_clause(out, " WHERE ", node.where);
}

void write(SqlWriter& out, const Merge& node) {
    out.text("MERGE INTO ");
    out.name(node.target);
    out.text(" USING ");
    write_table(out, *node.source);
    write_clause(out, " ON ", node.on);
    if (node.remove_duplicates) return out.text(" REMOVE DUPLICATES");
    out.text(node.matched_delete ? " WHEN MATCHED THEN DELETE" : " WHEN MATCHED THEN UPDATE SET ");
    write_assignments(out, node.matched_update);
    out.text(" WHEN NOT MATCHED THEN INSERT");
    write_columns(out, node.insert_columns);
    out.text(" VALUES (");
    out.list(node.insert_values, [&](const ExprPtr& value) { write_value(out, value); });
    out.text(")");
}

void write(SqlWriter& out, const Copy& node) {
    out.text("COPY ");
    out.name(node.table);
    write_columns(out, node.columns);
    out.text(" FROM ");
    out.string(node.source);
    write_options(out, node.options, CopyUse::copy);
}

void write(SqlWriter& out, const CopyStdio& node) {
    out.text("COPY ");
    if (node.query) {
        out.text("(");
        write_query(out, *node.query);
        out.text(")");
    } else {
        out.name(node.table);
        write_columns(out, node.columns);
    }
    out.text(node.to ? " TO STDOUT" : " FROM STDIN");
    out.text(" (FORMAT " + node.format);
    const auto option = [&](std::string_view word, const std::optional<std::string>& value) {
        if (!value) return;
        out.text(word);
        out.text(*value == "\\N" ? "'\\N'" : quote_literal(*value));
    };
    option(", DELIMITER ", node.delimiter);
    option(", NULL ", node.null_text);
    option(", QUOTE ", node.quote);
    option(", ESCAPE ", node.escape);
    out.text(node.header ? ", HEADER)" : ")");
}

void write(SqlWriter& out, const Unload& node) {
    out.text("UNLOAD (");
    out.string(node.query_text);
    out.text(") TO ");
    out.string(node.target);
    write_options(out, node.options, CopyUse::unload);
}

}  // namespace blueshift::sql
