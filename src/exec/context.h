#pragma once
/// What a command that is not a query works with.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analyze/analyzer.h"
#include "base/cancel.h"
#include "catalog/snapshot.h"
#include "catalog/view.h"
#include "emit/emit.h"
#include "engine/engine.h"
#include "types/text.h"

namespace blueshift::exec {

/// A session's temporary relations by name; they come and go with transactions like everything else.
using TemporaryRelations = std::map<std::string, std::shared_ptr<const catalog::Relation>>;

/// The open transaction of a session, and the session's own ways to see and change things. Lives for one command.
struct ExecContext {
    catalog::WorkingCatalog& catalog;
    TemporaryRelations& temporary;
    engine::Connection& engine;
    std::function<catalog::Oid()> allocate_oid;
    std::function<std::int32_t()> allocate_principal_id;
    /// The catalog as it is now, with the changes made so far.
    std::function<catalog::CatalogView()> view;
    /// For emitting expressions of this session.
    std::function<emit::EmitContext()> emit_context;
    /// Waits for the exclusive lock on a relation. Throws deadlock_detected (40P01), query_canceled (57014).
    std::function<void(catalog::Oid)> lock_exclusive;
    const TextSettings& text;
    bool case_sensitive_identifiers = false;
    std::int32_t user = 0;
    bool superuser = false;
    catalog::Oid database = catalog::kInvalidOid;
    std::vector<Notice>& notices;
    const CancelToken& cancel;

    analyze::AnalyzeContext analyze_context(const catalog::CatalogView& view_now) const {
        return analyze::AnalyzeContext{view_now, text, case_sensitive_identifiers, {}, {}};
    }
    void notice(std::string severity, Code code, std::string message) const {
        notices.push_back(Notice{std::move(severity), code, std::move(message), {}});
    }
};

}  // namespace blueshift::exec
