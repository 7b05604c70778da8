#pragma once
/// What the printing functions share: the text so far, and how names, literals and lists are written.
#include "sql/parser/precedence.h"
#include "sql/print/print.h"

namespace blueshift::sql {

class SqlWriter {
public:
    explicit SqlWriter(const PrintOptions& options = {}) : options_(options) {}

    void text(std::string_view text) { out_ += text; }
    void identifier(const Name& name) { out_ += quote_identifier(name.text); }
    void name(const QualifiedName& name);
    void string(std::string_view text) { out_ += quote_literal(text); }
    /// A literal that is masked when secrets are redacted.
    void secret(std::string_view text) { string(options_.redact_secrets ? "***" : text); }
    void number(std::int64_t value) { out_ += std::to_string(value); }
    /// ` keyword` when `condition` holds.
    void flag(bool condition, std::string_view keyword);

    /// Writes the items with ", " between them.
    template <class Items, class Write>
    void list(const Items& items, Write write) {
        bool first = true;
        for (const auto& item : items) {
            if (!first) out_ += ", ";
            first = false;
            write(item);
        }
    }
    void names(const std::vector<Name>& names);
    /// "(a, b)"
    void name_list(const std::vector<Name>& names);

    const PrintOptions& options() const { return options_; }
    std::string take() { return std::move(out_); }

private:
    PrintOptions options_;
    std::string out_;
};

void write_expression(SqlWriter& out, const Expr& expr);
/// In parentheses when `expr` binds more loosely than `least`.
void write_operand(SqlWriter& out, const Expr& expr, Precedence least);
void write_type(SqlWriter& out, const TypeName& type);
void write_query(SqlWriter& out, const Query& query);
/// [WITH [RECURSIVE] … ] with a blank behind it.
void write_with(SqlWriter& out, const std::vector<CommonTable>& with, bool recursive);
void write_values(SqlWriter& out, const Values& values);
void write_from_list(SqlWriter& out, const std::vector<TableRefPtr>& tables);
void write_table(SqlWriter& out, const TableRef& table);
void write_order_by(SqlWriter& out, const std::vector<OrderItem>& items);
void write_select_item(SqlWriter& out, const SelectItem& item);
/// ` AS alias`, when there is one.
void write_alias(SqlWriter& out, const Name& alias);
void write_statement(SqlWriter& out, const Statement& statement);
/// ` keyword expression`, when there is one; `keyword` has its blanks.
void write_clause(SqlWriter& out, std::string_view keyword, const ExprPtr& expr);

}  // namespace blueshift::sql
