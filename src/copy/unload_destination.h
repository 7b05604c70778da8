#pragma once
/// Where an UNLOAD writes: knows which objects it has made, and takes them back when it fails.
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "copy/credentials.h"
#include "copy/unload_options.h"

namespace blueshift::copy {

/// An object that was written.
struct UnloadedFile {
    std::string url;
    std::int64_t row_count = 0;
    std::int64_t size_bytes = 0;  ///< as stored
    int slice = 0;
    std::int64_t started_micros = 0;  ///< since 1970, UTC
    std::int64_t ended_micros = 0;
};

/// Thread-safe.
class UnloadDestination {
public:
    /// Opens the store. Refers to `options` and `environment`. Throws the errors of require_location(), open_store() and resolve_credentials().
    UnloadDestination(const sql::Unload& statement, const UnloadOptions& options, const Environment& environment);
    /// Takes back what was written, unless keep() was called.
    ~UnloadDestination();

    /// Refuses or removes objects that are there already. With partitions, folders are cleaned one by one, by clean_folder().
    /// Throws duplicate_object (42710).
    void prepare();
    /// CLEANPATH: removes what stands below `folder`, which is relative to the location.
    void clean_folder(const std::string& folder);

    /// An object below the location; `name` follows the prefix as it is. Forgotten when it is not finished.
    std::unique_ptr<storage::Upload> start(const std::string& name);
    /// Tells of a finished object.
    void add(UnloadedFile file);
    void keep() { kept_ = true; }

    std::string url(const std::string& name) const { return prefix_.with_key(key(name)).url(); }
    std::vector<UnloadedFile> files() const;

private:
    std::string key(const std::string& name) const { return prefix_.key + name; }
    void remove_below(const std::string& prefix);

    const UnloadOptions& options_;
    const Environment& environment_;
    storage::Location prefix_;
    std::unique_ptr<storage::ObjectStore> store_;
    mutable std::mutex mutex_;
    std::vector<std::string> started_;  ///< keys
    std::vector<UnloadedFile> files_;
    bool kept_ = false;
};

}  // namespace blueshift::copy
