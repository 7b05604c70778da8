#include "catalog/system/grants.h"

namespace blueshift::catalog::system {

std::vector<Grant> grants_of(const SystemContext& context, const std::vector<AclEntry>& acl, std::int32_t owner) {
    std::vector<Grant> grants;
    const AccessRules rules(context.catalog.snapshot(), context.catalog.user());
    for (const AclEntry& entry : acl) {
        if (!context.superuser && owner != context.catalog.user() && !rules.applies(entry.kind, entry.grantee)) continue;
        for (const char letter : entry.privileges) {
            grants.push_back({identity_of(context, entry.kind, entry.grantee), privilege_word(letter),
                              entry.grant_options.find(letter) != std::string::npos,
                              user_name(context, entry.grantor == 0 ? owner : entry.grantor)});
        }
    }
    return grants;
}

}  // namespace blueshift::catalog::system
