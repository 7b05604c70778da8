#pragma once
/// What COPY and UNLOAD need of the session that runs them.
#include <functional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/error.h"
#include "catalog/system/system.h"
#include "engine/engine.h"
#include "storage/object_store.h"
#include "types/text.h"

namespace blueshift::copy {

/// How the cluster reaches objects when a statement does not say it itself.
struct StorageDefaults {
    storage::Credentials credentials;     ///< what IAM_ROLE stands for; the endpoint and region also go with other keys
    std::vector<std::string> file_roots;  ///< folders that file:// may reach
    std::string temp_directory;           ///< for pipes and files on their way; empty: the system's
};

/// Refers to its parts; they outlive the statement.
struct Environment {
    engine::Connection& engine;  ///< of the session; inside its transaction for COPY
    const StorageDefaults& storage;
    const TextSettings& text;
    const CancelToken& cancel;
    std::vector<Notice>& notices;
    /// Keeps a rejected field for stl_load_errors; adds who, when and which query.
    std::function<void(catalog::system::LoadErrorInfo)> reject;
    /// Whether the engine's transaction is this statement's alone, so that restart() loses nothing.
    bool can_restart = false;
    /// Begins the engine's transaction anew: what this statement did so far is taken back.
    std::function<void()> restart;
};

}  // namespace blueshift::copy
