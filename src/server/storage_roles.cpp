#include "server/storage_roles.h"

#include <toml++/toml.h>

#include <filesystem>

#include "base/error.h"

namespace blueshift::server {

namespace {

/// Reads one role setting by setting. To add one: a line in read().
class RoleReader {
public:
    RoleReader(const toml::table& table, const std::string& path) : table_(table), path_(path) {}

    copy::Role read(const storage::Credentials& defaults) {
        copy::Role role;
        role.credentials.endpoint = defaults.endpoint;
        role.credentials.region = defaults.region;
        role.credentials.virtual_host = defaults.virtual_host;
        for (const auto& [key, node] : table_) {
            const std::string_view name = key.str();
            if (name == "arn") role.arn = text(name, node);
            else if (name == "default") role.is_default = flag(name, node);
            else if (name == "endpoint") role.credentials.endpoint = text(name, node);
            else if (name == "region") role.credentials.region = text(name, node);
            else if (name == "virtual_host") role.credentials.virtual_host = flag(name, node);
            else if (name == "access_key_id") role.credentials.access_key_id = text(name, node);
            else if (name == "secret_access_key") role.credentials.secret_access_key = text(name, node);
            else if (name == "session_token") role.credentials.session_token = text(name, node);
            else if (name == "prefixes") role.prefixes = texts(name, node);
            else if (name == "users") role.users = texts(name, node);
            else if (name == "groups") role.groups = texts(name, node);
            else if (name == "assumed_by") role.assumed_by = texts(name, node);
            else throw Error(Code::config_file_error, "unknown setting \"{}\" of an {} in {}", name, kRoleTable, path_);
        }
        if (role.arn.empty()) throw Error(Code::config_file_error, "an {} in {} has no arn", kRoleTable, path_);
        return role;
    }

private:
    Error wrong_type(std::string_view name, const char* type) const {
        return Error(Code::config_file_error, "setting \"{}\" of an {} in {} must be {}", name, kRoleTable, path_, type);
    }
    std::string text(std::string_view name, const toml::node& node) const {
        const auto value = node.value<std::string>();
        if (!value) throw wrong_type(name, "a text");
        return *value;
    }
    bool flag(std::string_view name, const toml::node& node) const {
        const auto value = node.value<bool>();
        if (!value) throw wrong_type(name, "a boolean");
        return *value;
    }
    std::vector<std::string> texts(std::string_view name, const toml::node& node) const {
        const toml::array* list = node.as_array();
        if (list == nullptr) throw wrong_type(name, "an array of texts");
        std::vector<std::string> out;
        for (const toml::node& item : *list) out.push_back(text(name, item));
        return out;
    }

    const toml::table& table_;
    const std::string& path_;
};

}  // namespace

std::vector<copy::Role> read_roles(const std::string& path, const storage::Credentials& defaults) {
    std::vector<copy::Role> roles;
    if (!std::filesystem::exists(path)) return roles;
    const toml::table file = toml::parse_file(path);
    const toml::array* list = file[kRoleTable].as_array();
    if (list == nullptr) return roles;
    for (const toml::node& node : *list) {
        const toml::table* table = node.as_table();
        if (table == nullptr) throw Error(Code::config_file_error, "{} in {} must be a list of tables", kRoleTable, path);
        roles.push_back(RoleReader(*table, path).read(defaults));
    }
    return roles;
}

}  // namespace blueshift::server
