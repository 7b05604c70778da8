#include "copy/temporary_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace blueshift::copy {

TemporaryFolder::TemporaryFolder(const std::string& parent) {
    std::error_code error;
    const std::filesystem::path base = parent.empty() ? std::filesystem::temp_directory_path(error) : std::filesystem::path(parent);
    std::filesystem::create_directories(base, error);
    path_ = (base / "blueshift-copy-XXXXXX").string();
    if (mkdtemp(path_.data()) == nullptr) {
        throw Error(Code::io_error, "could not create a temporary folder in \"{}\": {}", base.string(), std::strerror(errno));
    }
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
}

}  // namespace blueshift::copy
