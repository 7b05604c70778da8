#pragma once
/// What COPY and UNLOAD need of the session that runs them.
#include <functional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/error.h"
#include "catalog/system/system.h"
#include "copy/roles.h"
#include "engine/engine.h"
#include "storage/object_store.h"
#include "types/text.h"

namespace blueshift::copy {

/// How the cluster reaches objects when a statement does not say it itself.
struct StorageDefaults {
    storage::Credentials credentials;     ///< what IAM_ROLE stands for without roles; the endpoint and region also go with other keys
    std::vector<Role> roles;
    std::vector<std::string> file_roots;  ///< folders that file:// may reach
    std::string temp_directory;           ///< for pipes and files on their way; empty: the system's
};

/// Refers to its parts; they outlive the statement.
struct Environment {
    engine::Connection& engine;  ///< of the session; inside its transaction for COPY
    const StorageDefaults& storage;
    const TextSettings& text;
    std::string user_name;
    std::vector<std::string> group_names;  ///< of the user
    std::int64_t query_id = 0;
    std::int32_t process_id = 0;
    const CancelToken& cancel;
    std::vector<Notice>& notices;
    /// Keeps a rejected field for stl_load_errors; adds who, when and which query.
    std::function<void(catalog::system::LoadErrorInfo)> reject;
    /// Which objects of a prefix are read; all of them when empty.
    std::function<bool(const storage::Location&)> wanted = {};
    /// Whether the engine's transaction is this statement's alone, so that restart() loses nothing.
    bool can_restart = false;
    /// Begins the engine's transaction anew: what this statement did so far is taken back.
    std::function<void()> restart;
};

}  // namespace blueshift::copy
