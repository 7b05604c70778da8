#pragma once
/// Named roles of the configuration: keys that statements use without knowing them.  Doc: mgmt/authorizing-redshift-service
#include <string>
#include <vector>

#include "storage/location.h"
#include "storage/signature.h"

namespace blueshift::copy {

/// One role. Empty lists allow everything.
struct Role {
    std::string arn;
    bool is_default = false;                ///< what IAM_ROLE default means
    storage::Credentials credentials;       ///< without keys: the machine's own, found when they are needed
    std::vector<std::string> prefixes;      ///< s3://bucket/prefix that it may reach
    std::vector<std::string> users;         ///< database users that may use it
    std::vector<std::string> groups;        ///< or members of these groups
    std::vector<std::string> assumed_by;    ///< roles that may take it in a chain; without any it is no link of chains
};

/// What a statement may use to reach objects.
struct Authorization {
    storage::Credentials credentials;
    std::vector<std::string> prefixes;  ///< empty: everything

    /// Throws insufficient_privilege (42501) when the prefixes do not allow it.
    void require(const storage::Location& location) const;
};

}  // namespace blueshift::copy
