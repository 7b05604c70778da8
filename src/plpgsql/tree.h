#pragma once
/// A procedure's body as a tree. Nodes are plain structs; the SQL in them is already a syntax tree whose parameters stand for variables.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "sql/ast/node.h"
#include "sql/ast/statement.h"
#include "types/type.h"

namespace blueshift::plpgsql {

/// A place that holds a value: a variable, or a field of a record.
struct VariableUse {
    std::size_t slot = 0;
    std::string field;  ///< of a record; empty: the variable itself

    bool operator==(const VariableUse&) const = default;
};

/// Of a place that is none.
inline constexpr std::size_t kNoSlot = static_cast<std::size_t>(-1);

/// A piece of SQL in a body: an expression (as a SELECT of it) or a statement.
struct Fragment {
    std::shared_ptr<const sql::Statement> ast;
    std::shared_ptr<const std::string> source;  ///< the text that the tree's spans refer to
    std::vector<VariableUse> parameters;        ///< what $1 … stand for
    std::string shown;                          ///< for CONTEXT lines: variables as $n
    bool is_expression = false;
    bool is_dynamic = false;                    ///< the text of an EXECUTE, gone when it has run
};
using FragmentPtr = std::unique_ptr<Fragment>;

/// Where values go: several places, or one record that takes whole rows.
struct Target {
    std::vector<VariableUse> places;
    bool whole_record = false;
};

enum class VariableKind { scalar, record };

struct CursorArgument {
    std::size_t slot = 0;
    std::string name;
};

/// `c CURSOR (arguments) FOR query`.
struct BoundCursor {
    std::vector<CursorArgument> arguments;
    FragmentPtr query;
};

/// `t.c%TYPE`, to be looked up when the procedure starts.
struct ColumnType {
    sql::QualifiedName table;
    std::string column;
};

struct Variable {
    std::string name;
    VariableKind kind = VariableKind::scalar;
    Type type;
    std::optional<ColumnType> column_type;
    bool constant = false;
    bool not_null = false;
    FragmentPtr initial;               ///< or null: NULL
    std::unique_ptr<BoundCursor> cursor;  ///< of a bound cursor, whose type is refcursor
};

enum class StatementKind {
    block, assign, if_, case_, loop, while_, for_integer, for_query, for_dynamic, for_cursor, exit, return_, raise, sql, call, perform,
    select_into, dynamic, get_diagnostics, open, fetch, close, commit, rollback, start_transaction, null,
};

/// As CONTEXT lines name it: `assignment`, `SQL statement` …
const char* statement_words(StatementKind kind);

struct Statement {
    explicit Statement(StatementKind k) : kind(k) {}
    virtual ~Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    StatementKind kind;
    int line = 0;  ///< from 1
};
using StatementPtr = std::unique_ptr<Statement>;
using Statements = std::vector<StatementPtr>;

template <class T>
const T& as(const Statement& statement) {
    return static_cast<const T&>(statement);
}

/// What follows EXCEPTION WHEN OTHERS THEN.
struct Handler {
    Statements body;
    bool continues = false;  ///< CONTINUE_HANDLER: goes on behind the statement that failed
    std::size_t sqlstate_slot = 0;
    std::size_t sqlerrm_slot = 0;
};

struct Block : Statement {
    Block() : Statement(StatementKind::block) {}
    std::string label;
    std::vector<std::size_t> declared;  ///< slots, initialised in this order
    Statements body;
    std::optional<Handler> handler;
};

struct Assign : Statement {
    Assign() : Statement(StatementKind::assign) {}
    VariableUse target;
    FragmentPtr value;
};

struct Branch {
    FragmentPtr condition;
    Statements body;
};

struct If : Statement {
    If() : Statement(StatementKind::if_) {}
    std::vector<Branch> branches;
    Statements otherwise;
};

struct Case : Statement {
    Case() : Statement(StatementKind::case_) {}
    FragmentPtr operand;           ///< or null
    std::size_t operand_slot = 0;  ///< holds the operand's value, to which the branches' conditions compare
    std::vector<Branch> branches;
    bool has_else = false;
    Statements otherwise;
};

struct Loop : Statement {
    using Statement::Statement;
    std::string label;
    Statements body;
};

struct While : Loop {
    While() : Loop(StatementKind::while_) {}
    FragmentPtr condition;
};

struct ForInteger : Loop {
    ForInteger() : Loop(StatementKind::for_integer) {}
    std::size_t slot = 0;
    bool reverse = false;
    FragmentPtr from;
    FragmentPtr to;
    FragmentPtr step;  ///< or null: 1
};

/// FOR target IN query, IN EXECUTE text [USING values], IN cursor [(arguments)].
struct ForRows : Loop {
    using Loop::Loop;
    Target target;
    FragmentPtr query;                 ///< for_query; for_dynamic: the expression of its text
    std::vector<FragmentPtr> values;   ///< USING, or the cursor's arguments
    std::size_t cursor_slot = 0;       ///< for_cursor
};

struct Exit : Statement {
    Exit() : Statement(StatementKind::exit) {}
    bool continues = false;  ///< CONTINUE
    std::string label;
    FragmentPtr condition;   ///< or null
};

struct Return : Statement {
    Return() : Statement(StatementKind::return_) {}
};

enum class RaiseLevel { debug, log, info, notice, warning, exception };

struct Raise : Statement {
    Raise() : Statement(StatementKind::raise) {}
    bool again = false;  ///< RAISE alone: the error being handled
    RaiseLevel level = RaiseLevel::exception;
    std::string format;
    std::vector<FragmentPtr> arguments;
    FragmentPtr errcode, message, detail, hint;  ///< USING; null where not given
};

/// A statement that is run as it is.
struct SqlStatement : Statement {
    using Statement::Statement;
    FragmentPtr sql;
    Target target;  ///< of SELECT INTO; of CALL: places of the INOUT arguments
};

/// EXECUTE text [INTO target] [USING values].
struct Dynamic : Statement {
    Dynamic() : Statement(StatementKind::dynamic) {}
    FragmentPtr text;
    std::optional<Target> target;
    std::vector<FragmentPtr> values;
};

struct GetDiagnostics : Statement {
    GetDiagnostics() : Statement(StatementKind::get_diagnostics) {}
    std::vector<VariableUse> row_count;
};

struct Open : Statement {
    Open() : Statement(StatementKind::open) {}
    std::size_t slot = 0;
    FragmentPtr query;                ///< OPEN c FOR query
    FragmentPtr text;                 ///< OPEN c FOR EXECUTE text
    std::vector<FragmentPtr> values;  ///< USING, or the bound cursor's arguments
};

/// FETCH and MOVE.
struct Fetch : Statement {
    Fetch() : Statement(StatementKind::fetch) {}
    std::size_t slot = 0;
    std::int64_t count = 1;  ///< rows to go forward; the last one is taken
    bool move = false;
    Target target;
};

struct Close : Statement {
    Close() : Statement(StatementKind::close) {}
    std::size_t slot = 0;
};

/// COMMIT, ROLLBACK, START TRANSACTION, NULL.
struct Simple : Statement {
    using Statement::Statement;
};

/// A whole procedure. Immutable once parsed; shared by its calls.
struct Procedure {
    std::string name;
    std::vector<Variable> variables;          ///< by slot: first found, then the arguments
    std::vector<std::size_t> argument_slots;  ///< one per argument of the signature
    std::unique_ptr<Block> body;
};

/// FOUND's slot.
inline constexpr std::size_t kFoundSlot = 0;
inline constexpr std::size_t kVariableCountMax = 1024;
inline constexpr std::size_t kBodyBytesMax = 2 * 1024 * 1024;

}  // namespace blueshift::plpgsql
