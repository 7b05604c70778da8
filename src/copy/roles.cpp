#include "copy/roles.h"

#include <algorithm>

#include "base/error.h"

namespace blueshift::copy {

void Authorization::require(const storage::Location& location) const {
    if (prefixes.empty() || location.scheme == storage::Scheme::file) return;
    const std::string url = location.url();
    const bool allowed = std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) { return url.starts_with(prefix); });
    if (allowed) return;
    throw Error(Code::insufficient_privilege, "access denied to \"{}\"", url)
        .detail("The IAM role does not allow this location.");
}

}  // namespace blueshift::copy
