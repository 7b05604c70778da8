#pragma once
/// Interrupting the engine without losing or misplacing an interrupt.
#include <duckdb.h>

#include <mutex>

namespace blueshift::engine {

/// Lets interrupt() reach a call that is only just starting (the engine forgets what came before its start), and keeps it
/// from hitting a later call. Thread-safe.
class InterruptGate {
public:
    explicit InterruptGate(duckdb_connection connection) : connection_(connection) {}
    /// A call begins; interrupts count from now on.
    void open();
    /// The engine has started the call: passes on an interrupt that came before.
    void started();
    /// The call, with its result stream, is over.
    void close();
    void interrupt();

private:
    std::mutex mutex_;
    duckdb_connection connection_;
    bool open_ = false;
    bool requested_ = false;
};

}  // namespace blueshift::engine
