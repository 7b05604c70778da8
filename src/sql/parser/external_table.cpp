// CREATE EXTERNAL TABLE, and the forms of ALTER TABLE for external tables.
// Doc: dg/r_CREATE_EXTERNAL_TABLE, dg/r_ALTER_TABLE_external-table
#include "sql/ast/external.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

constexpr std::string_view kNestedTypes[] = {"array", "map", "struct"};
constexpr std::string_view kFileFormats[] = {"avro", "ion", "orc", "parquet", "rcfile", "sequencefile", "textfile"};

/// A clause of ROW FORMAT DELIMITED and the SerDe parameter that it sets.
struct DelimiterRow {
    std::string_view words;
    std::string_view parameter;
};
// clang-format off
constexpr DelimiterRow kDelimiters[] = {
    {"collection items terminated by", "collection.delim"},
    {"escaped by",                     "escape.delim"},
    {"fields terminated by",           "field.delim"},
    {"lines terminated by",            "line.delim"},
    {"map keys terminated by",         "mapkey.delim"},
    {"null defined as",                "serialization.null.format"},
};
// clang-format on

/// Takes these words when they come next.
bool accept_words(TokenStream& tokens, std::string_view words) {
    std::size_t count = 0;
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        if (!tokens.at_word(word, count)) return false;
        ++count;
        words.remove_prefix(std::min(word.size() + 1, words.size()));
    }
    while (count-- > 0) tokens.take();
    return true;
}

bool at_nested_type(const TokenStream& tokens) {
    if (!tokens.at_kind(TokenKind::op, 1) || !tokens.source(1).starts_with('<')) return false;
    const std::string word = tokens.lower_text();
    return std::ranges::find(kNestedTypes, word) != std::end(kNestedTypes);
}

/// (struct | array | map) "<" … ">"; the lexer may have read several brackets as one operator.
std::string parse_nested_type(TokenStream& tokens) {
    const std::uint32_t begin = tokens.begin();
    tokens.take();
    int depth = 0;
    do {
        if (tokens.at_end() || tokens.at(';')) tokens.fail();
        if (tokens.at_kind(TokenKind::op)) {
            for (const char letter : tokens.source()) {
                if (letter == '<') ++depth;
                if (letter == '>') --depth;
            }
        }
        if (depth < 0) tokens.fail();
        tokens.take();
    } while (depth > 0);
    return std::string(tokens.source(tokens.span_from(begin)));
}

/// name [type]
ExternalColumnDefinition parse_external_column(TokenStream& tokens, bool type_needed) {
    ExternalColumnDefinition column;
    const std::uint32_t begin = tokens.begin();
    column.name = tokens.name();
    if (at_nested_type(tokens)) {
        column.nested = parse_nested_type(tokens);
    } else if (type_needed || !(tokens.at(',') || tokens.at(')'))) {
        column.type = parse_type_name(tokens);
    }
    column.span = tokens.span_from(begin);
    return column;
}

std::vector<ExternalColumnDefinition> parse_external_columns(TokenStream& tokens, bool types_needed) {
    std::vector<ExternalColumnDefinition> columns;
    tokens.expect('(');
    do {
        columns.push_back(parse_external_column(tokens, types_needed));
    } while (tokens.accept(','));
    tokens.expect(')');
    return columns;
}

/// "(" 'name' "=" 'value' ("," …)* ")"
std::vector<Property> parse_properties(TokenStream& tokens) {
    std::vector<Property> properties;
    tokens.expect('(');
    do {
        std::string name = tokens.string_constant();
        tokens.expect_operator("=");
        properties.emplace_back(std::move(name), tokens.string_constant());
    } while (tokens.accept(','));
    tokens.expect(')');
    return properties;
}

/// (DELIMITED (words 'c')* | SERDE 'class' [WITH SERDEPROPERTIES properties]), behind ROW FORMAT
void parse_row_format(TokenStream& tokens, CreateExternalTable& table) {
    if (tokens.accept_word("serde")) {
        table.serde = tokens.string_constant();
        if (accept_words(tokens, "with serdeproperties")) table.serde_properties = parse_properties(tokens);
        return;
    }
    if (!tokens.accept_word("delimited")) tokens.fail();
    table.delimited = true;
    for (bool more = true; more;) {
        more = false;
        for (const DelimiterRow& row : kDelimiters) {
            if (!accept_words(tokens, row.words)) continue;
            table.delimiters.emplace_back(row.parameter, tokens.string_constant());
            more = true;
        }
    }
}

/// format | INPUTFORMAT 'class' OUTPUTFORMAT 'class', behind STORED AS
void parse_file_format(TokenStream& tokens, CreateExternalTable& table) {
    table.file_format = tokens.lower_text();
    if (tokens.accept_word("inputformat")) {
        table.input_format = tokens.string_constant();
        if (!tokens.accept_word("outputformat")) tokens.fail();
        table.output_format = tokens.string_constant();
        return;
    }
    if (std::ranges::find(kFileFormats, table.file_format) == std::end(kFileFormats)) tokens.fail();
    tokens.take();
}

