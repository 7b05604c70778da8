#pragma once
/// One client connection's state and the entry to the statement pipeline. Knows nothing of the wire
/// protocol.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/error.h"
#include "types/batch.h"
#include "types/text.h"
#include "types/type.h"
#include "types/value.h"

namespace blueshift::session {

/// A column as RowDescription tells it.
struct ResultColumn {
    std::string name;
    Type type;
    std::uint32_t table_oid = 0;     ///< 0 when it is not a table's column
    std::int16_t column_number = 0;  ///< from 1; 0 when it is not a table's column
    /// For client protocol version 1 and above: where the column comes from, and its flags.
    std::string schema_name;
    std::string table_name;
    std::string catalog_name;
    bool not_null = false;
    bool auto_increment = false;
};

/// ReadyForQuery's letter.
enum class TransactionStatus : char { idle = 'I', in_transaction = 'T', failed = 'E' };

/// What a COPY … FROM STDIN or TO STDOUT needs from the connection.
enum class CopyDirection { none, in, out };

/// What the client is told of the data of a COPY.
struct CopyLayout {
    std::size_t column_count = 0;
    bool is_binary = false;  ///< PostgreSQL's binary format
};

/// Receives COPY data from the client.
class CopySource {
public:
    virtual ~CopySource() = default;
    /// Asks the client for its data; call once, when nothing but the data can go wrong any more.
    virtual void begin(CopyLayout layout) = 0;
    /// Next block of bytes as the client cut it; nothing at CopyDone. Throws query_canceled on
    /// CopyFail.
    virtual std::optional<std::string_view> next() = 0;
};

/// Takes COPY data for the client.
class CopySink {
public:
    virtual ~CopySink() = default;
    /// Announces the data; call once, before the first row.
    virtual void begin(CopyLayout layout) = 0;
    /// Sends one whole row, with its line end: clients count on one message for each. May block on
    /// the client. Throws connection_failure (08006).
    virtual void write(std::string_view bytes) = 0;
};

/// A statement that has been parsed and analyzed, ready to be run many times.
/// Named and unnamed prepared statements of the extended protocol hold one of these.
class PreparedStatement {
public:
    virtual ~PreparedStatement() = default;
    /// Types of $1, $2 … after inference.
    virtual std::span<const Type> parameter_types() const = 0;
    /// Columns of the result; empty for a statement without one. May re-analyze after a catalog
    /// change.
    virtual std::span<const ResultColumn> columns() const = 0;
    /// True for a text without any statement.
    virtual bool is_empty() const = 0;
};

/// A statement being executed. The protocol reads its rows at its own pace; a portal holds one of
/// these.
class Execution {
public:
    virtual ~Execution() = default;
    virtual std::span<const ResultColumn> columns() const = 0;
    /// Which COPY sub-protocol the client must enter first.
    virtual CopyDirection copy() const = 0;
    /// For CopyDirection::in: consumes the whole of `source` and completes.
    virtual void copy_in(CopySource& source) = 0;
    /// For CopyDirection::out: writes everything and completes.
    virtual void copy_out(CopySink& sink) = 0;
    /// Fills `batch` with the next rows; false at the end, after which the command tag is final. A
    /// statement without rows does its work in the first call. An error has already put the
    /// transaction into its failed state.
    virtual bool next(Batch& batch) = 0;
    /// The CommandComplete tag, e.g. `INSERT 0 3`. `row_count` is the number of rows that the
    /// protocol has sent in this Execute (for SELECT and FETCH).
    virtual std::string command_tag(std::int64_t row_count) const = 0;
};

/// The prepared statements of a session that have names, whether SQL or the extended protocol made
/// them.
class NamedStatements {
public:
    struct Entry {
        std::shared_ptr<PreparedStatement> statement;
        std::shared_ptr<const std::string> sql;  ///< what was prepared, for positions in errors
        bool from_sql = false;                   ///< made by PREPARE
    };

    /// Throws duplicate_prepared_statement (42P05), program_limit_exceeded (54000) at kCountMax.
    void add(std::string_view name, Entry entry);
    /// Throws invalid_sql_statement_name (26000).
    const Entry& get(std::string_view name) const;
    /// The entry's own name for a name of SQL, whose identifiers are in lower case, quoted or not: psqlODBC prepares
    /// `_PLAN0x1f` by Parse and drops it by DEALLOCATE. The name itself when there is none.
    std::string own_name(std::string_view sql_name) const;
    /// False when there was none of this name.
    bool remove(std::string_view name);
    void clear() { entries_.clear(); }
    const std::map<std::string, Entry, std::less<>>& entries() const { return entries_; }

