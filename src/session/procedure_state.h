#pragma once
/// What a session keeps for the procedures that it runs.
#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "catalog/routine.h"
#include "plpgsql/tree.h"

namespace blueshift::session {

class Statement;

/// A procedure that the session has parsed, with the plans of the SQL in it.
struct CompiledProcedure {
    std::shared_ptr<const catalog::Routine> routine;
    bool case_sensitive = false;
    std::shared_ptr<const plpgsql::Procedure> tree;
    struct Plan {
        std::shared_ptr<Statement> statement;
        std::vector<Type> types;  ///< of the parameters that it was made for
    };
    std::unordered_map<const plpgsql::Fragment*, Plan> plans;
};

struct ProcedureState {
    static constexpr int kDepthMax = 16;
    static constexpr std::size_t kCompiledCountMax = 200;

    std::map<catalog::Oid, std::shared_ptr<CompiledProcedure>> compiled;
    int depth = 0;                  ///< of nested calls
    bool atomic = false;            ///< the transaction is the caller's: it must not end inside
    bool nonatomic = false;         ///< statements of the innermost procedure commit by themselves
    bool nonatomic_mode = false;    ///< the innermost procedure was created NONATOMIC
    bool in_transaction = false;    ///< START TRANSACTION in a NONATOMIC procedure
    int open_loops = 0;             ///< loops over rows, which are cursors
    std::uint64_t transaction = 0;  ///< counts the transactions that procedures have ended
};

}  // namespace blueshift::session
