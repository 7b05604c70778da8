#include "session/cluster.h"

#include <chrono>
#include <filesystem>

#include "base/crypto.h"
#include "base/log.h"
#include "catalog/access.h"
#include "catalog/password.h"
#include "catalog/system_roles.h"
#include "session/session_impl.h"

namespace blueshift::session {

namespace {

const Type kVarchar{TypeId::varchar, -1};

/// Beside the engine's file.
std::string history_path(const std::string& engine_path) {
    if (engine_path == ":memory:") return engine_path;
    return (std::filesystem::path(engine_path).parent_path() / "history.duckdb").string();
}

std::shared_ptr<const catalog::Snapshot> read_catalog(engine::Connection& connection) {
    const auto existing = connection.query(
        "SELECT count(*)::BIGINT FROM duckdb_tables() WHERE schema_name = 'blueshift' AND table_name = 'objects'",
        {Type{TypeId::bigint}});
    Batch batch;
    existing->next(batch);
    if (value_at(batch.columns[0], 0, Type{TypeId::bigint}).as_int() == 0) {
        throw Error(Code::object_not_in_prerequisite_state, "the data directory holds no cluster")
            .hint("Create one with: blueshift init --data DIR");
    }
    while (existing->next(batch)) {
    }
    auto snapshot = std::make_shared<catalog::Snapshot>();
    const auto rows = connection.query("SELECT kind, key, document FROM blueshift.objects",
                                       {kVarchar, Type{TypeId::bigint}, kVarchar});
    while (rows->next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            catalog::Change change;
            change.type = catalog::object_type_from_name(value_at(batch.columns[0], row, kVarchar).as_string());
            change.key = value_at(batch.columns[1], row, Type{TypeId::bigint}).as_int();
            change.document = value_at(batch.columns[2], row, kVarchar).as_string();
            catalog::apply(*snapshot, change);
        }
    }
    catalog::add_system_roles(*snapshot);
    return snapshot;
}

std::vector<catalog::Change> first_catalog(const BootstrapOptions& options) {
    catalog::WorkingCatalog working(std::make_shared<catalog::Snapshot>());
    catalog::User admin;
    admin.id = catalog::kAdminUserId;
    admin.name = options.admin_user;
    admin.superuser = true;
    admin.createdb = true;
    const auto hashes = catalog::hash_password(options.admin_user, options.admin_password);
    admin.md5 = hashes.md5;
    admin.scram = hashes.scram;
    admin.digest_salt = crypto::hex_encode(hashes.digest_salt);
    admin.digest_hash = crypto::hex_encode(hashes.digest_hash);
    working.put(std::move(admin));

    catalog::Database database;
    database.oid = catalog::kFirstUserOid;
    database.name = options.database;
    database.acl.push_back({catalog::AclEntry::public_, 0, catalog::kAdminUserId, "T", ""});
    working.put(std::move(database));

    catalog::Schema schema;
    schema.oid = catalog::kFirstUserOid + 1;
    schema.database = catalog::kFirstUserOid;
    schema.name = "public";
    schema.acl.push_back({catalog::AclEntry::public_, 0, catalog::kAdminUserId, "UC", ""});
    working.put(std::move(schema));
    return working.changes();
}

}  // namespace

std::int64_t now_micros() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Cluster::Cluster(ClusterOptions options)
    : options_(std::move(options)), engine_(engine::open_duckdb(options_.engine)),
      federated_(std::make_unique<external::FederatedServers>(*engine_, options_.secrets_file)) {
    const auto connection = engine_->connect();
    store_ = std::make_unique<catalog::Store>(read_catalog(*connection));
    auto audit = options_.audit.folder.empty() ? nullptr : std::make_unique<AuditLog>(options_.audit);
    history_ = std::make_unique<History>(history_path(options_.engine.path), std::move(audit));
    log_.continue_after(history_->greatest(HistoryTable::statement, "query"),
                        history_->greatest(HistoryTable::statement, "query_id"),
                        history_->greatest(HistoryTable::transaction, "xid"));
    register_system_relations();
    register_system_functions();
    auto_refresh_ = std::make_unique<AutoRefresh>(*this);
    auto_copy_ = std::make_unique<AutoCopy>(*this, options_.copy_job_interval);
}

namespace {

}  // namespace

Cluster::~Cluster() = default;

void Cluster::bootstrap(const engine::Options& engine_options, const BootstrapOptions& options) {
    const auto engine = engine::open_duckdb(engine_options);
    const auto connection = engine->connect();
    connection->begin();
    connection->execute("CREATE SCHEMA blueshift");
    connection->execute("CREATE SCHEMA data");
    connection->execute(std::string(catalog::kObjectsTableSql));
    const auto insert = connection->prepare("INSERT INTO blueshift.objects VALUES ($1, $2, $3)");
    const std::vector<Type> types{kVarchar, Type{TypeId::bigint}, kVarchar};
    for (const catalog::Change& change : first_catalog(options)) {
        const std::vector<Value> values{catalog::object_type_name(change.type), change.key, change.document};
        connection->execute(*insert, types, values);
    }
    connection->commit();
    engine->checkpoint();
}

