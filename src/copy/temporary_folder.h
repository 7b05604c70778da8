#pragma once
/// A folder that only this process may enter and that goes away with its object.
#include <string>

namespace blueshift::copy {

class TemporaryFolder {
public:
    /// Below `parent`, or the system's folder for temporary files when that is empty. Throws io_error (58030).
    explicit TemporaryFolder(const std::string& parent);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace blueshift::copy
