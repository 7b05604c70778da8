#pragma once
/// [[iam_role]] of blueshift.toml: the roles that COPY and UNLOAD may name.
#include <string>
#include <vector>

#include "copy/roles.h"

namespace blueshift::server {

/// The roles of the file at `path`, or none when there is no file. What a role does not say of its place is that of `defaults`.
/// Throws config_file_error (F0000) for settings that it does not know.
std::vector<copy::Role> read_roles(const std::string& path, const storage::Credentials& defaults);

/// The table's name in the file.
inline constexpr const char* kRoleTable = "iam_role";

}  // namespace blueshift::server
