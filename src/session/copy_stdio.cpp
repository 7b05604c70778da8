/// COPY … FROM STDIN and TO STDOUT: the wire's own bulk load, which PostgreSQL tools use.
#include <algorithm>

#include "analyze/expr_binder.h"
#include "functions/native/blank_tracker.h"
#include "result/copy_reader.h"
#include "result/copy_encode.h"
#include "catalog/access.h"
#include "security/enforce.h"
#include "session/session_impl.h"
#include "sql/ast/dml.h"
#include "sql/parser/parser.h"
#include "sql/print/print.h"

namespace blueshift::session {

namespace {

char single_character(const std::optional<std::string>& text, char default_value, std::string_view what) {
    if (!text) return default_value;
    if (text->size() != 1) {
        throw Error(Code::feature_not_supported, "COPY {} must be a single one-byte character", what);
    }
    return (*text)[0];
}

result::CopyOptions copy_options(const sql::CopyStdio& statement) {
    if (statement.format != "text" && statement.format != "csv" && statement.format != "binary") {
        throw Error(Code::invalid_parameter_value, "COPY format \"{}\" not recognized", statement.format);
    }
    const auto format = statement.format == "csv"      ? result::CopyFormat::csv
                        : statement.format == "binary" ? result::CopyFormat::binary
                                                       : result::CopyFormat::text;
    result::CopyOptions options = result::default_copy_options(format);
    options.delimiter = single_character(statement.delimiter, options.delimiter, "delimiter");
    options.quote = single_character(statement.quote, options.quote, "quote");
    options.escape = single_character(statement.escape, options.quote, "escape");
    options.header = statement.header;
    if (statement.null_text) options.null_text = *statement.null_text;
    return options;
}

/// Columns in the order of the data: those listed, or all but identity columns.
std::vector<const catalog::Column*> data_columns(const sql::CopyStdio& statement,
                                                 const catalog::Relation& relation) {
    std::vector<const catalog::Column*> columns;
    for (const sql::Name& name : statement.columns) {
        const catalog::Column* column = relation.find_column(name.text);
        if (column == nullptr) {
            throw Error(Code::undefined_column, "column \"{}\" of relation \"{}\" does not exist", name.text,
                        relation.name)
                .at(name.span);
        }
        columns.push_back(column);
    }
    if (columns.empty()) {
        for (const catalog::Column& column : relation.columns) {
            if (!column.identity || column.identity->by_default) columns.push_back(&column);
        }
    }
    return columns;
}

}  // namespace

void SessionImpl::run_copy_stdio(StatementExecution& execution) {
    const auto& statement = sql::as<sql::CopyStdio>(execution.statement->ast());
    const std::int64_t count = statement.to ? copy_to(statement, *execution.copy_sink)
                                            : copy_from(statement, *execution.copy_source);
    execution.tag = fmt::format("COPY {}", count);
    if (statement.to) {
        execution.returned_rows = count;
    } else {
        execution.affected_rows = count;
        std::vector<std::string> parts;
        for (const sql::Name& part : statement.table.parts) parts.push_back(part.text);
        execution.written = view().relation(parts, statement.table.span)->oid;
    }
}

std::int64_t SessionImpl::copy_to(const sql::CopyStdio& statement, CopySink& sink) {
    sql::StatementPtr ast;
    if (statement.query == nullptr) {
        std::string columns;
        for (const sql::Name& column : statement.columns) {
            columns += (columns.empty() ? "" : ", ") + sql::quote_identifier(column.text);
        }
        ast = sql::parse_statement("SELECT " + (columns.empty() ? "*" : columns) + " FROM " +
                                       sql::print(statement.table),
                                   {true});
    } else {
        ast = sql::parse_statement(sql::print(*statement.query), {true});
    }
    Statement query(*this, {}, std::move(ast), {});
    analyze(query);
    const std::vector<ResultColumn> columns = query.analysis->columns;
    std::vector<Type> types;
    std::vector<std::string> names;
    for (const ResultColumn& column : columns) {
        types.push_back(column.type);
        names.push_back(column.name);
    }
    detach_open_result();
    const auto source = open_query(query, {});
    const result::CopyOptions options = copy_options(statement);
    const result::CopyEncoder encoder(types, names, options, text_);
    sink.begin({columns.size(), options.format == result::CopyFormat::binary});
    std::string row_bytes;
    encoder.begin(row_bytes);
    // The header line is a row of its own, the signature of binary data goes with the first row.
    if (options.header) {
        sink.write(row_bytes);
        row_bytes.clear();
    }
    std::int64_t count = 0;
    Batch batch;
    while (source->next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            encoder.append_row(row_bytes, batch, row);
            sink.write(row_bytes);
            row_bytes.clear();
        }
        count += static_cast<std::int64_t>(batch.row_count);
        cancel_.check();
    }
    encoder.end(row_bytes);
    if (!row_bytes.empty()) sink.write(row_bytes);
    return count;
}

