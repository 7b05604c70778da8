/// Prints docs/sql-support.md: every documented command with what the parser makes of it, every row
/// of the function registry, every type.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/error.h"
#include "commands.h"
#include "functions/registry.h"
#include "functions/tables.h"
#include "grammar_functions.h"
#include "sql/parser/parser.h"
#include "types/type.h"

namespace {

using namespace blueshift;
using functions::Kind;
using functions::Row;

struct Category {
    std::string_view title;
    std::span<const Row> (*rows)();
};

// clang-format off
constexpr Category kCategories[] = {
    {"Aggregate functions",                 functions::aggregate_rows},
    {"Conditional functions",               functions::conditional_rows},
    {"Date and time functions",             functions::datetime_rows},
    {"Data type formatting functions",      functions::formatting_rows},
    {"Hash functions",                      functions::hash_rows},
    {"JSON, array and object functions",    functions::json_rows},
    {"Math functions",                      functions::math_rows},
    {"Spatial functions",                   functions::spatial_rows},
    {"String functions",                    functions::string_rows},
    {"VARBYTE functions",                   functions::varbyte_rows},
    {"Window functions",                    functions::window_rows},
    {"System and catalog functions",        functions::system_rows},
    {"Operators",                           functions::operator_rows},
};
// clang-format on

void print_line(std::string_view line) {
    fmt::print("{}\n", line);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|' || c == '<' || c == '*') out += '\\';
        out += c;
    }
    return out;
}

/// What the parser makes of a documented statement.
std::string state_of(const sql_support::Command& command) {
    try {
        const sql::StatementPtr statement = sql::parse_statement(command.example, {});
        return statement->kind == sql::StatementKind::unsupported ? "parses, answers `0A000`"
                                                                  : "works";
    } catch (const Error& error) {
        return fmt::format("does not parse: {}", error.message());
    }
}

void print_commands() {
    print_line("## Commands");
    std::string_view family;
    for (const sql_support::Command& command : sql_support::documented_commands()) {
        if (command.family != family) {
            family = command.family;
            fmt::print("\n### {}\n\n| command | state | topic |\n|---|---|---|\n", family);
        }
        fmt::print("| {} | {} | {} |\n", command.name, state_of(command), command.doc);
    }
}

std::string result_text(const Row& row) {
    if (row.duckdb == functions::kUnsupportedFunction) return "answers `0A000`";
    if (row.result == "=1") return "as the first argument";
    if (row.result == "=2") return "as the second argument";
    if (row.result == "=same") return "their common type";
    // Rules of the numeric and length tables; the base type says enough here.
    if (row.result.starts_with("@decimal") || row.result == "@to_number") return "numeric";
    if (row.result == "@json_array" || row.result == "@json_object") return "super";
    if (row.result.starts_with('@')) return "varchar";
    return std::string(row.result);
}

void print_rows(const Category& category) {
    fmt::print("\n### {}\n\n| signature | result | topic |\n|---|---|---|\n", category.title);
    std::vector<const Row*> rows;
    for (const Row& row : category.rows())
        rows.push_back(&row);
    std::ranges::stable_sort(rows, {},
                             [](const Row* row) { return std::pair(row->name, row->arguments); });
    for (const Row* row : rows) {
        fmt::print("| `{}({})` | {} | {} |\n", escaped(row->name), escaped(row->arguments),
                   escaped(result_text(*row)), row->doc);
    }
}

void print_documented(std::string_view title,
                      std::span<const sql_support::DocumentedFunction> list) {
    fmt::print("\n### {}\n\n| signature | state | topic |\n|---|---|---|\n", title);
    for (const auto& function : list) {
        fmt::print("| `{}` | {} | {} |\n", escaped(function.signature), function.state,
                   function.doc);
    }
}

void print_functions() {
    print_line("\n## Functions\n");
    print_line(
        "Argument words: `any` takes any type, `same` arguments meet in one type, `part` is a date "
        "part, `string` a string type,");
    print_line("`?` stands behind what may be left out, `...` behind what may be repeated.");
    for (const Category& category : kCategories)
        print_rows(category);
    print_documented("Functions of the grammar", sql_support::grammar_functions());
    print_documented("Not available", sql_support::missing_functions());
}

void print_types() {
    print_line("\n## Types\n\n| name | pg_type | oid |\n|---|---|---|");
    for (const TypeInfo& info : all_types()) {
        if (info.category == 'P') continue;
        fmt::print("| {} | {} | {} |\n", info.sql_name, info.typname, info.oid);
    }
}

}  // namespace

int main() {
    print_line("# SQL support\n");
    print_line(
        "Written by `build/<preset>/sql_support` from the parser, the function registry and the "
        "type list; a test compares. Do not edit.\n");
    print_commands();
    print_functions();
    print_types();
    return 0;
}