/// One clause behind the columns; false when none comes next.
bool accept_table_clause(TokenStream& tokens, CreateExternalTable& table) {
    if (accept_words(tokens, "partitioned by")) {
        table.partition_keys = parse_external_columns(tokens, !table.columns.empty());
    } else if (accept_words(tokens, "row format")) {
        parse_row_format(tokens, table);
    } else if (accept_words(tokens, "stored as")) {
        parse_file_format(tokens, table);
    } else if (tokens.accept_word("location")) {
        table.location_span = tokens.peek().span;
        table.location = tokens.string_constant();
    } else if (accept_words(tokens, "table properties")) {
        table.properties = parse_properties(tokens);
    } else {
        return false;
    }
    return true;
}

/// "(" column "=" value ("," …)* ")", behind PARTITION
std::vector<Property> parse_partition_values(TokenStream& tokens) {
    std::vector<Property> values;
    tokens.expect('(');
    do {
        std::string column = tokens.name().text;
        tokens.expect_operator("=");
        const bool literal = tokens.at_string();
        values.emplace_back(std::move(column), literal ? tokens.string_constant() : std::string(tokens.source()));
        if (!literal) tokens.take();
    } while (tokens.accept(','));
    tokens.expect(')');
    return values;
}

/// PARTITION "(" … ")" [LOCATION 'path']
AlterTableAction::Partition parse_partition(TokenStream& tokens, bool with_location) {
    AlterTableAction::Partition partition;
    tokens.expect("PARTITION"_kw);
    partition.values = parse_partition_values(tokens);
    if (with_location) {
        if (!tokens.accept_word("location")) tokens.fail();
        partition.location = tokens.string_constant();
    }
    return partition;
}

void parse_external_set(TokenStream& tokens, AlterTableAction& action) {
    if (tokens.accept_word("location")) {
        action.kind = AlterTableKind::set_location;
        action.location = tokens.string_constant();
    } else if (accept_words(tokens, "file format")) {
        action.kind = AlterTableKind::set_file_format;
        action.file_format = tokens.lower_text();
        if (std::ranges::find(kFileFormats, action.file_format) == std::end(kFileFormats)) tokens.fail();
        tokens.take();
    } else {
        if (!accept_words(tokens, "table properties")) tokens.fail();
        action.kind = AlterTableKind::set_table_properties;
        action.properties = parse_properties(tokens);
    }
}

}  // namespace

/// CREATE EXTERNAL TABLE [IF NOT EXISTS] name ["(" columns ")"] clause* [AS query]
StatementPtr parse_create_external_table(TokenStream& tokens) {
    auto table = std::make_unique<CreateExternalTable>();
    tokens.expect({"CREATE"_kw, "EXTERNAL"_kw, "TABLE"_kw});
    table->if_not_exists = tokens.accept({"IF"_kw, "NOT"_kw, "EXISTS"_kw});
    table->name = tokens.qualified_name();
    if (tokens.at('(')) table->columns = parse_external_columns(tokens, true);
    while (accept_table_clause(tokens, *table)) {
    }
    if (table->file_format.empty() || table->location.empty()) tokens.fail();
    if (table->columns.empty() || tokens.at("AS"_kw)) {
        tokens.expect("AS"_kw);
        table->query = parse_query(tokens);
    }
    return table;
}

/// SET LOCATION, SET FILE FORMAT, SET TABLE PROPERTIES, PARTITION … SET LOCATION, ADD and DROP PARTITION
bool at_external_action(const TokenStream& tokens) {
    if (tokens.at_any({"SET"_kw, "PARTITION"_kw})) return true;
    if (!tokens.at("ADD"_kw) && !tokens.at("DROP"_kw)) return false;
    return tokens.at("PARTITION"_kw, 1) || tokens.at("IF"_kw, 1);
}

AlterTableAction parse_external_action(TokenStream& tokens) {
    AlterTableAction action;
    const std::uint32_t begin = tokens.begin();
    if (tokens.accept("SET"_kw)) {
        parse_external_set(tokens, action);
    } else if (tokens.at("PARTITION"_kw)) {
        action.kind = AlterTableKind::set_partition_location;
        action.partitions.push_back(parse_partition(tokens, false));
        tokens.expect("SET"_kw);
        if (!tokens.accept_word("location")) tokens.fail();
        action.partitions.back().location = tokens.string_constant();
    } else if (tokens.accept("DROP"_kw)) {
        action.kind = AlterTableKind::drop_partition;
        action.partitions.push_back(parse_partition(tokens, false));
    } else {
        tokens.expect("ADD"_kw);
        action.kind = AlterTableKind::add_partition;
        action.if_not_exists = tokens.accept({"IF"_kw, "NOT"_kw, "EXISTS"_kw});
        do {
            action.partitions.push_back(parse_partition(tokens, true));
        } while (tokens.at("PARTITION"_kw));
    }
    action.span = tokens.span_from(begin);
    return action;
}

}  // namespace blueshift::sql
