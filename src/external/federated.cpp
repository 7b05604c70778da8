#include "external/federated.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/crypto.h"
#include "base/error.h"
#include "catalog/hive_type.h"
#include "emit/emitter.h"
#include "external/secrets.h"

namespace blueshift::external {

namespace {

constexpr Type kText{TypeId::varchar};

/// How to ask one kind of server.
struct ServerRow {
    std::string_view kind;       ///< of ExternalSource
    std::string_view extension;  ///< of the engine
    std::string_view type;       ///< of ATTACH
    std::string_view query;      ///< the engine's function that runs a text of the server's SQL
    std::string_view columns;    ///< table, column and type of the tables of schema {s} that are like {t}, in order
};
// clang-format off
constexpr ServerRow kServers[] = {  // To add a kind: a row, and one in exec/external_schema.cpp.
    {"postgres", "postgres_scanner", "postgres", "postgres_query",
     "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod)::text FROM pg_attribute a "
     "JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = {s} AND {t} "
     "AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'm', 'p', 'f') ORDER BY c.relname, a.attnum"},
    {"mysql", "mysql_scanner", "mysql", "mysql_query",
     "SELECT table_name, column_name, column_type FROM information_schema.columns c WHERE table_schema = {s} AND {t} "
     "ORDER BY table_name, ordinal_position"},
};

/// Types of other servers that the data catalog's language has no word for, by how they begin.
struct TypeRow {
    std::string_view begin;
    std::string_view hive;
};
constexpr TypeRow kTypes[] = {
    {"mediumint", "int"}, {"datetime", "timestamp"}, {"bpchar", "char(1)"},
};
// clang-format on

const ServerRow& server_row(const catalog::Schema& schema) {
    const auto row = std::ranges::find(kServers, schema.external->kind, &ServerRow::kind);
    BLUESHIFT_ASSERT(row != std::end(kServers));
    return *row;
}

std::string remote_schema(const catalog::Schema& schema) {
    const catalog::ExternalSource& source = *schema.external;
    if (!source.schema.empty()) return source.schema;
    return source.kind == "postgres" ? "public" : source.database;
}

Type type_of(const std::string& remote) {
    // An unsigned number needs the next larger type.
    const bool is_unsigned = remote.find("unsigned") != std::string::npos;
    if (is_unsigned) return remote.starts_with("bigint") ? decimal_type(20, 0) : Type{TypeId::bigint};
    const bool with_zone = remote.ends_with("with time zone") && remote.starts_with("timestamp");
    if (with_zone) return Type{TypeId::timestamptz};
    if (const auto type = catalog::parse_hive_type(remote)) return type->type;
    for (const TypeRow& row : kTypes) {
        if (remote.starts_with(row.begin)) return catalog::parse_hive_type(row.hive)->type;
    }
    return varchar_type(kVarcharBytesMax);
}

/// `error` of the engine or the remote server, without the password.
Error cleaned(const Error& error, const catalog::Schema& schema, const std::string& password) {
    std::string text = error.message();
    for (std::size_t at = password.empty() ? std::string::npos : text.find(password); at != std::string::npos;
         at = text.find(password, at)) {
        text.replace(at, password.size(), "***");
    }
    return Error(Code::io_error, "could not read from the server of external schema \"{}\"", schema.name).detail(text);
}

}  // namespace

FederatedServers::FederatedServers(engine::Engine& engine, std::string secrets_file)
    : engine_(engine), secrets_file_(std::move(secrets_file)) {}

std::string FederatedServers::attach(const catalog::Schema& schema, engine::Connection& connection) const {
    const ServerRow& row = server_row(schema);
    const catalog::ExternalSource& source = *schema.external;
    if (!engine_.load_extension(std::string(row.extension))) {
        throw Error(Code::feature_not_supported, "external schemas FROM {} need the engine's extension \"{}\"", row.type,
                    row.extension);
    }
    const LoginSecret secret = find_secret(secrets_file_, source.secret_arn);
    const std::string login =
        fmt::format("TYPE {}, HOST {}, PORT {}, DATABASE {}, USER {}, PASSWORD {}", row.type, emit::quote_literal(source.uri),
                    source.port, emit::quote_literal(source.database), emit::quote_literal(secret.username),
                    emit::quote_literal(secret.password));
    // Another address or password is another attachment. Its name cannot be guessed from outside, and nobody's SQL reaches it.
    std::string name = fmt::format("federated_{}", crypto::hex_encode(crypto::sha256(login)).substr(0, 24));
    try {
        connection.execute(fmt::format("CREATE TEMPORARY SECRET IF NOT EXISTS {} ({})", name, login));
        connection.execute(fmt::format("ATTACH IF NOT EXISTS '' AS {} (TYPE {}, SECRET {}, READ_ONLY)", name, row.type, name));
    } catch (const Error& error) {
        throw cleaned(error, schema, secret.password);
    }
    return name;
}

std::vector<FederatedServers::RemoteColumn> FederatedServers::columns(const catalog::Schema& schema,
                                                                      std::string_view table) const {
    const ServerRow& row = server_row(schema);
    const auto connection = engine_.connect();
    const std::string name = attach(schema, *connection);
    const std::string_view table_name = schema.external->kind == "postgres" ? "c.relname" : "c.table_name";
    std::string query(row.columns);
    const auto put = [&](std::string_view mark, const std::string& text) { query.replace(query.find(mark), mark.size(), text); };
    put("{s}", emit::quote_literal(remote_schema(schema)));
    put("{t}", table.empty() ? "1 = 1" : fmt::format("{} = {}", table_name, emit::quote_literal(table)));
    std::vector<RemoteColumn> columns;
    try {
        const auto rows = connection->query(
            fmt::format("SELECT * FROM {}({}, {})", row.query, emit::quote_literal(name), emit::quote_literal(query)),
            {kText, kText, kText});
        Batch batch;
        while (rows->next(batch)) {
            for (std::size_t at = 0; at < batch.row_count; ++at) {
                columns.push_back({value_at(batch.columns[0], at, kText).as_string(), value_at(batch.columns[1], at, kText).as_string(),
                                   value_at(batch.columns[2], at, kText).as_string()});
            }
        }
    } catch (const Error& error) {
        throw cleaned(error, schema, find_secret(secrets_file_, schema.external->secret_arn).password);
    }
    return columns;
}

std::vector<std::shared_ptr<const catalog::Relation>> FederatedServers::relations(const catalog::Schema& schema,
                                                                                   std::string_view table) const {
    std::vector<std::shared_ptr<const catalog::Relation>> relations;
    std::shared_ptr<catalog::Relation> relation;
    for (const RemoteColumn& remote : columns(schema, table)) {
        if (relation == nullptr || relation->name != remote.table) {
            relation = std::make_shared<catalog::Relation>();
            relation->schema = schema.oid;
            relation->name = remote.table;
            relation->kind = catalog::RelationKind::external;
            relation->owner = schema.owner;
            relation->acl = catalog::external_acl(schema);
            relations.push_back(relation);
        }
        // Strings compare as they do over there, so that the remote server can do it.
        catalog::Column& column = relation->columns.emplace_back();
        column.number = ++relation->last_column_number;
        column.name = remote.name;
        column.type = type_of(remote.type);
    }
    return relations;
}

std::shared_ptr<const catalog::Relation> FederatedServers::find(const catalog::Schema& schema, std::string_view name) const {
    auto found = relations(schema, name);
    return found.empty() ? nullptr : found[0];
}

std::vector<std::shared_ptr<const catalog::Relation>> FederatedServers::all(const catalog::Schema& schema) const {
    return relations(schema, {});
}

std::string FederatedServers::scan_query(const analyze::BoundTable& table, const catalog::Schema& schema) const {
    const auto connection = engine_.connect();
    std::string outputs;
    for (const catalog::Column& column : table.relation->columns) {
        outputs += fmt::format("{}CAST({} AS {}) AS c{}", outputs.empty() ? "" : ", ", emit::quote_identifier(column.name),
                               emit::engine_type(column.type), column.number);
    }
    return fmt::format("SELECT {} FROM {}.{}.{}", outputs, attach(schema, *connection),
                       emit::quote_identifier(remote_schema(schema)), emit::quote_identifier(table.relation->name));
}

}  // namespace blueshift::external
