/// COPY JOB: loads that are kept, and load each object of their prefix once.  Doc: dg/r_COPY-JOB
#include "sql/ast/copy_job.h"

#include <algorithm>
#include <set>

#include "catalog/access.h"
#include "copy/load.h"
#include "session/session_impl.h"
#include "sql/options/copy_parameters.h"
#include "sql/parser/parser.h"
#include "sql/print/print.h"

namespace blueshift::session {

namespace {

/// Options that a COPY that runs by itself cannot have. Keys would have to be stored.
constexpr std::string_view kRefusedOptions[] = {"MAXERROR", "IGNOREALLERRORS", "MANIFEST", "ACCESS_KEY_ID", "CREDENTIALS", "SSH"};

ResultColumn text_column(std::string name) {
    ResultColumn column;
    column.name = std::move(name);
    column.type = Type{TypeId::varchar};
    return column;
}

const catalog::CopyJob& require_job(const catalog::Snapshot& snapshot, catalog::Oid database, const sql::Name& name) {
    const catalog::CopyJob* job = snapshot.copy_jobs.find(database, name.text);
    if (job == nullptr) throw Error(Code::undefined_object, "copy job \"{}\" does not exist", name.text).at(name.span);
    return *job;
}

}  // namespace

std::vector<ResultColumn> SessionImpl::copy_job_columns(const sql::CopyJob& statement) const {
    if (statement.action == sql::CopyJobAction::list) return {text_column("job_name"), text_column("auto"), text_column("owner")};
    if (statement.action == sql::CopyJobAction::show) {
        return {text_column("job_id"), text_column("job_name"), text_column("auto"), text_column("owner"), text_column("copy_query"),
                text_column("loaded_files")};
    }
    return {};
}

void SessionImpl::create_copy_job(const sql::CopyJob& statement) {
    const sql::Copy& copy = *statement.copy;
    for (const std::string_view keyword : kRefusedOptions) {
        const sql::CopyOption* option = sql::find_copy_option(copy.options, keyword);
        if (option == nullptr) continue;
        throw Error(Code::feature_not_supported, "{} is not supported for COPY JOB", keyword).at(option->span);
    }
    const auto current = snapshot();
    if (current->copy_jobs.find(database_, statement.name.text) != nullptr) {
        throw Error(Code::duplicate_object, "copy job \"{}\" already exists", statement.name.text).at(statement.name.span);
    }
    std::vector<std::string> parts;
    for (const sql::Name& part : copy.table.parts) parts.push_back(part.text);
    const auto relation = view().relation(parts, copy.table.span);
    if (relation->kind != catalog::RelationKind::table || relation->temporary) {
        throw Error(Code::wrong_object_type, "\"{}\" is not a permanent table", relation->name).at(copy.table.span);
    }
    if (!catalog::AccessRules(*current, user_).has_privilege(*relation, catalog::kInsert)) {
        throw Error(Code::insufficient_privilege, "permission denied for relation {}", relation->name);
    }
    // The job runs in sessions with other search paths.
    auto parsed = sql::parse_statement(sql::print(copy, {}), {true});
    auto& stored = static_cast<sql::Copy&>(*parsed);
    const catalog::Schema* schema = current->schemas.find(relation->schema);
    stored.table.parts = {sql::Name{schema->name, {}}, sql::Name{relation->name, {}}};
    catalog::CopyJob job;
    job.oid = cluster_.store().allocate_oid();
    job.database = database_;
    job.name = statement.name.text;
    job.owner = user_;
    job.automatic = statement.automatic;
    job.statement = sql::print(stored, {});
    job.created_micros = now_micros();
    ensure_engine_transaction();
    working_->put(std::move(job));
}

void SessionImpl::run_copy_job(const sql::CopyJob& statement, StatementExecution& execution) {
    execution.tag = "COPY";
    using Action = sql::CopyJobAction;
    const auto owner_name = [&](const catalog::CopyJob& job) {
        const catalog::User* owner = snapshot()->users.find(job.owner);
        return Value(owner == nullptr ? "" : owner->name);
    };
    const auto on = [](const catalog::CopyJob& job) { return Value(job.automatic ? "ON" : "OFF"); };
    if (statement.action == Action::create) return create_copy_job(statement);
    if (statement.action == Action::list) {
        std::vector<std::vector<Value>> rows;
        for (const auto& [oid, job] : snapshot()->copy_jobs.all()) {
            if (job->database == database_) rows.push_back({job->name, on(*job), owner_name(*job)});
        }
        return return_rows(execution, std::move(rows));
    }
    catalog::CopyJob job = require_job(*snapshot(), database_, statement.name);
    const bool superuser = catalog::AccessRules(*snapshot(), user_).superuser();
    if (job.owner != user_ && !superuser) {
        throw Error(Code::insufficient_privilege, "must be owner of copy job {}", job.name).at(statement.name.span);
    }
    switch (statement.action) {
        case Action::alter:
            job.automatic = statement.automatic;
            ensure_engine_transaction();
            working_->put(std::move(job));
            break;
        case Action::drop:
            ensure_engine_transaction();
            working_->erase_copy_job(job.oid);
            break;
        case Action::show:
            return return_rows(execution, {{std::to_string(job.oid), job.name, on(job), owner_name(job), job.statement,
                                            std::to_string(job.loaded.size())}});
        default: {
            const auto copy = sql::parse_statement(job.statement, {true});
            run_copy(sql::as<sql::Copy>(*copy), execution, &job);
            break;
        }
    }
}

void SessionImpl::select_new_objects(const catalog::CopyJob& job, copy::Environment& environment) const {
    // Under the table's lock: what another run of the job has loaded is known now.
    const auto latest = cluster_.store().latest();
    const auto own = snapshot();
    std::set<std::string> loaded;
    for (const catalog::CopyJob* known : {latest->copy_jobs.find(job.oid), own->copy_jobs.find(job.oid)}) {
        if (known != nullptr) loaded.insert(known->loaded.begin(), known->loaded.end());
    }
    environment.wanted = [loaded = std::move(loaded)](const storage::Location& object) { return !loaded.contains(object.url()); };
}

void SessionImpl::remember_loaded(const catalog::CopyJob& job, const std::vector<copy::SourceObject>& objects) {
    if (objects.empty()) return;
    const auto latest = cluster_.store().latest();
    const catalog::CopyJob* stored = latest->copy_jobs.find(job.oid);
    catalog::CopyJob changed = stored == nullptr ? job : *stored;
    // An earlier run in this transaction is not stored yet.
    const auto current = snapshot();
    const catalog::CopyJob* own = current->copy_jobs.find(job.oid);
    if (own != nullptr && own->loaded.size() > changed.loaded.size()) changed = *own;
    for (const copy::SourceObject& object : objects) changed.loaded.push_back(object.location.url());
    working_->put(std::move(changed));
}

}  // namespace blueshift::session