PasswordVerifier Cluster::password_verifier(std::string_view name) {
    const auto snapshot = store_->latest();
    const catalog::User* user = snapshot->users.find(catalog::kInvalidOid, name);
    PasswordVerifier verifier;
    if (user == nullptr || user->password_disabled) {
        const auto hashes = catalog::hashes_for_unknown_user(name, options_.verifier_secret);
        verifier.md5 = hashes.md5;
        verifier.scram = hashes.scram;
        verifier.digest_salt = hashes.digest_salt;
        verifier.digest_hash = hashes.digest_hash;
        verifier.disabled = true;
        return verifier;
    }
    verifier.md5 = user->md5;
    verifier.scram = user->scram;
    verifier.digest_salt = crypto::hex_decode(user->digest_salt).value_or("");
    verifier.digest_hash = crypto::hex_decode(user->digest_hash).value_or("");
    if (!user->valid_until.empty()) {
        TextSettings settings;
        const Value until = value_from_text(Type{TypeId::timestamptz}, user->valid_until, settings);
        verifier.disabled = until.as_int() < now_micros();
    }
    return verifier;
}

std::unique_ptr<Session> Cluster::open(const ClientInfo& client, std::int32_t process_id) {
    const auto snapshot = store_->latest();
    const catalog::User* user = snapshot->users.find(catalog::kInvalidOid, client.user);
    if (user == nullptr) {
        throw Error(Code::invalid_authorization_specification, "user \"{}\" does not exist", client.user);
    }
    const catalog::Database* database = snapshot->databases.find(catalog::kInvalidOid, client.database);
    if (database == nullptr) {
        throw Error(Code::invalid_catalog_name, "database \"{}\" does not exist", client.database);
    }
    {
        std::lock_guard lock(mutex_);
        int of_user = 0;
        int of_database = 0;
        for (const auto& [id, session] : sessions_) {
            of_user += session->authenticated_user() == user->id;
            of_database += session->database() == database->oid;
        }
        if (static_cast<int>(sessions_.size()) >= options_.connection_count_max) {
            throw Error(Code::too_many_connections, "sorry, too many clients already");
        }
        if (user->connection_limit >= 0 && of_user >= user->connection_limit) {
            throw Error(Code::too_many_connections, "too many connections for user \"{}\"", user->name);
        }
        if (database->connection_limit >= 0 && of_database >= database->connection_limit) {
            throw Error(Code::too_many_connections, "too many connections for database \"{}\"", database->name);
        }
    }
    log_connection("initiating session", client, process_id, user->id, 0);
    log_connection("authenticated", client, process_id, user->id, 0);
    if (!client.application_name.empty()) log_connection("set application_name", client, process_id, user->id, 0);
    return std::make_unique<SessionImpl>(*this, client, process_id, *user, *database);
}

void Cluster::login_refused(const ClientInfo& client) {
    const catalog::User* user = store_->latest()->users.find(catalog::kInvalidOid, client.user);
    log_connection("authentication failure", client, 0, user == nullptr ? 0 : user->id, 0);
}

void Cluster::log_connection(std::string_view event, const ClientInfo& client, std::int32_t process_id, std::int32_t user,
                             std::int64_t duration_micros) {
    const auto plugin = client.parameters.find("plugin_name");
    history_->add(HistoryTable::connection_event,
                  {user, event, now_micros(), client.remote_host, std::to_string(client.remote_port), process_id,
                   client.database, client.user, client.authentication_method, duration_micros, client.tls_version,
                   client.tls_cipher, client.application_name, client.os_version, client.driver_version,
                   plugin == client.parameters.end() ? Value("none") : Value(plugin->second),
                   client.client_protocol_version});
}

bool Cluster::cancel(std::int32_t process_id, CancelReason reason,
                     const std::function<bool(std::int32_t)>& allowed) {
    std::lock_guard lock(mutex_);
    const auto found = sessions_.find(process_id);
    if (found == sessions_.end()) return false;
    if (!allowed(found->second->authenticated_user())) {
        throw Error(Code::insufficient_privilege, "must be superuser to signal other users' sessions");
    }
    found->second->cancel(reason);
    return true;
}

std::vector<catalog::system::SessionInfo> Cluster::sessions() const {
    std::lock_guard lock(mutex_);
    std::vector<catalog::system::SessionInfo> infos;
    for (const auto& [id, session] : sessions_) infos.push_back(session->info());
    return infos;
}

void Cluster::add(SessionImpl& session) {
    std::lock_guard lock(mutex_);
    sessions_[session.process_id()] = &session;
}

void Cluster::remove(SessionImpl& session) {
    std::lock_guard lock(mutex_);
    sessions_.erase(session.process_id());
}

}  // namespace blueshift::session
