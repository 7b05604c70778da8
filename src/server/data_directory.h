#pragma once
/// The folder that holds a cluster, and the lock that keeps a second server out of it.
#include <cstdint>
#include <optional>
#include <string>

namespace blueshift::server {

/// What the lock file says of the server that runs.
struct RunningServer {
    std::int64_t process_id = 0;
    int port = 0;
    int http_port = 0;
};

/// Owns DIR while the process lives. Throws lock_file_exists (F0001) when another server has it, io_error (58030).
class DataDirectory {
public:
    /// Opens an existing folder, or makes it with `create`.
    DataDirectory(std::string path, bool create);
    ~DataDirectory();
    DataDirectory(const DataDirectory&) = delete;
    DataDirectory& operator=(const DataDirectory&) = delete;

    const std::string& path() const { return path_; }
    std::string database_file() const { return path_ + "/cluster.duckdb"; }
    std::string temp_directory() const { return path_ + "/tmp"; }
    std::string tls_directory() const { return path_ + "/tls"; }
    /// Writes the ports into the lock file, for `status`.
    void publish(int port, int http_port);

private:
    std::string path_;
    int lock_fd_ = -1;
};

/// The server on `path`; nothing when none runs.
std::optional<RunningServer> find_running(const std::string& path);

}  // namespace blueshift::server
