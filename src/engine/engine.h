#pragma once
/// What an execution engine does for the server. Adapters live in subfolders; nobody else includes an engine's headers.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "types/batch.h"
#include "types/type.h"
#include "types/value.h"

namespace blueshift::engine {

/// A statement the engine has parsed and planned; belongs to the connection that made it.
class Prepared {
public:
    virtual ~Prepared() = default;
};

/// Appends rows to one table, column chunk by column chunk; all or nothing within the transaction.
class Appender {
public:
    virtual ~Appender() = default;
    /// Appends one row; values are in table column order and already of the columns' types.
    virtual void append(std::span<const Value> row) = 0;
    /// Writes what is pending. Must be called before the transaction commits.
    virtual void finish() = 0;
};

/// One session's connection. Used by one thread at a time, except interrupt().
/// All calls throw Error; the engine's own messages become SQLSTATEs here.
class Connection {
public:
    virtual ~Connection() = default;

    /// Starts a transaction whose snapshot is taken now.
    virtual void begin() = 0;
    /// Makes the transaction durable. Throws serialization_failure (40001) on a write conflict; it is then rolled back.
    virtual void commit() = 0;
    virtual void rollback() = 0;
    virtual bool in_transaction() const = 0;

    /// Parses and plans one statement with parameters $1, $2 …
    virtual std::unique_ptr<Prepared> prepare(const std::string& sql) = 0;
    /// Runs a query and streams its rows. `types` are the bound types of the result's columns, which say how to read
    /// each (a decimal's scale, text or bytes). The stream must be read or dropped before the connection's next call.
    virtual std::unique_ptr<BatchSource> query(Prepared& statement, std::span<const Type> parameter_types,
                                               std::span<const Value> parameters,
                                               std::vector<Type> types) = 0;
    virtual std::unique_ptr<BatchSource> query(const std::string& sql, std::vector<Type> types) = 0;
    /// Runs a statement to its end. Returns the number of rows it inserted, updated or deleted; 0 for others.
    virtual std::int64_t execute(const std::string& sql) = 0;
    virtual std::int64_t execute(Prepared& statement, std::span<const Type> parameter_types,
                                 std::span<const Value> parameters) = 0;
    /// Opens an appender on `table` of engine schema `schema` (as emitted, not SQL names).
    virtual std::unique_ptr<Appender> appender(const std::string& schema, const std::string& table,
                                               std::vector<Type> types) = 0;
    /// Stops the running call, which then throws query_canceled. Thread-safe.
    virtual void interrupt() = 0;
};

/// A relation that the server itself fills, seen by the engine as a table function `<name>(token)`, where the token
/// is a BIGINT that the emitter writes into the statement and which leads to the session's view of the catalog.
struct VirtualTable {
    /// What a scan is asked for.
    struct Request {
        std::int64_t token = 0;
        std::map<std::string, std::string> filters;  ///< those given, by name; rows they exclude need not be made
        std::vector<std::size_t> columns;            ///< indexes of those that the query reads
    };

    std::string name;
    std::vector<std::string> column_names;
    std::vector<Type> types;
    std::vector<std::string> filters;  ///< names of the arguments that narrow a scan, given as `name := 'text'`
    /// Makes the rows for one scan. Called on an engine thread.
    std::function<std::unique_ptr<BatchSource>(const Request& request)> scan;
};

/// A function that the server itself computes from a session's catalog, called as `<name>(token, arguments…)`, row by row.
struct VirtualFunction {
    std::string name;
    std::vector<TypeId> arguments;  ///< without the token
    TypeId result = TypeId::varchar;
    bool strict = true;  ///< NULL in, NULL out; otherwise NULLs are passed on
    /// Called on an engine thread; may throw Error.
    std::function<Value(std::int64_t token, const std::vector<Value>& arguments)> call;
};

/// How to open the engine on a data directory.
struct Options {
    std::string path;            ///< the database file; ":memory:" for none
    std::string extension_dir;   ///< folder with <name>.duckdb_extension files
    std::string temp_directory;  ///< spill files
    int threads = 0;             ///< 0: one per core
    std::string memory_limit;    ///< such as "4GB"; empty: the engine's default
};

/// The engine of one cluster. Thread-safe.
class Engine {
public:
    virtual ~Engine() = default;
    virtual std::unique_ptr<Connection> connect() = 0;
    /// Makes `table` readable in every connection. Call before the first query.
    virtual void register_virtual_table(VirtualTable table) = 0;
    /// Makes `function` callable in every connection. Call before the first query.
    virtual void register_virtual_function(VirtualFunction function) = 0;
    /// Makes the functions of an extension callable in every connection; false when there is no file of it. Cheap when it is loaded.
    virtual bool load_extension(const std::string& name) = 0;
    /// Writes everything committed into the main file.
    virtual void checkpoint() = 0;
    /// Name and version, for logs.
    virtual std::string version() const = 0;
};

/// Opens the embedded engine. Throws io_error (58030) when the file cannot be opened.
std::unique_ptr<Engine> open_duckdb(const Options& options);

}  // namespace blueshift::engine
