// Users, groups and privileges as text.
#include "sql/lexer/characters.h"
#include "sql/print/access_writer.h"
#include "sql/print/statement_writer.h"

namespace blueshift::sql {
namespace {

void write_literal(SqlWriter& out, std::string_view words, const std::optional<std::string>& value) {
    if (!value) return;
    out.text(words);
    out.string(*value);
}

void write_flag(SqlWriter& out, const std::optional<bool>& value, std::string_view yes, std::string_view no) {
    if (value) out.flag(true, *value ? yes : no);
}

void write_user_options(SqlWriter& out, const UserOptions& options) {
    if (options.password) {
        out.text(" PASSWORD ");
        out.secret(*options.password);
    }
    out.flag(options.password_disable, "PASSWORD DISABLE");
    write_flag(out, options.createdb, "CREATEDB", "NOCREATEDB");
    write_flag(out, options.superuser, "CREATEUSER", "NOCREATEUSER");
    write_flag(out, options.login, "LOGIN", "NOLOGIN");
    write_flag(out, options.syslog_unrestricted, "SYSLOG ACCESS UNRESTRICTED", "SYSLOG ACCESS RESTRICTED");
    if (!options.groups.empty()) {
        out.text(" IN GROUP ");
        out.names(options.groups);
    }
    write_literal(out, " VALID UNTIL ", options.valid_until);
    if (options.connection_limit) {
        out.text(" CONNECTION LIMIT ");
        out.text(*options.connection_limit < 0 ? "UNLIMITED" : std::to_string(*options.connection_limit));
    }
    if (options.session_timeout) out.text(" SESSION TIMEOUT " + std::to_string(*options.session_timeout));
    write_literal(out, " EXTERNALID ", options.external_id);
}

void write_privilege(SqlWriter& out, const Grant::Privilege& privilege) {
    out.text(upper(privilege.name));
    if (privilege.columns.empty()) return;
    out.text(" ");
    out.name_list(privilege.columns);
}

void write_objects(SqlWriter& out, const Grant& node) {
    out.text(upper(node.object) + " ");
    for (std::size_t i = 0; i < node.names.size(); ++i) {
        if (i > 0) out.text(", ");
        out.name(node.names[i]);
        if (i >= node.signatures.size()) continue;
        out.text("(");
        out.list(node.signatures[i], [&](const TypeName& type) { write_type(out, type); });
        out.text(")");
    }
}

}  // namespace

void write_grantee(SqlWriter& out, const Grant::Grantee& grantee) {
    if (grantee.kind == Grant::Grantee::public_) {
        out.text("PUBLIC");
    } else {
        if (grantee.kind == Grant::Grantee::group) out.text("GROUP ");
        if (grantee.kind == Grant::Grantee::role) out.text("ROLE ");
        out.identifier(grantee.name);
    }
    out.flag(grantee.grant_option, "WITH GRANT OPTION");
}

void write(SqlWriter& out, const CreateUser& node) {
    out.text("CREATE USER ");
    out.identifier(node.name);
    write_user_options(out, node.options);
}

void write(SqlWriter& out, const AlterUser& node) {
    out.text("ALTER USER ");
    out.identifier(node.name);
    if (!node.new_name.text.empty()) {
        out.text(" RENAME TO ");
        out.identifier(node.new_name);
    } else if (node.reset_session_timeout) {
        out.text(" RESET SESSION TIMEOUT");
    } else if (!node.set_name.empty()) {
        out.text(node.reset ? " RESET " : " SET ");
        write_setting_name(out, node.set_name);
        if (!node.reset) write_setting_values(out, node.set_values, false);
    }
    write_user_options(out, node.options);
}

void write(SqlWriter& out, const CreateGroup& node) {
    out.text("CREATE GROUP ");
    out.identifier(node.name);
    if (node.users.empty()) return;
    out.text(" WITH USER ");
    out.names(node.users);
}

void write(SqlWriter& out, const AlterGroup& node) {
    out.text("ALTER GROUP ");
    out.identifier(node.name);
    if (!node.new_name.text.empty()) {
        out.text(" RENAME TO ");
        return out.identifier(node.new_name);
    }
    out.text(node.add.empty() ? " DROP USER " : " ADD USER ");
    out.names(node.add.empty() ? node.drop : node.add);
}

void write(SqlWriter& out, const Grant& node) {
    out.text(node.revoke ? "REVOKE " : "GRANT ");
    if (node.revoke && node.grant_option) out.text("GRANT OPTION FOR ");
    out.list(node.privileges, [&](const Grant::Privilege& privilege) { write_privilege(out, privilege); });
    // A scope says FOR … itself.
    out.text(node.object.starts_with("for ") ? " " : " ON ");
    write_objects(out, node);
    out.text(node.revoke ? " FROM " : " TO ");
    out.list(node.grantees, [&](const Grant::Grantee& grantee) { write_grantee(out, grantee); });
    out.flag(node.cascade, "CASCADE");
}

}  // namespace blueshift::sql
