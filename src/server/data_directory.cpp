#include "server/data_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/error.h"

namespace blueshift::server {

namespace {

constexpr const char* kLockFile = "/blueshift.pid";

}  // namespace

DataDirectory::DataDirectory(std::string path, bool create) : path_(std::move(path)) {
    std::error_code error;
    if (create) {
        std::filesystem::create_directories(path_, error);
        if (!error) std::filesystem::permissions(path_, std::filesystem::perms::owner_all, error);
        if (error) {
            throw Error(Code::io_error, "could not create directory \"{}\": {}", path_, error.message());
        }
    } else if (!std::filesystem::is_directory(path_, error)) {
        throw Error(Code::undefined_file, "data directory \"{}\" does not exist", path_)
            .hint("Create a cluster with: blueshift init --data DIR");
    }
    const std::string lock = path_ + kLockFile;
    lock_fd_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_fd_ < 0) throw Error(Code::io_error, "could not open \"{}\": {}", lock, std::strerror(errno));
    if (::flock(lock_fd_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_fd_);
        const auto running = find_running(path_);
        throw Error(Code::lock_file_exists, "another server uses data directory \"{}\"", path_)
            .detail(running ? fmt::format("Its process id is {}.", running->process_id) : "");
    }
    publish(0, 0);
    std::filesystem::create_directories(temp_directory(), error);
}

DataDirectory::~DataDirectory() {
    // Emptied, not removed: a waiting process may hold the same file open.
    if (::ftruncate(lock_fd_, 0) != 0) std::perror("blueshift.pid");
    ::close(lock_fd_);
}

void DataDirectory::publish(int port, int http_port) {
    const std::string text = fmt::format("{} {} {}\n", ::getpid(), port, http_port);
    if (::ftruncate(lock_fd_, 0) != 0 ||
        ::pwrite(lock_fd_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
        throw Error(Code::io_error, "could not write \"{}{}\": {}", path_, kLockFile, std::strerror(errno));
    }
}

std::optional<RunningServer> find_running(const std::string& path) {
    const std::string lock = path + kLockFile;
    const int fd = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return std::nullopt;
    const bool free = ::flock(fd, LOCK_SH | LOCK_NB) == 0;
    ::close(fd);
    if (free) return std::nullopt;
    RunningServer server;
    std::ifstream(lock) >> server.process_id >> server.port >> server.http_port;
    return server;
}

}  // namespace blueshift::server
