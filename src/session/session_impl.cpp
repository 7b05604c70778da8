#include "session/session_impl.h"

#include <algorithm>

#include "base/log.h"
#include "catalog/access.h"
#include "session/command_types.h"
#include "sql/parser/parser.h"
#include "sql/print/print.h"

namespace blueshift::session {

namespace {

/// Settings of the startup message that are not settings.
constexpr std::string_view kIgnoredStartupParameters[] = {
    "client_protocol_version", "driver_discovery_version", "driver_version", "idc_client_display_name",
    "identity_namespace", "idp_type", "options", "os_version", "plugin_name", "provider_name", "replication",
    "token_type",
};

bool ignored(std::string_view name) {
    return std::find(std::begin(kIgnoredStartupParameters), std::end(kIgnoredStartupParameters), name) !=
               std::end(kIgnoredStartupParameters) ||
           name.starts_with("_pq_.");
}

}  // namespace

SessionImpl::SessionImpl(Cluster& cluster, const ClientInfo& client, std::int32_t process_id,
                         const catalog::User& user, const catalog::Database& database)
    : cluster_(cluster),
      client_(client),
      process_id_(process_id),
      authenticated_user_(user.id),
      user_(user.id),
      database_(database.oid),
      started_micros_(now_micros()),
      connection_(cluster.engine().connect()) {
    settings_.set_internal("session_authorization", user.name);
    settings_.set_internal("is_superuser", user.superuser ? "on" : "off");
    for (const auto& [name, value] : user.settings) {
        if (exec::find_setting(name) != nullptr || name.find('.') != std::string::npos) {
            settings_.set_session_default(name, value);
        }
    }
    // Drivers send parameters that are no settings of this server; they are not an error.
    for (const auto& [name, value] : client.parameters) {
        const exec::SettingRow* row = exec::find_setting(name);
        if (ignored(name) || row == nullptr || row->read_only) continue;
        settings_.set_session_default(name, value);
    }
    settings_.set_session_default("application_name", client.application_name);
    settings_before_ = settings_;
    settings_changed();
    cluster_.add(*this);
}

SessionImpl::~SessionImpl() {
    cursors_.clear();
    if (block_ != Block::none || engine_transaction_) rollback();
    log_session_end();
    cluster_.remove(*this);
}

void SessionImpl::cancel(CancelReason reason) {
    // A request that comes between statements must not hit the next one.
    if (reason == CancelReason::user_request && !running_) return;
    cancel_.cancel(reason);
}

std::int64_t SessionImpl::idle_timeout_ms() const {
    const catalog::User* user = cluster_.store().latest()->users.find(authenticated_user_);
    return user == nullptr ? 0 : std::int64_t{user->session_timeout_seconds} * 1000;
}

std::vector<std::unique_ptr<PreparedStatement>> SessionImpl::parse_script(std::string_view sql) {
    const sql::ParseOptions options{settings_.is_on("enable_case_sensitive_identifier")};
    std::vector<std::unique_ptr<PreparedStatement>> statements;
    try {
        for (sql::StatementPtr& ast : sql::parse_script(sql, options)) {
            statements.push_back(
                std::make_unique<Statement>(*this, std::string(sql), std::move(ast), std::vector<Type>{}));
        }
    } catch (const Error& error) {
        log_unparsed(sql, error);
        throw;
    }
    return statements;
}

std::unique_ptr<PreparedStatement> SessionImpl::prepare(std::string_view sql,
                                                        std::span<const std::uint32_t> parameter_oids) {
    const sql::ParseOptions options{settings_.is_on("enable_case_sensitive_identifier")};
    std::vector<Type> declared;
    for (const std::uint32_t oid : parameter_oids) {
        const auto type = oid == 0 ? TypeId::unknown : type_from_oid(oid);
        if (!type) throw Error(Code::undefined_object, "type with oid {} does not exist", oid);
        declared.push_back(Type{*type});
    }
    sql::StatementPtr ast;
    try {
        ast = sql::parse_statement(sql, options);
    } catch (const Error& error) {
        log_unparsed(sql, error);
        throw;
    }
    auto statement = std::make_unique<Statement>(*this, std::string(sql), std::move(ast), std::move(declared));
    if (!statement->is_empty()) {
        check_not_failed(*statement);
        analyze(*statement);
    }
    return statement;
}

std::unique_ptr<Execution> SessionImpl::execute(std::shared_ptr<PreparedStatement> statement,
                                                std::vector<Value> parameters, bool implicit_block) {
    return std::make_unique<StatementExecution>(*this, std::static_pointer_cast<Statement>(std::move(statement)),
                                                std::move(parameters), implicit_block);
}

std::vector<Notice> SessionImpl::take_notices() { return std::exchange(notices_, {}); }

std::vector<std::pair<std::string, std::string>> SessionImpl::take_parameter_changes() {
    std::vector<std::pair<std::string, std::string>> changes;
    for (const exec::SettingRow& row : exec::setting_rows()) {
        if (!row.reported) continue;
        const std::string name(row.reported_name.empty() ? row.name : row.reported_name);
        const std::string& value = settings_.get(row.name);
        const auto known = reported_.find(name);
        if (known != reported_.end() && known->second == value) continue;
        reported_[name] = value;
        changes.emplace_back(name, value);
    }
    return changes;
}

void SessionImpl::settings_changed() {
    const std::int64_t now = text_.now_micros;
    text_ = settings_.text();
    text_.now_micros = now;
    environment_changed();
}

std::shared_ptr<const catalog::Snapshot> SessionImpl::snapshot() const {
    return working_ ? working_->share() : cluster_.store().latest();
}

std::string SessionImpl::user_name() const {
    const auto current = snapshot();
    const catalog::User* user = current->users.find(user_);
    return user == nullptr ? client_.user : user->name;
}

bool SessionImpl::superuser() const {
    const auto current = snapshot();
    return catalog::AccessRules(*current, user_).superuser();
}

std::vector<std::string> SessionImpl::effective_search_path() const {
    std::vector<std::string> path = settings_.search_path();
    for (std::string& name : path) {
        if (name == "$user") name = user_name();
    }
    return path;
}

catalog::CatalogView SessionImpl::view() const {
    catalog::CatalogView::Options options;
    options.snapshot = snapshot();
    options.system = &catalog::system::system_relations();
    options.temporary = &temporary_;
    options.database = used_database_.value_or(database_);
    options.search_path = effective_search_path();
    options.user = user_;
    options.federated = &cluster_.federated();
    options.external_columns.path_and_size = settings_.is_on("spectrum_enable_pseudo_columns");
    options.external_columns.spectrum_oid = settings_.is_on("enable_spectrum_oid");
    options.external_columns.serialized = settings_.is_on("json_serialization_enable");
    return catalog::CatalogView(std::move(options));
}

catalog::CatalogView SessionImpl::statement_view() { return view(); }

analyze::AnalyzeContext SessionImpl::analyze_context(const catalog::CatalogView& view_now) const {
    return analyze::AnalyzeContext{
        view_now, text_, settings_.is_on("enable_case_sensitive_identifier"), {}, {}};
}

emit::EmitContext SessionImpl::emit_context() {
    emit::EmitContext context{text_, [this](std::string_view name) { return session_value(name); }, process_id_, false};
    context.external_scan = [this](const analyze::BoundTable& table, const std::vector<emit::RowCondition>& conditions) {
        return external_scan(table, conditions);
    };
    return context;
}

exec::ExecContext SessionImpl::exec_context() {
    return exec::ExecContext{
        .catalog = *working_,
        .temporary = temporary_,
        .engine = *connection_,
        .allocate_oid = [this] { return cluster_.store().allocate_oid(); },
        .allocate_principal_id = [this] { return cluster_.store().allocate_principal_id(); },
        .view = [this] { return view(); },
        .emit_context = [this] { return emit_context(); },
        .lock_exclusive = [this](catalog::Oid oid) { lock_exclusive(oid); },
        .text = text_,
        .case_sensitive_identifiers = settings_.is_on("enable_case_sensitive_identifier"),
        .user = user_,
        .superuser = superuser(),
        .database = used_database_.value_or(database_),
        .notices = notices_,
        .cancel = cancel_,
    };
}

std::uint64_t SessionImpl::environment() const {
    // A transaction's own changes do not move the snapshot's version; they move the session's.
    return (snapshot()->version << 32) ^ environment_version_;
}

std::vector<catalog::system::SettingInfo> SessionImpl::setting_infos() const {
    std::vector<catalog::system::SettingInfo> infos;
    for (const exec::SettingRow& row : exec::setting_rows()) {
        if (row.hidden) continue;
        infos.push_back({std::string(row.name), settings_.get(row.name), std::string(row.default_value),
                         std::string(row.description)});
    }
    return infos;
}

}  // namespace blueshift::session
