#include "copy/unload_destination.h"

#include <algorithm>

#include "base/log.h"
#include "copy/source.h"

namespace blueshift::copy {

UnloadDestination::UnloadDestination(const sql::Unload& statement, const UnloadOptions& options, const Environment& environment)
    : options_(options), environment_(environment), prefix_(require_location(statement.target, {})) {
    // Folders of partitions stand in one of their own.
    if (!options.partition_columns.empty() && !prefix_.key.empty() && !prefix_.key.ends_with('/')) prefix_.key += '/';
    Authorization authorization;
    if (prefix_.scheme == storage::Scheme::s3) {
        authorization = authorize(statement.options, environment);
    }
    store_ = open_store(prefix_, authorization, environment.storage);
}

UnloadDestination::~UnloadDestination() {
    if (kept_) return;
    const CancelToken never;
    for (const std::string& key : started_) {
        try {
            store_->remove(key, never);
        } catch (const Error& error) {
            log::warning("could not take back an unloaded object", {{"key", key}, {"error", error.message()}});
        }
    }
}

void UnloadDestination::remove_below(const std::string& prefix) {
    for (const auto& object : store_->list(prefix, environment_.cancel)) store_->remove(object.key, environment_.cancel);
}

void UnloadDestination::prepare() {
    if (options_.existing == Existing::overwrite) return;
    if (options_.existing == Existing::refuse) {
        if (store_->list(prefix_.key, environment_.cancel).empty()) return;
        throw Error(Code::duplicate_object,
                    "Specified unload destination on S3 is not empty. Consider using a different bucket / prefix, "
                    "manually removing the target files in S3, or using the ALLOWOVERWRITE option.");
    }
    if (options_.partition_columns.empty()) remove_below(prefix_.key);
}

void UnloadDestination::clean_folder(const std::string& folder) {
    if (options_.existing == Existing::clean) remove_below(key(folder));
}

std::unique_ptr<storage::Upload> UnloadDestination::start(const std::string& name) {
    auto upload = store_->start_upload(key(name), options_.storage, environment_.cancel);
    std::lock_guard lock(mutex_);
    // What was there before is not ours to remove.
    if (options_.existing != Existing::overwrite) started_.push_back(key(name));
    return upload;
}

void UnloadDestination::add(UnloadedFile file) {
    std::lock_guard lock(mutex_);
    files_.push_back(std::move(file));
}

std::vector<UnloadedFile> UnloadDestination::files() const {
    std::lock_guard lock(mutex_);
    std::vector<UnloadedFile> files = files_;
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.url < b.url; });
    return files;
}

}  // namespace blueshift::copy
