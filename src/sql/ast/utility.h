#pragma once
/// Transactions, settings, cursors, prepared statements, maintenance, users.
#include "sql/ast/statement.h"

namespace blueshift::sql {

struct Begin : Statement {
    static constexpr StatementKind kKind = StatementKind::begin;
    Begin() : Statement(kKind) {}
    bool start_transaction = false;  ///< written START TRANSACTION
    std::string isolation_level;
    std::optional<bool> read_only;
};

struct Commit : Statement {
    static constexpr StatementKind kKind = StatementKind::commit;
    Commit() : Statement(kKind) {}
};

struct Rollback : Statement {
    static constexpr StatementKind kKind = StatementKind::rollback;
    Rollback() : Statement(kKind) {}
};

/// SET [SESSION|LOCAL] name {TO|=} value, …; also SET TIME ZONE (name `timezone`), SET SEED (`seed`), SET NAMES (`client_encoding`),
/// SET ROLE (`role`), SET TRANSACTION (`transaction`) and SET SESSION CHARACTERISTICS (`session_characteristics`), whose values are the modes
/// (`isolation level serializable`, `read only`).  `values` is empty for DEFAULT.
struct Set : Statement {
    static constexpr StatementKind kKind = StatementKind::set;
    Set() : Statement(kKind) {}
    bool local = false;
    std::string name;
    std::vector<std::string> values;
    bool is_default = false;
};

struct Reset : Statement {
    static constexpr StatementKind kKind = StatementKind::reset;
    Reset() : Statement(kKind) {}
    std::string name;  ///< `all` for RESET ALL
};

/// SHOW of a setting, or of objects: `what` is the lower-case words after SHOW (`all`, `search_path`, `table`, `schemas from database`).
struct Show : Statement {
    static constexpr StatementKind kKind = StatementKind::show;
    Show() : Statement(kKind) {}
    std::string what;
    bool setting = false;                  ///< `what` is a setting's name, not the words of a form
    QualifiedName name;                    ///< the object, when there is one; no parts otherwise
    std::vector<ExprPtr> name_parameters;  ///< one per part when any is a bind parameter; the others are string literals
    std::optional<std::vector<TypeName>> argument_types;  ///< of a function or procedure
    std::vector<ExprPtr> argument_parameters;             ///< those, all given as bind parameters
    std::string grantee_kind;              ///< of FOR in SHOW GRANTS and SHOW … POLICIES: user, role, public; empty: none
    Name grantee;
    Name from_database;                    ///< of SHOW GRANTS FOR … FROM DATABASE d, or empty
    bool partition = false;                ///< SHOW EXTERNAL TABLE … PARTITION
    std::optional<std::string> like;
    ExprPtr like_parameter;                ///< LIKE $n, or null
    std::optional<std::int64_t> limit;
};

struct Lock : Statement {
    static constexpr StatementKind kKind = StatementKind::lock;
    Lock() : Statement(kKind) {}
    std::vector<QualifiedName> tables;
};

/// USE database; RESET USE has an empty name.
struct Use : Statement {
    static constexpr StatementKind kKind = StatementKind::use;
    Use() : Statement(kKind) {}
    Name database;
};

struct SetAuthorization : Statement {
    static constexpr StatementKind kKind = StatementKind::set_authorization;
    SetAuthorization() : Statement(kKind) {}
    bool local = false;
    Name user;  ///< empty text: DEFAULT
};

struct Prepare : Statement {
    static constexpr StatementKind kKind = StatementKind::prepare;
    Prepare() : Statement(kKind) {}
    Name name;
    std::vector<TypeName> types;
    StatementPtr statement;
};

struct Execute : Statement {
    static constexpr StatementKind kKind = StatementKind::execute;
    Execute() : Statement(kKind) {}
    Name name;
    std::vector<ExprPtr> arguments;
};

struct Deallocate : Statement {
    static constexpr StatementKind kKind = StatementKind::deallocate;
    Deallocate() : Statement(kKind) {}
    Name name;
    bool all = false;
};

struct DeclareCursor : Statement {
    static constexpr StatementKind kKind = StatementKind::declare_cursor;
    DeclareCursor() : Statement(kKind) {}
    Name name;
    QueryPtr query;
};

struct Fetch : Statement {
    static constexpr StatementKind kKind = StatementKind::fetch;
    Fetch() : Statement(kKind) {}
    Name cursor;
    std::optional<std::int64_t> count = 1;  ///< nothing: ALL
};

struct CloseCursor : Statement {
    static constexpr StatementKind kKind = StatementKind::close_cursor;
    CloseCursor() : Statement(kKind) {}
    Name cursor;
    bool all = false;
};

struct Explain : Statement {
    static constexpr StatementKind kKind = StatementKind::explain;
    Explain() : Statement(kKind) {}
    bool verbose = false;
    StatementPtr statement;
};

/// Doc: dg/r_VACUUM_command
struct Vacuum : Statement {
    static constexpr StatementKind kKind = StatementKind::vacuum;
    Vacuum() : Statement(kKind) {}
    std::string mode = "full";  ///< full, sort only, delete only, reindex, recluster
    std::optional<QualifiedName> table;
    std::optional<int> percent;
    bool boost = false;
};

struct Analyze : Statement {
    static constexpr StatementKind kKind = StatementKind::analyze;
    Analyze() : Statement(kKind) {}
    bool compression = false;
    bool verbose = false;
    std::optional<QualifiedName> table;
    std::vector<Name> columns;
    std::string column_scope;  ///< predicate columns, all columns; empty: not given
    std::optional<std::int64_t> comprows;
};

struct Cancel : Statement {
    static constexpr StatementKind kKind = StatementKind::cancel;
    Cancel() : Statement(kKind) {}
    std::int64_t process_id = 0;
    std::string message;
};

/// Doc: dg/r_CREATE_USER. Also the options of ALTER USER.
struct UserOptions {
    std::optional<std::string> password;  ///< cleartext, md5… or sha256|…
    bool password_disable = false;
    std::optional<bool> createdb;
    std::optional<bool> superuser;        ///< CREATEUSER
    std::optional<std::string> valid_until;
    std::optional<int> connection_limit;  ///< -1: UNLIMITED
    std::optional<int> session_timeout;
    std::optional<bool> syslog_unrestricted;
    std::vector<Name> groups;
    std::optional<std::string> external_id;
    std::optional<bool> login;            ///< LOGIN, NOLOGIN
};

struct CreateUser : Statement {
    static constexpr StatementKind kKind = StatementKind::create_user;
    CreateUser() : Statement(kKind) {}
    Name name;
    UserOptions options;
};

struct AlterUser : Statement {
    static constexpr StatementKind kKind = StatementKind::alter_user;
    AlterUser() : Statement(kKind) {}
    Name name;
    UserOptions options;
    Name new_name;
    std::string set_name;                 ///< SET or RESET of a default setting
    std::vector<std::string> set_values;
    bool reset = false;
    bool reset_session_timeout = false;
};

struct CreateGroup : Statement {
    static constexpr StatementKind kKind = StatementKind::create_group;
    CreateGroup() : Statement(kKind) {}
    Name name;
    std::vector<Name> users;
};

struct AlterGroup : Statement {
    static constexpr StatementKind kKind = StatementKind::alter_group;
    AlterGroup() : Statement(kKind) {}
    Name name;
    std::vector<Name> add;
    std::vector<Name> drop;
    Name new_name;
};

/// GRANT and REVOKE of privileges on relations, schemas and databases. Doc: dg/r_GRANT
struct Grant : Statement {
    static constexpr StatementKind kKind = StatementKind::grant;
    Grant() : Statement(kKind) {}
    struct Privilege {
        std::string name;  ///< lower case: select, insert, …, all
        std::vector<Name> columns;
    };
    struct Grantee {
        enum Kind { user, group, role, public_ };
        Kind kind = user;
        Name name;
        bool grant_option = false;  ///< WITH GRANT OPTION
    };
    bool revoke = false;
    bool grant_option = false;  ///< WITH GRANT OPTION for any grantee, or GRANT OPTION FOR
    bool cascade = false;
    std::vector<Privilege> privileges;
    std::string object;         ///< table, all tables in schema, schema, database, function, language …
    std::vector<QualifiedName> names;
    std::vector<std::vector<TypeName>> signatures;  ///< of functions and procedures, one per name
    std::vector<Grantee> grantees;
};

}  // namespace blueshift::sql
