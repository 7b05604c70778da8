#pragma once
/// What reading and writing external tables needs of the session.
#include <functional>
#include <string>

#include "base/cancel.h"
#include "catalog/view.h"
#include "copy/environment.h"
#include "engine/engine.h"

namespace blueshift::external {

/// Refers to its parts; they outlive the statement.
struct Environment {
    engine::Connection& engine;  ///< no result of it is open
    const catalog::CatalogView& catalog;
    const copy::StorageDefaults& storage;
    const CancelToken& cancel;
    /// Loads one of the engine's extensions; false when the server has no file of it.
    std::function<bool(const std::string&)> load_extension;
    std::int64_t query_id = 0;
};

}  // namespace blueshift::external
