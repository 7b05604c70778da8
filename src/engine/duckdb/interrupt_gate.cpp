#include "engine/duckdb/interrupt_gate.h"

namespace blueshift::engine {

void InterruptGate::open() {
    std::lock_guard lock(mutex_);
    open_ = true;
    requested_ = false;
}

void InterruptGate::started() {
    std::lock_guard lock(mutex_);
    if (requested_) duckdb_interrupt(connection_);
}

void InterruptGate::close() {
    std::lock_guard lock(mutex_);
    open_ = false;
}

void InterruptGate::interrupt() {
    std::lock_guard lock(mutex_);
    if (!open_) return;
    requested_ = true;
    duckdb_interrupt(connection_);
}

}  // namespace blueshift::engine
