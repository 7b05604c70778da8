#include "exec/acl.h"

#include <algorithm>

#include "exec/access.h"

namespace blueshift::exec {

namespace {

using catalog::AclEntry;

void add_letters(std::string& letters, std::string_view added) {
    for (const char letter : added) {
        if (letters.find(letter) == std::string::npos) letters += letter;
    }
}

void remove_letters(std::string& letters, std::string_view removed) {
    std::erase_if(letters, [&](char letter) { return removed.find(letter) != std::string_view::npos; });
}

std::string common_letters(std::string_view left, std::string_view right) {
    std::string letters;
    for (const char letter : left) {
        if (right.find(letter) != std::string_view::npos) letters += letter;
    }
    return letters;
}

void give(std::vector<AclEntry>& acl, const AclChange::Grantee& grantee, const AclChange& change) {
    const auto found = std::find_if(acl.begin(), acl.end(), [&](const AclEntry& entry) {
        return entry.kind == grantee.kind && entry.grantee == grantee.id && entry.grantor == change.grantor;
    });
    AclEntry& entry =
        found == acl.end() ? acl.emplace_back(AclEntry{grantee.kind, grantee.id, change.grantor, "", ""}) : *found;
    add_letters(entry.privileges, change.letters);
    if (grantee.grant_option) add_letters(entry.grant_options, change.letters);
}

void take(std::vector<AclEntry>& acl, const AclChange::Grantee& grantee, const AclChange& change) {
    std::string lost_options;
    for (AclEntry& entry : acl) {
        if (entry.kind != grantee.kind || entry.grantee != grantee.id) continue;
        if (!change.by_owner && entry.grantor != change.grantor) continue;
        add_letters(lost_options, common_letters(entry.grant_options, change.letters));
        remove_letters(entry.grant_options, change.letters);
        if (!change.option_only) remove_letters(entry.privileges, change.letters);
    }
    std::erase_if(acl, [](const AclEntry& entry) { return entry.privileges.empty(); });
    if (grantee.kind != AclEntry::user || lost_options.empty()) return;

    // What somebody may no longer grant goes with what he has granted.
    std::string gone;
    for (const char letter : lost_options) {
        if (!holds_grant_option(acl, grantee.id, std::string_view(&letter, 1))) gone += letter;
    }
    AclChange dependent;
    dependent.revoke = true;
    dependent.cascade = true;
    dependent.grantor = grantee.id;
    dependent.by_owner = false;
    dependent.letters = gone;
    for (const AclEntry& entry : acl) {
        if (entry.grantor == grantee.id && !common_letters(entry.privileges, gone).empty()) {
            dependent.grantees.push_back({entry.kind, entry.grantee, false});
        }
    }
    if (dependent.grantees.empty()) return;
    if (!change.cascade) {
        throw Error(Code::dependent_objects_still_exist, "dependent privileges exist")
            .hint("Use CASCADE to revoke them too.");
    }
    change_acl(acl, dependent);
}

}  // namespace

const catalog::Group& find_group(const sql::Name& name, const ExecContext& context) {
    const auto* group = context.catalog.current().groups.find(catalog::kInvalidOid, name.text);
    if (group == nullptr) {
        throw Error(Code::undefined_object, "group \"{}\" does not exist", name.text).at(name.span);
    }
    return *group;
}

const catalog::Role& find_role(const sql::Name& name, const ExecContext& context) {
    const auto* role = context.catalog.current().roles.find(catalog::kInvalidOid, name.text);
    if (role == nullptr) {
        throw Error(Code::undefined_object, "role \"{}\" does not exist", name.text).at(name.span);
    }
    return *role;
}

AclEntry resolve_grantee(const sql::Grant::Grantee& grantee, const ExecContext& context) {
    AclEntry entry;
    switch (grantee.kind) {
        case sql::Grant::Grantee::public_: entry.kind = AclEntry::public_; break;
        case sql::Grant::Grantee::user:
            entry.kind = AclEntry::user;
            entry.grantee = find_user(grantee.name.text, grantee.name.span, context).id;
            break;
        case sql::Grant::Grantee::group:
            entry.kind = AclEntry::group;
            entry.grantee = find_group(grantee.name, context).id;
            break;
        case sql::Grant::Grantee::role:
            entry.kind = AclEntry::role;
            entry.grantee = find_role(grantee.name, context).id;
            break;
    }
    return entry;
}

void change_acl(std::vector<AclEntry>& acl, const AclChange& change) {
    for (const AclChange::Grantee& grantee : change.grantees) {
        if (change.revoke) {
            take(acl, grantee, change);
        } else {
            give(acl, grantee, change);
        }
    }
}

bool holds_grant_option(const std::vector<AclEntry>& acl, std::int32_t user, std::string_view letters) {
    return std::all_of(letters.begin(), letters.end(), [&](char letter) {
        return std::any_of(acl.begin(), acl.end(), [&](const AclEntry& entry) {
            return entry.kind == AclEntry::user && entry.grantee == user &&
                   entry.grant_options.find(letter) != std::string::npos;
        });
    });
}

std::string privilege_letters(std::string_view privilege, catalog::PrivilegeTarget target, bool columns) {
    const catalog::PrivilegeTargetRow& object = catalog::privilege_target_row(target);
    if (privilege == "all") return columns ? "rw" : std::string(object.all);
    for (const catalog::PrivilegeRow& row : catalog::privilege_rows()) {
        if (row.name != privilege || row.targets.find(object.letter) == std::string_view::npos) continue;
        if (columns && !row.columns) break;
        return std::string(1, row.letter);
    }
    throw Error(Code::invalid_parameter_value, "invalid privilege type {} for {}", privilege,
                columns ? "column" : object.word);
}

std::vector<AclEntry>& scoped_acl(std::vector<catalog::ScopedGrant>& grants, const std::string& objects) {
    for (catalog::ScopedGrant& grant : grants) {
        if (grant.objects == objects) return grant.acl;
    }
    return grants.emplace_back(catalog::ScopedGrant{objects, {}}).acl;
}

void prune_scoped_grants(std::vector<catalog::ScopedGrant>& grants) {
    // That a list for IAM roles or a language exists is what tells that access is controlled.
    std::erase_if(grants, [](const catalog::ScopedGrant& grant) {
        return grant.acl.empty() && !grant.objects.starts_with("iam role") && !grant.objects.starts_with("language ");
    });
}

}  // namespace blueshift::exec
