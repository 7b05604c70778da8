#pragma once
/// What a running procedure asks of the session: everything that touches SQL, data or transactions.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/routine_error.h"
#include "plpgsql/tree.h"
#include "types/value.h"

namespace blueshift::plpgsql {

/// A value with its type.
struct Cell {
    Type type;
    Value value;
};

/// The columns of a row.
struct Shape {
    std::vector<std::string> names;
    std::vector<Type> types;
};

/// Rows that are read one by one.
class Rows {
public:
    virtual ~Rows() = default;
    virtual const Shape& shape() const = 0;
    /// False at the end.
    virtual bool next(std::vector<Value>& row) = 0;
};

/// Implemented by session/. All calls block and throw Error. `arguments` are the values of the fragment's parameters; pieces of SQL are analyzed
/// and planned when they are first used and again only when that has become stale.
class Host {
public:
    virtual ~Host() = default;

    virtual Cell evaluate(const Fragment& expression, const std::vector<Cell>& arguments) = 0;
    /// Starts a query. Throws syntax_error (42601) for a statement that gives no rows.
    virtual std::unique_ptr<Rows> query(const Fragment& query, const std::vector<Cell>& arguments) = 0;
    /// Runs a statement to its end; returns the number of rows that it changed.
    /// Throws syntax_error (42601) for a query, whose rows would have no place to go.
    virtual std::int64_t execute(const Fragment& statement, const std::vector<Cell>& arguments) = 0;
    /// Runs a nested CALL; returns one value per argument written, without a type where the argument is no INOUT.
    virtual std::vector<Cell> call(const Fragment& statement, const std::vector<Cell>& arguments) = 0;
    /// The statement of an EXECUTE, which lives for this one execution. Throws for statements that EXECUTE does not take.
    virtual FragmentPtr parse_dynamic(std::string text) = 0;
    virtual bool gives_rows(const Fragment& statement) const = 0;

    /// The value as `target`, as an assignment converts it.
    virtual Value convert(const Cell& cell, Type target) = 0;
    virtual std::string to_text(const Cell& cell) = 0;
    /// The type of a table's column.
    virtual Type column_type(const ColumnType& column) = 0;

    virtual void message(RaiseLevel level, const std::string& text, const std::string& detail, int line) = 0;

    /// Throws feature_not_supported (0A000) when a cursor is open already: a session has one at a time.
    virtual void open_cursor(const std::string& name, const Fragment& query, const std::vector<Cell>& arguments) = 0;
    /// Throws invalid_cursor_name (34000).
    virtual Rows& cursor(const std::string& name) = 0;
    virtual void close_cursor(const std::string& name) = 0;
    virtual bool has_cursor(const std::string& name) const = 0;
    /// A loop over rows is a cursor without a name; it must not outlive the transaction.
    virtual std::unique_ptr<Rows> loop_rows(const Fragment& query, const std::vector<Cell>& arguments) = 0;

    // Transactions. Throw RoutineError 2D000 where the caller's transaction must not end.
    virtual void commit() = 0;
    virtual void rollback() = 0;
    virtual void start_transaction() = 0;
    /// Called behind each statement of a NONATOMIC procedure: commits it, and closes cursors with
    /// that, unless a transaction was started.
    virtual void statement_done() = 0;
    /// Before an exception handler: what the transaction did is rolled back, and a new one begins.
    virtual void enter_handler() = 0;
    /// Behind it: commits what the handler did.
    virtual void leave_handler() = 0;
    virtual void check_canceled() = 0;
};

}  // namespace blueshift::plpgsql
