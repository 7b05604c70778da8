
#include <filesystem>
#include <mutex>
#include <set>

#include "engine/engine.h"
#include "engine/duckdb/handles.h"
#include "engine/duckdb/connection.h"
#include "engine/duckdb/errors.h"
#include "engine/duckdb/native/tables.h"
#include "engine/duckdb/virtual_function.h"
#include "engine/duckdb/virtual_table.h"

namespace blueshift::engine {

/// The embedded engine of one cluster.
class DuckDbEngine : public Engine {
public:
    /// Opens or creates the database file, loads the extensions and registers our functions.
    explicit DuckDbEngine(const Options& options);

    std::unique_ptr<Connection> connect() override;
    void register_virtual_table(VirtualTable table) override;
    void register_virtual_function(VirtualFunction function) override;
    bool load_extension(const std::string& name) override;
    void checkpoint() override;
    std::string version() const override;

private:
    ConnectionHandle open_connection();
    void run(const std::string& sql);

    DatabaseHandle database_;
    std::string extension_dir_;  ///< empty: none
    std::mutex extensions_mutex_;
    std::set<std::string> extensions_;  ///< loaded so far
    ConnectionHandle setup_;  ///< for what concerns the whole engine; not thread-safe after start
};

namespace {

/// Loaded at the start where the folder has them: S3, and what GEOMETRY functions call. Others are loaded when needed.
constexpr const char* kStartExtensions[] = {"httpfs", "spatial"};

struct Setting {
    const char* name;
    const char* value;
};

/// What every engine of ours is opened with. Users can not reach any of it.
constexpr Setting kSettings[] = {  // To add: a row, with its reason.
    {"immediate_transaction_mode", "true"},     // BEGIN takes the snapshot, as our begin() promises
    {"preserve_insertion_order", "true"},       // tables without ORDER BY read back as written
    {"default_null_order", "nulls_last"},       // the emitter writes NULLS FIRST where it must
    {"autoinstall_known_extensions", "false"},  // nothing is fetched behind the operator's back
    {"autoload_known_extensions", "false"},
    {"allow_community_extensions", "false"},
    {"allow_persistent_secrets", "false"},      // credentials live in memory, one statement long
};

/// What is fixed once the engine runs; the last row forbids any further change.
constexpr const char* kStartStatements[] = {
    "SET GLOBAL TimeZone = 'UTC'",  // zones are applied by our own functions
    // What connections may still set: DuckDbConnection::set_profiling
    "SET GLOBAL allowed_configs = ['enable_profiling', 'custom_profiling_settings']",
    "SET GLOBAL lock_configuration = true",
};

void set_option(duckdb_config config, const char* name, const std::string& value) {
    if (duckdb_set_config(config, name, value.c_str()) == DuckDBError) {
        throw Error(Code::config_file_error, "engine setting {} does not accept \"{}\"", name, value);
    }
}

ConfigHandle make_config(const Options& options) {
    ConfigHandle config;
    duckdb_create_config(config.out());
    for (const Setting& setting : kSettings) set_option(config.get(), setting.name, setting.value);
    if (options.threads > 0) set_option(config.get(), "threads", std::to_string(options.threads));
    if (!options.memory_limit.empty()) set_option(config.get(), "memory_limit", options.memory_limit);
    if (!options.temp_directory.empty()) set_option(config.get(), "temp_directory", options.temp_directory);
    return config;
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char letter : text) {
        out += letter;
        if (letter == '\'') out += letter;
    }
    return out + '\'';
}

}  // namespace

DuckDbEngine::DuckDbEngine(const Options& options) {
    const ConfigHandle config = make_config(options);
    char* message = nullptr;
    if (duckdb_open_ext(options.path.c_str(), database_.out(), config.get(), &message) == DuckDBError) {
        const std::string text = message == nullptr ? "" : message;
        duckdb_free(message);
        throw Error(Code::io_error, "could not open \"{}\": {}", options.path, map_error(text).message());
    }
    setup_ = open_connection();
    if (!options.extension_dir.empty()) extension_dir_ = std::filesystem::absolute(options.extension_dir).string();
    for (const char* name : kStartExtensions) load_extension(name);
    register_natives(setup_.get());
    for (const char* statement : kStartStatements) run(statement);
}

ConnectionHandle DuckDbEngine::open_connection() {
    ConnectionHandle connection;
    if (duckdb_connect(database_.get(), connection.out()) == DuckDBError) {
        throw Error(Code::internal_error, "engine: could not open a connection");
    }
    return connection;
}

void DuckDbEngine::run(const std::string& sql) {
    ResultHandle result;
    if (duckdb_query(setup_.get(), sql.c_str(), result.out()) == DuckDBError) {
        throw map_error(duckdb_result_error_type(&result.get()), duckdb_result_error(&result.get()));
    }
}

std::unique_ptr<Connection> DuckDbEngine::connect() {
    return std::make_unique<DuckDbConnection>(open_connection());
}

void DuckDbEngine::register_virtual_table(VirtualTable table) {
    register_table_function(setup_.get(), std::move(table));
}

void DuckDbEngine::register_virtual_function(VirtualFunction function) {
    register_scalar_function(setup_.get(), std::move(function));
}

bool DuckDbEngine::load_extension(const std::string& name) {
    std::lock_guard lock(extensions_mutex_);
    if (extensions_.contains(name)) return true;
    const auto path = std::filesystem::path(extension_dir_) / (name + ".duckdb_extension");
    if (extension_dir_.empty() || !std::filesystem::exists(path)) return false;
    const ConnectionHandle connection = open_connection();
    ResultHandle result;
    if (duckdb_query(connection.get(), ("LOAD " + quoted(path.string())).c_str(), result.out()) == DuckDBError) {
        throw map_error(duckdb_result_error_type(&result.get()), duckdb_result_error(&result.get()));
    }
    extensions_.insert(name);
    return true;
}

void DuckDbEngine::checkpoint() {
    ResultHandle result;
    const ConnectionHandle connection = open_connection();
    if (duckdb_query(connection.get(), "CHECKPOINT", result.out()) == DuckDBError) {
        throw map_error(duckdb_result_error_type(&result.get()), duckdb_result_error(&result.get()));
    }
}

std::string DuckDbEngine::version() const { return std::string("duckdb ") + duckdb_library_version(); }

std::unique_ptr<Engine> open_duckdb(const Options& options) {
    return std::make_unique<DuckDbEngine>(options);
}

}  // namespace blueshift::engine
