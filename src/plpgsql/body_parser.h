#pragma once
/// The parser's state while it reads one body; its methods are split over files: body_parser.cpp (blocks, declarations, fragments of SQL),
/// body_parser_statement.cpp, body_parser_loop.cpp and body_parser_cursor.cpp.
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "catalog/routine.h"
#include "plpgsql/scope.h"
#include "plpgsql/tree.h"
#include "sql/parser/token_stream.h"

namespace blueshift::plpgsql {

using sql::operator""_kw;

class BodyParser {
public:
    BodyParser(const catalog::Routine& routine, bool case_sensitive_identifiers);

    std::unique_ptr<Procedure> parse();
    /// The line (from 1) that the parser has come to, as PostgreSQL counts: a line end at the very start does not count.
    int current_line() const { return line_at(tokens_.begin()); }

private:
    // body_parser.cpp
    void declare_arguments();
    std::unique_ptr<Block> parse_block(std::string label);
    void parse_declarations(Block& block);
    void parse_declaration(Block& block);
    void parse_alias(const sql::Name& name);
    Variable parse_variable_type(std::string name);
    std::size_t parse_cursor_declaration(const sql::Name& name);
    Handler parse_handler();
    Statements parse_statements();
    StatementPtr parse_statement();
    bool at_end_of_statements() const;
    bool at_label() const;
    std::string parse_label();
    void parse_end_label(const std::string& label);

    // SQL inside
    FragmentPtr expression();
    FragmentPtr expression_fragment(sql::ExprPtr expr, std::uint32_t begin);
    std::vector<FragmentPtr> expression_list();
    FragmentPtr query();
    /// Any SQL statement, to the semicolon.
    FragmentPtr sql_statement();
    FragmentPtr finish_fragment(std::shared_ptr<sql::Statement> ast, std::uint32_t begin, std::string_view before);
    /// Index of the semicolon, or of `word`, outside of parentheses; of the end when there is none.
    std::size_t find_ahead(std::string_view word) const;

    // body_parser_statement.cpp
    StatementPtr parse_assignment();
    StatementPtr parse_if();
    StatementPtr parse_case();
    StatementPtr parse_exit();
    StatementPtr parse_return();
    StatementPtr parse_raise();
    void parse_raise_options(Raise& raise);
    StatementPtr parse_execute();
    StatementPtr parse_perform();
    StatementPtr parse_sql();
    StatementPtr parse_get_diagnostics();
    StatementPtr parse_transaction_control();
    Target parse_target();
    VariableUse parse_place();
    void check_assignable(const VariableUse& use, Span span) const;
    Target call_targets(const Fragment& fragment) const;

    // body_parser_loop.cpp
    StatementPtr parse_loop(std::string label);
    StatementPtr parse_for(std::string label);
    StatementPtr parse_for_integer(std::string label, const std::vector<sql::Name>& name);
    StatementPtr parse_for_rows(std::string label, const std::vector<std::vector<sql::Name>>& names);
    Target row_target(const std::vector<std::vector<sql::Name>>& names) const;
    void parse_loop_body(Loop& loop);
    std::optional<std::size_t> find_range(std::size_t last) const;

    // body_parser_cursor.cpp
    StatementPtr parse_open();
    StatementPtr parse_fetch(bool move);
    StatementPtr parse_close();
    std::size_t parse_cursor_name();
    std::vector<FragmentPtr> parse_cursor_arguments(const Variable& cursor);

    int line_at(std::uint32_t offset) const;
    bool accept_word(std::string_view word) { return tokens_.accept_word(word); }
    void expect_word(std::string_view word);
    void expect_semicolon() { tokens_.expect(';'); }
    std::vector<sql::Name> dotted_name();

    const catalog::Routine& routine_;
    std::shared_ptr<const std::string> text_;
    std::unique_ptr<Procedure> procedure_ = std::make_unique<Procedure>();
    Scopes scopes_;
    sql::TokenStream tokens_;
    std::optional<Span> hidden_;  ///< INTO and its target, which the next piece of SQL does not show
    int handler_depth_ = 0;
    int loop_depth_ = 0;
};

}  // namespace blueshift::plpgsql
