/// How the engine reads system relations: rows that producers make for the asking session, and the history's.
#include <charconv>
#include <filesystem>

#include "catalog/access.h"
#include "session/cluster.h"
#include "session/session_impl.h"
#include "session/table_storage.h"

namespace blueshift::session {

namespace {

using catalog::system::SystemContext;
using catalog::system::SystemRelation;

/// The log that a relation without producer and query shows.
HistoryTable history_table(const SystemRelation& relation) {
    for (std::size_t index = 0; index < static_cast<std::size_t>(HistoryTable::count); ++index) {
        const auto table = static_cast<HistoryTable>(index);
        if (catalog::system::history_row(table).name == relation.name) return table;
    }
    throw Error(Code::internal_error, "system relation \"{}\" has no rows", relation.name);
}

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

/// A value that is computed when it is first asked for, and once.
template <class Result>
std::function<const Result&()> lazily(std::function<Result()> compute) {
    return [compute = std::move(compute), known = std::make_shared<std::optional<Result>>()]() -> const Result& {
        if (!*known) *known = compute();
        return **known;
    };
}

}  // namespace

std::function<std::unique_ptr<BatchSource>(const engine::VirtualTable::Request&)> Cluster::scan_of(
    const SystemRelation& relation, const std::vector<Type>& types, catalog::Oid oid) {
    using Request = engine::VirtualTable::Request;
    if (relation.producer != nullptr) {
        return [this, &relation, types, oid](const Request& request) -> std::unique_ptr<BatchSource> {
            auto rows = with_context<std::vector<catalog::system::Row>>(request.token, [&](SystemContext& context) {
                context.scope = scan_scope(request);
                return relation.producer(context);
            });
            // Producers leave out the last column of a table with oids, its own oid.
            for (auto& row : rows) {
                if (row.size() < types.size()) row.emplace_back(oid);
            }
            return std::make_unique<RowSource>(types, std::move(rows));
        };
    }
    return [this, table = history_table(relation)](const Request& request) {
        const auto user = with_context<std::optional<std::int32_t>>(request.token, [](SystemContext& context) {
            return context.superuser ? std::nullopt : std::optional(context.catalog.user());
        });
        return history_->read(table, user);
    };
}

void Cluster::register_system_relations() {
    for (const SystemRelation& relation : catalog::system::relations()) {
        if (!relation.sql.empty()) continue;
        engine::VirtualTable table;
        table.name = "sys_" + std::string(relation.name);
        const auto found = catalog::system::system_relations().find(relation.schema, relation.name);
        for (const catalog::Column& column : found->columns) {
            table.column_names.push_back(column.name);
            table.types.push_back(column.type);
        }
        table.filters = {"relation_oid", "relation_name", "schema_oid", "schema_name", "argument"};
        table.scan = scan_of(relation, table.types, found->oid);
        engine_->register_virtual_table(std::move(table));
    }
}

void Cluster::register_system_functions() {
    for (const auto& function : catalog::system::functions()) {
        engine::VirtualFunction registered;
        registered.name = "bs_sys_" + std::string(function.name);
        registered.arguments = function.arguments;
        registered.result = function.result;
        registered.strict = function.strict;
        registered.call = [this, &function](std::int64_t token, const std::vector<Value>& arguments) {
            return with_context<Value>(
                token, [&](SystemContext& context) { return function.call(context, arguments); });
        };
        engine_->register_virtual_function(std::move(registered));
    }
}

template <class Result>
Result Cluster::with_context(std::int64_t token, const std::function<Result(SystemContext&)>& read) {
    SessionImpl* session = nullptr;
    {
        std::lock_guard lock(mutex_);
        const auto found = sessions_.find(static_cast<std::int32_t>(token));
        if (found != sessions_.end()) session = found->second;
    }
    // The session runs the statement that asks, so it outlives the call.
    if (session == nullptr) throw Error(Code::internal_error, "a system relation was read outside of a session");
    const catalog::CatalogView view = session->statement_view();
    SystemContext context{view};
    context.superuser = catalog::AccessRules(view.snapshot(), view.user()).sees_all_system_rows();
    context.sessions = [this] { return sessions(); };
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
    context.locks = [this] {
        std::vector<catalog::system::LockState> locks;
        for (const LockInfo& lock : locks_.list()) {
            const auto since = std::chrono::duration_cast<std::chrono::microseconds>(lock.since.time_since_epoch());
            locks.push_back({lock.relation, lock.process_id, lock.granted, since.count()});
        }
        return locks;
    };
    context.is_fresh = [this](catalog::Oid oid) { return freshness_.is_fresh(oid); };
    context.disk_bytes = [this] {
        const auto space = std::filesystem::space(std::filesystem::absolute(options_.engine.path).parent_path());
        return std::pair(static_cast<std::int64_t>(space.capacity - space.free), static_cast<std::int64_t>(space.capacity));
    };
    context.storage = lazily<std::map<catalog::Oid, catalog::system::TableStorage>>(
        [this, &view] { return read_table_storage(*engine_->connect(), view.snapshot()); });
    const auto counts =
        lazily<std::map<catalog::Oid, std::int64_t>>([this] { return row_counts(); });
    context.row_count = [counts](catalog::Oid oid) {
        const auto found = counts().find(oid);
        return found == counts().end() ? std::int64_t{0} : found->second;
    };
    context.late_binding_columns = [session](const catalog::Relation& view_relation) {
        return session->late_binding_columns(view_relation);
    };
    return read(context);
}

std::map<catalog::Oid, std::int64_t> Cluster::row_counts() { return read_row_counts(*engine_->connect()); }

}  // namespace blueshift::session
