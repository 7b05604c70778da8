#pragma once
/// The embedded engine of one cluster.
#include "engine/duckdb/handles.h"
#include "engine/engine.h"

namespace blueshift::engine {

class DuckDbEngine : public Engine {
public:
    /// Opens or creates the database file, loads the extensions and registers our functions.
    explicit DuckDbEngine(const Options& options);

    std::unique_ptr<Connection> connect() override;
    void register_virtual_table(VirtualTable table) override;
    void register_virtual_function(VirtualFunction function) override;
    void checkpoint() override;
    std::string version() const override;

private:
    ConnectionHandle open_connection();
    void run(const std::string& sql);

    DatabaseHandle database_;
    ConnectionHandle setup_;  ///< for what concerns the whole engine; not thread-safe after start
};

}  // namespace blueshift::engine
