#include "catalog/system_roles.h"

#include <algorithm>
#include <iterator>
#include <memory>

namespace blueshift::catalog {

namespace {

// Which system role holds a permission; sys:superuser holds all. To add a permission: a row.
enum Holder : unsigned { kNone = 0, kMonitor = 1, kOperator = 2, kDba = 4, kSecadmin = 8 };

struct PermissionRow {
    std::string_view name;
    unsigned holders;
};

// clang-format off
constexpr PermissionRow kPermissions[] = {
    {"access catalog",                     kMonitor | kOperator | kDba},
    {"access system table",                kMonitor | kOperator | kDba},
    {"alter datashare",                    kNone},
    {"alter default privileges",           kNone},
    {"alter table",                        kNone},
    {"alter user",                         kSecadmin},
    {"analyze",                            kOperator | kDba},
    {"cancel",                             kOperator | kDba},
    {"create datashare",                   kNone},
    {"create library",                     kNone},
    {"create model",                       kNone},
    {"create or replace external function", kDba},
    {"create or replace function",         kDba},
    {"create or replace procedure",        kDba},
    {"create or replace view",             kDba},
    {"create role",                        kSecadmin},
    {"create schema",                      kDba},
    {"create table",                       kDba},
    {"create user",                        kSecadmin},
    {"drop datashare",                     kNone},
    {"drop function",                      kNone},
    {"drop library",                       kNone},
    {"drop model",                         kNone},
    {"drop procedure",                     kDba},
    {"drop role",                          kSecadmin},
    {"drop schema",                        kDba},
    {"drop table",                         kDba},
    {"drop user",                          kSecadmin},
    {"drop view",                          kDba},
    {"explain masking",                    kSecadmin},
    {"explain rls",                        kSecadmin},
    {"ignore rls",                         kSecadmin},
    {"truncate table",                     kDba},
    {"vacuum",                             kOperator | kDba},
};

struct RoleRow {
    std::string_view name;
    unsigned holder;
};
// In the order of their ids, from kFirstSystemRoleId.
constexpr RoleRow kRoles[] = {
    {"sys:operator",  kOperator},
    {"sys:dba",       kDba},
    {"sys:superuser", ~0u},
    {"sys:secadmin",  kSecadmin},
    {"sys:monitor",   kMonitor},
};
// clang-format on

}  // namespace

std::span<const std::string_view> system_permissions() {
    static const auto names = [] {
        std::vector<std::string_view> list;
        for (const PermissionRow& row : kPermissions) list.push_back(row.name);
        return list;
    }();
    return names;
}

bool is_system_role(std::string_view name) { return name.starts_with("sys:"); }

void add_system_roles(Snapshot& snapshot) {
    std::int32_t id = kFirstSystemRoleId;
    for (const RoleRow& row : kRoles) {
        auto role = std::make_shared<Role>();
        role->id = id++;
        role->name = row.name;
        // Its members are what is stored of a system role; what it may do is this version's.
        if (const Role* stored = snapshot.roles.find(role->id)) role->members = stored->members;
        for (const PermissionRow& permission : kPermissions) {
            if (row.holder == ~0u || (permission.holders & row.holder) != 0) {
                role->system_privileges.emplace_back(permission.name);
            }
        }
        const std::int32_t key = role->id;
        snapshot.roles.put(key, kInvalidOid, std::move(role));
    }
}

}  // namespace blueshift::catalog