    static constexpr std::size_t kCountMax = 10'000;

private:
    std::map<std::string, Entry, std::less<>> entries_;
};

/// What the startup message and the authentication established.
struct ClientInfo {
    std::string user;
    std::string database;
    std::string remote_host;
    int remote_port = 0;
    std::string application_name;
    std::string driver_version;
    std::string os_version;
    std::string tls_version;  ///< empty without TLS
    std::string tls_cipher;
    std::string authentication_method;
    int client_protocol_version = 0;  ///< negotiated Redshift protocol version, 0 to 2
    std::map<std::string, std::string>
        parameters;  ///< the rest of the startup message: settings to apply
    /// Ends this connection with admin_shutdown (57P01), as pg_terminate_backend does: cancels its
    /// statement, if any. May be called from any thread, also after the connection has ended.
    std::function<void()> terminate;
};

/// One session. Used by one thread at a time; only cancel() may be called from others.
class Session {
public:
    virtual ~Session() = default;

    /// Splits and parses the text of a simple query. The statements run in order; when there are
    /// several, they are one implicit transaction. An empty text gives an empty list.
    virtual std::vector<std::unique_ptr<PreparedStatement>> parse_script(std::string_view sql) = 0;
    /// Parses and analyzes exactly one statement with parameters. `parameter_oids` holds the
    /// client's types, 0 = infer. Throws syntax_error (42601) for several statements.
    virtual std::unique_ptr<PreparedStatement> prepare(
        std::string_view sql, std::span<const std::uint32_t> parameter_oids) = 0;
    /// Starts a statement. `implicit_block` marks the members of a multi-statement simple query
    /// (true for all of them).
    virtual std::unique_ptr<Execution> execute(std::shared_ptr<PreparedStatement> statement,
                                               std::vector<Value> parameters,
                                               bool implicit_block) = 0;
    /// Ends the implicit transaction of a simple query or of an extended-protocol cycle (called at
    /// its end and at Sync): commits when all went well, rolls back after an error. Does nothing
    /// inside BEGIN … COMMIT. Open executions of the implicit transaction end here.
    virtual void end_implicit_transaction() = 0;
    /// Tells the session that its current statement failed outside of it (a bad Bind, a message the
    /// protocol refused).
    virtual void statement_failed() = 0;

    virtual TransactionStatus transaction_status() const = 0;
    /// Notices since the last call, for NoticeResponse.
    virtual std::vector<Notice> take_notices() = 0;
    /// Parameters to report with ParameterStatus since the last call; the first call returns all
    /// that are reported.
    virtual std::vector<std::pair<std::string, std::string>> take_parameter_changes() = 0;
    /// The session's zone and date settings, for the text forms of results.
    virtual const TextSettings& text_settings() const = 0;
    /// The name that a value of regclass, regproc or regtype is shown by.
    virtual std::string oid_name(TypeId type, std::int64_t oid) {
        static_cast<void>(type);
        return std::to_string(oid);
    }
    /// Cancels the running statement, if any. Thread-safe.
    virtual void cancel(CancelReason reason) = 0;
    /// Throws as CancelToken::check() does when the running statement was canceled; for waits of
    /// the protocol.
    virtual void check_canceled() const = 0;
    /// Prepared statements by name: Parse and PREPARE fill it, DEALLOCATE and Close take from it.
    virtual NamedStatements& named_statements() = 0;
    /// Columns of an open cursor of DECLARE, which clients describe as a portal; nothing when there is none.
    virtual std::optional<std::vector<ResultColumn>> cursor_columns(std::string_view name) const = 0;
    /// Statement timeout in milliseconds, 0 for none (SET statement_timeout).
    virtual std::int64_t statement_timeout_ms() const = 0;
    virtual std::int64_t idle_timeout_ms() const = 0;
    virtual std::int32_t process_id() const = 0;
};

/// What the stored password of a user allows; what it holds never leaves the server.
struct PasswordVerifier {
    std::string md5;  ///< "md5" + 32 hex digits of MD5(password + user), or empty
    std::string
        scram;  ///< "SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>" in base64, or empty
    std::string digest_salt;  ///< Redshift's digest method: salt bytes
    std::string digest_hash;  ///< SHA256(password + salt), 32 bytes, or empty
    bool disabled = false;    ///< PASSWORD DISABLE, expired, or no such user: always refuse, in the
                              ///< same time and words
};

/// Makes sessions. Thread-safe; wired by server/.
class SessionFactory {
public:
    virtual ~SessionFactory() = default;
    /// What to check `user`'s password against; also for unknown users, so that nobody can tell.
    virtual PasswordVerifier password_verifier(std::string_view user) = 0;
    /// Opens a session. Throws invalid_catalog_name (3D000), too_many_connections (53300), …
    virtual std::unique_ptr<Session> open(const ClientInfo& client, std::int32_t process_id) = 0;
};

}  // namespace blueshift::session
