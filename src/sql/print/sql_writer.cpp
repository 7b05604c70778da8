#include "sql/print/sql_writer.h"

#include "sql/lexer/characters.h"
#include "sql/lexer/keywords.h"

namespace blueshift::sql {
namespace {

/// Unreserved words that the grammar reads otherwise where a column may stand.
constexpr std::string_view kSyntaxWords[] = {
    "approximate", "current_aws_account", "current_namespace", "current_schema", "current_session_arn", "prior",
};

bool is_plain_identifier(std::string_view name) {
    const std::string_view body = name.starts_with('#') ? name.substr(1) : name;
    if (body.empty() || !is_identifier_start(body.front())) return false;
    return std::ranges::all_of(body, [](char c) { return is_identifier_part(c) && to_lower(c) == c; });
}

bool is_free_word(std::string_view name) {
    if (std::ranges::find(kSyntaxWords, name) != std::end(kSyntaxWords)) return false;
    const Keyword keyword = find_keyword(name);
    if (keyword == Keyword::none) return true;
    const KeywordRow& row = keyword_row(keyword);
    return row.keyword_class == KeywordClass::unreserved && row.bare_alias;
}

}  // namespace

std::string quote_identifier(std::string_view name) {
    if (is_plain_identifier(name) && is_free_word(name)) return std::string(name);
    std::string quoted = "\"";
    for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string quote_literal(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
        switch (c) {
            case '\0': quoted += "\\000"; break;
            case '\n': quoted += "\\n"; break;
            case '\r': quoted += "\\r"; break;
            case '\t': quoted += "\\t"; break;
            case '\'':
            case '\\': quoted.append(2, c); break;
            default: quoted += c;
        }
    }
    return quoted + '\'';
}

void SqlWriter::name(const QualifiedName& name) {
    bool first = true;
    for (const Name& part : name.parts) {
        if (!first) out_ += '.';
        first = false;
        identifier(part);
    }
}

void SqlWriter::flag(bool condition, std::string_view keyword) {
    if (!condition) return;
    out_ += ' ';
    out_ += keyword;
}

void SqlWriter::names(const std::vector<Name>& names) {
    list(names, [&](const Name& item) { identifier(item); });
}

void SqlWriter::name_list(const std::vector<Name>& list) {
    out_ += '(';
    names(list);
    out_ += ')';
}

std::string print(const Expr& expr) {
    SqlWriter out;
    write_expression(out, expr);
    return out.take();
}

std::string print(const Query& query) {
    SqlWriter out;
    write_query(out, query);
    return out.take();
}

std::string print(const Statement& statement, const PrintOptions& options) {
    SqlWriter out(options);
    write_statement(out, statement);
    return out.take();
}

std::string print(const TypeName& type) {
    SqlWriter out;
    write_type(out, type);
    return out.take();
}

std::string print(const QualifiedName& name) {
    SqlWriter out;
    out.name(name);
    return out.take();
}

}  // namespace blueshift::sql
