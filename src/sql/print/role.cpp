// Roles, grants of roles and permissions, default privileges and ALTER SYSTEM as text.
#include "sql/lexer/characters.h"
#include "sql/print/access_writer.h"
#include "sql/print/statement_writer.h"

namespace blueshift::sql {
namespace {

void write_words(SqlWriter& out, const std::vector<std::string>& words) {
    out.list(words, [&](const std::string& word) { out.text(upper(word)); });
}

/// What stands between GRANT and TO.
void write_granted(SqlWriter& out, const GrantRole& node) {
    switch (node.what) {
        case GrantRole::role:
            if (node.admin_option) out.text("ADMIN OPTION FOR ");
            out.text("ROLE ");
            return out.names(node.roles);
        case GrantRole::system_permission: return write_words(out, node.permissions);
        case GrantRole::assume_role:
            out.text("ASSUMEROLE ON ");
            return out.list(node.arns, [&](const std::string& arn) {
                if (arn == "default" || arn == "ALL") return out.text(upper(arn));
                out.string(arn);
            });
        case GrantRole::policy_lookup:
            out.text("SELECT ON TABLE ");
            return out.list(node.tables, [&](const QualifiedName& table) { out.name(table); });
    }
}

}  // namespace

void write(SqlWriter& out, const CreateRole& node) {
    out.text("CREATE ROLE ");
    out.identifier(node.name);
    if (!node.external_id) return;
    out.text(" EXTERNALID ");
    out.string(*node.external_id);
}

void write(SqlWriter& out, const AlterRole& node) {
    out.text("ALTER ROLE ");
    out.identifier(node.name);
    if (!node.new_name.text.empty()) {
        out.text(" RENAME TO ");
        out.identifier(node.new_name);
    }
    if (!node.new_owner.text.empty()) {
        out.text(" OWNER TO ");
        out.identifier(node.new_owner);
    }
    if (!node.external_id) return;
    out.text(" EXTERNALID TO ");
    out.string(*node.external_id);
}

void write(SqlWriter& out, const GrantRole& node) {
    out.text(node.revoke ? "REVOKE " : "GRANT ");
    write_granted(out, node);
    out.text(node.revoke ? " FROM " : " TO ");
    if (node.what == GrantRole::policy_lookup) {
        out.text(node.masking ? "MASKING POLICY " : "RLS POLICY ");
        return out.names(node.policies);
    }
    out.list(node.grantees, [&](const GrantRole::Grantee& grantee) {
        write_grantee(out, grantee.grantee);
        out.flag(grantee.admin_option, "WITH ADMIN OPTION");
    });
    if (node.what != GrantRole::assume_role) return;
    out.text(" FOR ");
    write_words(out, node.services);
}

void write(SqlWriter& out, const AlterDefaultPrivileges& node) {
    out.text("ALTER DEFAULT PRIVILEGES");
    if (!node.users.empty()) {
        out.text(" FOR USER ");
        out.names(node.users);
    }
    if (!node.schemas.empty()) {
        out.text(" IN SCHEMA ");
        out.names(node.schemas);
    }
    out.text(node.revoke ? " REVOKE " : " GRANT ");
    if (node.grant_option) out.text("GRANT OPTION FOR ");
    write_words(out, node.privileges);
    out.text(" ON " + upper(node.objects) + (node.revoke ? " FROM " : " TO "));
    out.list(node.grantees, [&](const Grant::Grantee& grantee) { write_grantee(out, grantee); });
}

void write(SqlWriter& out, const AlterSystem& node) {
    out.text("ALTER SYSTEM SET ");
    write_setting_name(out, node.name);
    write_setting_values(out, {node.value}, false);
}

}  // namespace blueshift::sql