std::int64_t SessionImpl::copy_from(const sql::CopyStdio& statement, CopySource& source) {
    std::vector<std::string> parts;
    for (const sql::Name& part : statement.table.parts) parts.push_back(part.text);
    const auto found = view().relation(parts, statement.table.span);
    if (found->kind != catalog::RelationKind::table) {
        throw Error(Code::wrong_object_type, "cannot copy to \"{}\": it is not a table", found->name)
            .at(statement.table.span);
    }
    security::require_privilege(*found, catalog::kInsert, *snapshot(), user_);
    const result::CopyOptions options = copy_options(statement);
    detach_open_result();
    lock_exclusive(found->oid);
    ensure_engine_transaction();
    const std::int64_t count = load_rows(statement, *found, options, source);
    absorb_blank_marks(*found);
    return count;
}

std::int64_t SessionImpl::load_rows(const sql::CopyStdio& statement, const catalog::Relation& relation,
                                    const result::CopyOptions& options, CopySource& source) {
    const std::vector<const catalog::Column*> columns = data_columns(statement, relation);
    std::vector<std::string> names;
    std::vector<std::size_t> positions;
    for (const catalog::Column* column : columns) {
        names.push_back(column->name);
        positions.push_back(static_cast<std::size_t>(column - relation.columns.data()));
    }
    std::vector<Type> types;
    std::vector<Value> defaults(relation.columns.size());
    const auto view_now = view();
    for (std::size_t index = 0; index < relation.columns.size(); ++index) {
        const catalog::Column& column = relation.columns[index];
        types.push_back(column.type);
        const bool in_data = std::find(positions.begin(), positions.end(), index) != positions.end();
        if (in_data) continue;
        if (column.identity) {
            throw Error(Code::feature_not_supported,
                        "COPY FROM STDIN into a table with the identity column \"{}\" is not supported", column.name);
        }
        defaults[index] = default_value(column, view_now);
    }
    const auto name = catalog::engine_name(relation);
    const auto appender = connection_->appender(name.schema, name.table, types);
    const auto reader = result::make_copy_reader(options, names);
    result::CopyReader::Row fields;
    std::vector<Value> row;
    std::int64_t count = 0;
    const auto take_rows = [&] {
        while (reader->next(fields)) {
            row = defaults;
            for (std::size_t index = 0; index < fields.size(); ++index) {
                const catalog::Column& column = *columns[index];
                try {
                    Value& value = row[positions[index]];
                    if (fields[index]) value = reader->value(column.type, *fields[index], text_);
                    if (value.is_null() && column.not_null) {
                        throw Error(Code::not_null_violation,
                                    "Cannot insert a NULL value into column {}", column.name);
                    }
                    note_trailing_blank(column, relation.oid, value);
                } catch (Error& error) {
                    error.detail(fmt::format("COPY {}, line {}, column {}", relation.name, reader->line_number(),
                                             column.name));
                    throw;
                }
            }
            appender->append(row);
            ++count;
        }
    };
    source.begin({names.size(), options.format == result::CopyFormat::binary});
    while (const auto block = source.next()) {
        cancel_.check();
        reader->push(*block);
        take_rows();
    }
    reader->finish();
    take_rows();
    appender->finish();
    return count;
}

Value SessionImpl::default_value(const catalog::Column& column, const catalog::CatalogView& view_now) {
    if (column.default_text.empty()) return {};
    auto context = analyze_context(view_now);
    const auto ast = sql::parse_expression(column.default_text, {true});
    return evaluate(*analyze::analyze_default(*ast, column.type, context));
}

Value SessionImpl::evaluate(const analyze::BoundExpr& expr) {
    if (expr.kind == analyze::BoundKind::constant) return analyze::as<analyze::BoundConstant>(expr).value;
    detach_open_result();
    auto context = emit_context();
    const auto rows = connection_->query("SELECT " + emit::emit_expression(expr, context), {expr.type});
    Batch batch;
    rows->next(batch);
    Value value = value_at(batch.columns[0], 0, expr.type);
    while (rows->next(batch)) {
    }
    return value;
}

void SessionImpl::note_trailing_blank(const catalog::Column& column, catalog::Oid relation, const Value& value) {
    if (column.trailing_blanks || value.is_null() || column.type.id != TypeId::varchar) return;
    if (value.as_string().ends_with(' ')) {
        functions::note_trailing_blank(functions::column_slot(relation, column.number));
    }
}

}  // namespace blueshift::session
