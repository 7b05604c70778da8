#include "session/cluster.h"

#include <charconv>
#include <chrono>

#include "base/crypto.h"
#include "base/log.h"
#include "catalog/access.h"
#include "catalog/password.h"
#include "catalog/system_roles.h"
#include "session/session_impl.h"

namespace blueshift::session {

namespace {

const Type kVarchar{TypeId::varchar, -1};

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
    register_system_relations();
    auto_refresh_ = std::make_unique<AutoRefresh>(*this);
    auto_copy_ = std::make_unique<AutoCopy>(*this, options_.copy_job_interval);
}

namespace {

/// What a scan's filters say, as text. Names lose trailing blanks, which comparisons ignore.
catalog::system::RelationScope scan_scope(const engine::VirtualTable::Request& request) {
    catalog::system::RelationScope scope;
    for (const auto& [name, text] : request.filters) {
        const std::string trimmed = text.substr(0, text.find_last_not_of(' ') + 1);
        if (name == "relation_name") scope.name = trimmed;
        if (name == "schema_name") scope.schema = trimmed;
        if (name == "argument") scope.argument = text;
        if (name != "relation_oid" && name != "schema_oid") continue;
        catalog::Oid oid = catalog::kInvalidOid;
        std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), oid);
        (name == "relation_oid" ? scope.oid : scope.schema_oid) = oid;
    }
    return scope;
}

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

void Cluster::register_system_relations() {
    for (const auto& relation : catalog::system::relations()) {
        if (relation.producer == nullptr) continue;
        engine::VirtualTable table;
        table.name = "sys_" + std::string(relation.name);
        const auto found = catalog::system::system_relations().find(relation.schema, relation.name);
        for (const catalog::Column& column : found->columns) {
            table.column_names.push_back(column.name);
            table.types.push_back(column.type);
        }
        table.filters = {"relation_oid", "relation_name", "schema_oid", "schema_name", "argument"};
        table.scan = [this, &relation, oid = found->oid,
                      types = table.types](const engine::VirtualTable::Request& request) -> std::unique_ptr<BatchSource> {
            auto rows = with_context<std::vector<catalog::system::Row>>(request.token, [&](auto& context) {
                context.scope = scan_scope(request);
                return relation.producer(context);
            });
            // Producers leave out the last column of a table with oids, its own oid.
            for (auto& row : rows) {
                if (row.size() < types.size()) row.emplace_back(oid);
            }
            return std::make_unique<RowSource>(types, std::move(rows));
        };
        engine_->register_virtual_table(std::move(table));
    }
    for (const auto& function : catalog::system::functions()) {
        engine::VirtualFunction registered;
        registered.name = "bs_sys_" + std::string(function.name);
        registered.arguments = function.arguments;
        registered.result = function.result;
        registered.strict = function.strict;
        registered.call = [this, &function](std::int64_t token, const std::vector<Value>& arguments) {
            return with_context<Value>(token, [&](auto& context) { return function.call(context, arguments); });
        };
        engine_->register_virtual_function(std::move(registered));
    }
}

template <class Result>
Result Cluster::with_context(
    std::int64_t token, const std::function<Result(catalog::system::SystemContext&)>& read) {
    SessionImpl* session = nullptr;
    {
        std::lock_guard lock(mutex_);
        const auto found = sessions_.find(static_cast<std::int32_t>(token));
        if (found != sessions_.end()) session = found->second;
    }
    // The session runs the statement that asks, so it outlives the call.
    if (session == nullptr) throw Error(Code::internal_error, "a system relation was read outside of a session");
    const catalog::CatalogView view = session->statement_view();
    catalog::system::SystemContext context{view};
    context.superuser = catalog::AccessRules(view.snapshot(), view.user()).sees_all_system_rows();
    context.sessions = [this] { return sessions(); };
    context.queries = [this] { return log_.queries(); };
    context.load_errors = [this] { return log_.load_errors(); };
    context.loads = &loads_;
    context.settings = [session] { return session->setting_infos(); };
    context.set_setting = [session](const std::string& name, const std::string& value, bool local) {
        return session->set_setting(name, value, local);
    };
    context.signal = [session](std::int32_t process_id, bool terminate) {
        return session->signal(process_id, terminate);
    };
    context.setting = [session](const std::string& name) { return session->setting(name); };
    // Counted when somebody asks: most relations never do.
    context.row_count = [this, counts = std::make_shared<std::optional<std::map<catalog::Oid, std::int64_t>>>()](
                            catalog::Oid oid) {
        if (!*counts) *counts = row_counts();
        const auto found = (*counts)->find(oid);
        return found == (*counts)->end() ? std::int64_t{0} : found->second;
    };
    context.late_binding_columns = [session](const catalog::Relation& view_relation) {
        return session->late_binding_columns(view_relation);
    };
    return read(context);
}

std::map<catalog::Oid, std::int64_t> Cluster::row_counts() {
    const auto connection = engine_->connect();
    const auto rows = connection->query(
        "SELECT substr(table_name, 2)::BIGINT, estimated_size::BIGINT FROM duckdb_tables() WHERE schema_name = 'data'",
        {Type{TypeId::bigint}, Type{TypeId::bigint}});
    std::map<catalog::Oid, std::int64_t> counts;
    Batch batch;
    while (rows->next(batch)) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            counts[static_cast<catalog::Oid>(batch.columns[0].at<std::int64_t>(row))] =
                batch.columns[1].at<std::int64_t>(row);
        }
    }
    return counts;
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
    return std::make_unique<SessionImpl>(*this, client, process_id, *user, *database);
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
