/// Files of this machine, below the roots that the configuration allows.
#include <algorithm>
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
            objects.push_back({entry->path().string(), static_cast<std::int64_t>(entry->file_size())});
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

    void write(const std::string& key, std::string_view bytes, const CancelToken&) override {
        require_allowed(key);
        std::error_code error;
        fs::create_directories(fs::path(key).parent_path(), error);
        std::ofstream file(key, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) throw Error(Code::io_error, "could not write file \"{}\"", key);
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
