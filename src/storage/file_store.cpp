/// Files of this machine, below the roots that the configuration allows.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "storage/object_store.h"

namespace blueshift::storage {

namespace {

namespace fs = std::filesystem;

bool is_below(const fs::path& path, const fs::path& root) {
    const auto [root_end, path_end] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
    return root_end == root.end() || (std::next(root_end) == root.end() && root_end->empty());
}

/// Tells two contents of a file apart.
std::string version(const fs::directory_entry& entry, std::int64_t size) {
    return fmt::format("{}-{}", entry.last_write_time().time_since_epoch().count(), size);
}

/// Written beside its place and moved there at the end.
class FileUpload : public Upload {
public:
    explicit FileUpload(const std::string& key) : path_(key), part_(key + std::string(kSuffix)) {
        std::error_code error;
        fs::create_directories(path_.parent_path(), error);
        file_.open(part_, std::ios::binary | std::ios::trunc);
        require_good();
    }

    ~FileUpload() override {
        std::error_code error;
        if (!finished_) fs::remove(part_, error);
    }

    void write(std::string_view bytes) override {
        file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        require_good();
    }

    void finish() override {
        file_.close();
        require_good();
        std::error_code error;
        fs::rename(part_, path_, error);
        if (error) throw Error(Code::io_error, "could not write file \"{}\": {}", path_.string(), error.message());
        finished_ = true;
    }

private:
    static constexpr std::string_view kSuffix = ".unfinished";

    void require_good() {
        if (file_) return;
        const bool full = errno == ENOSPC;
        throw Error(full ? Code::disk_full : Code::io_error, "could not write file \"{}\": {}", path_.string(), std::strerror(errno));
    }

    fs::path path_;
    std::string part_;
    std::ofstream file_;
    bool finished_ = false;
};

/// Keys are absolute paths; a prefix ends anywhere in one.
class FileStore : public ObjectStore {
public:
    explicit FileStore(std::vector<std::string> roots) : roots_(std::move(roots)) {}

    std::vector<ObjectInfo> list(const std::string& prefix, const CancelToken& cancel) override {
        require_allowed(prefix);
        std::vector<ObjectInfo> objects;
        const fs::path folder = fs::is_directory(prefix) ? fs::path(prefix) : fs::path(prefix).parent_path();
        std::error_code error;
        for (auto entry = fs::recursive_directory_iterator(folder, error);
             !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
            cancel.check();
            if (!entry->is_regular_file() || !entry->path().string().starts_with(prefix)) continue;
            const auto size = static_cast<std::int64_t>(entry->file_size());
            objects.push_back({entry->path().string(), size, version(*entry, size)});
        }
        if (error && error != std::errc::no_such_file_or_directory) {
            throw Error(Code::io_error, "could not list \"{}\": {}", folder.string(), error.message());
        }
        std::sort(objects.begin(), objects.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
        return objects;
    }

    std::string read(const std::string& key, const CancelToken&) override {
        require_allowed(key);
        std::ifstream file(key, std::ios::binary);
        if (!file) throw Error(Code::undefined_file, "could not open file \"{}\"", key);
        std::ostringstream text;
        text << file.rdbuf();
        return std::move(text).str();
    }

    std::string read_part(const std::string& key, std::int64_t offset, std::size_t size, const std::string& etag,
                          const CancelToken&) override {
        require_allowed(key);
        std::ifstream file(key, std::ios::binary);
        if (!file) throw Error(Code::undefined_file, "could not open file \"{}\"", key);
        const fs::directory_entry entry(key);
        if (!etag.empty() && etag != version(entry, static_cast<std::int64_t>(entry.file_size()))) {
            throw Error(Code::io_error, "file \"{}\" changed while it was read", key);
        }
        std::string bytes(size, '\0');
        file.seekg(offset);
        file.read(bytes.data(), static_cast<std::streamsize>(size));
        if (file.bad()) throw Error(Code::io_error, "could not read file \"{}\"", key);
        bytes.resize(static_cast<std::size_t>(file.gcount()));
        return bytes;
    }

    void write(const std::string& key, std::string_view bytes, const WriteOptions& options, const CancelToken& cancel) override {
        const auto upload = start_upload(key, options, cancel);
        upload->write(bytes);
        upload->finish();
    }

    std::unique_ptr<Upload> start_upload(const std::string& key, const WriteOptions& options, const CancelToken&) override {
        require_allowed(key);
        if (options.kms_of_bucket || !options.kms_key_id.empty()) {
            throw Error(Code::feature_not_supported, "files cannot be encrypted with a key of KMS");
        }
        return std::make_unique<FileUpload>(key);
    }

    void remove(const std::string& key, const CancelToken&) override {
        require_allowed(key);
        std::error_code error;
        fs::remove(key, error);
        if (error) throw Error(Code::io_error, "could not remove file \"{}\": {}", key, error.message());
    }

    void require_allowed(const std::string& key) const {
        // Links and `..` are followed first, so that neither leads out of a root.
        const fs::path path = fs::weakly_canonical(key);
        for (const std::string& root : roots_) {
            if (is_below(path, fs::weakly_canonical(root))) return;
        }
        throw Error(Code::insufficient_privilege, "access to \"file://{}\" is not allowed", key)
            .hint("The server's setting file-roots lists the folders that COPY and UNLOAD may use.");
    }

private:
    std::vector<std::string> roots_;
};

}  // namespace

std::unique_ptr<ObjectStore> open_files(const Location& location, const std::vector<std::string>& roots) {
    auto store = std::make_unique<FileStore>(roots);
    store->require_allowed(location.key);
    return store;
}

}  // namespace blueshift::storage
