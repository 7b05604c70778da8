// GRANT and REVOKE of privileges on objects, in a scope, and of system permissions.  Doc: dg/r_GRANT
#include "sql/parser/access.h"

namespace blueshift::sql {
namespace {

struct GrantObject {
    std::string_view words;  ///< behind ON, in lower case
    bool signature = false;  ///< names are followed by argument types
};

// Objects that privileges are granted on; without words it is a table. Longer phrases first.
// clang-format off
constexpr GrantObject kObjects[] = {
    {"all tables in schema"}, {"all functions in schema"}, {"all procedures in schema"}, {"copy job"},
    {"table"}, {"schema"}, {"database"}, {"language"}, {"function", true}, {"procedure", true},
    {"model"}, {"datashare"}, {"template"}, {"external table"}, {"external schema"}, {"external column"},
};
// What FOR … IN names.
constexpr std::string_view kScopes[] = {
    "copy jobs", "functions", "languages", "procedures", "schemas", "tables", "templates",
};
// clang-format on

class GrantParser {
public:
    explicit GrantParser(TokenStream& tokens) : tokens_(tokens) {}

    /// GRANT privileges (ON object | FOR objects IN scope) TO grantees
    /// | REVOKE [GRANT OPTION FOR] privileges (ON object | FOR objects IN scope) FROM grantees [CASCADE | RESTRICT]
    /// | (GRANT | REVOKE) permissions (TO | FROM) ROLE names
    StatementPtr parse() {
        grant_->revoke = tokens_.at("REVOKE"_kw);
        tokens_.take();
        if (grant_->revoke) grant_->grant_option = tokens_.accept({"GRANT"_kw, "OPTION"_kw, "FOR"_kw});
        parse_privileges();
        if (tokens_.at_any({"TO"_kw, "FROM"_kw})) return parse_system_permissions();
        if (tokens_.accept("FOR"_kw)) {
            parse_scope();
        } else {
            tokens_.expect("ON"_kw);
            parse_object();
        }
        tokens_.expect(grant_->revoke ? "FROM"_kw : "TO"_kw);
        if (at_policy()) return parse_policy_lookup();
        if (at_other_account()) {
            return parse_unsupported(tokens_, grant_->revoke ? "revoke from other accounts" : "grant to other accounts");
        }
        parse_grantees();
        grant_->cascade = grant_->revoke && tokens_.accept("CASCADE"_kw);
        if (grant_->revoke && !grant_->cascade) tokens_.accept("RESTRICT"_kw);
        return std::move(grant_);
    }

private:
    /// privilege ["(" columns ")"] ("," …)*
    void parse_privileges() {
        do {
            Grant::Privilege privilege;
            privilege.name = parse_privilege_words(tokens_);
            if (tokens_.at('(')) privilege.columns = tokens_.name_list();
            grant_->privileges.push_back(std::move(privilege));
        } while (tokens_.accept(','));
    }

    StatementPtr parse_system_permissions() {
        auto statement = std::make_unique<GrantRole>();
        statement->what = GrantRole::system_permission;
        statement->revoke = grant_->revoke;
        for (Grant::Privilege& privilege : grant_->privileges) {
            statement->permissions.push_back(std::move(privilege.name));
        }
        tokens_.expect(statement->revoke ? "FROM"_kw : "TO"_kw);
        do {
            tokens_.expect("ROLE"_kw);
            GrantRole::Grantee& grantee = statement->grantees.emplace_back();
            grantee.grantee.kind = Grant::Grantee::role;
            grantee.grantee.name = parse_role_name(tokens_);
        } while (tokens_.accept(','));
        return statement;
    }

    /// IAM_ROLE 'arn', ACCOUNT 'id', NAMESPACE 'guid': shares and lakes of other services
    bool at_other_account() const {
        const bool word = tokens_.at_word("iam_role") || tokens_.at_word("account") || tokens_.at_word("namespace");
        return word && tokens_.at_kind(TokenKind::string, 1);
    }

    bool at_policy() const {
        return (tokens_.at_word("rls") || tokens_.at("MASKING"_kw)) && tokens_.at("POLICY"_kw, 1);
    }

    /// (RLS | MASKING) POLICY names, behind SELECT ON [TABLE] tables TO
    StatementPtr parse_policy_lookup() {
        auto statement = std::make_unique<GrantRole>();
        const bool select = grant_->privileges.size() == 1 && grant_->privileges[0].name == "select" &&
                            grant_->privileges[0].columns.empty();
        if (!select || grant_->object != "table") tokens_.fail();
        statement->what = GrantRole::policy_lookup;
        statement->revoke = grant_->revoke;
        statement->tables = std::move(grant_->names);
        statement->masking = tokens_.at("MASKING"_kw);
        tokens_.take();
        tokens_.take();
        do {
            statement->policies.push_back(tokens_.name());
        } while (tokens_.accept(','));
        return statement;
    }

    /// objects IN (SCHEMA name | DATABASE name), behind FOR. `object` is then `for tables in schema` and its kind.
    void parse_scope() {
        for (const std::string_view scope : kScopes) {
            if (!accept_phrase(tokens_, scope)) continue;
            grant_->object = "for " + std::string(scope) + " in ";
            break;
        }
        if (grant_->object.empty()) tokens_.fail();
        tokens_.expect("IN"_kw);
        grant_->object += tokens_.at("SCHEMA"_kw) ? "schema" : "database";
        if (!tokens_.accept("SCHEMA"_kw)) tokens_.expect("DATABASE"_kw);
        grant_->names.push_back(tokens_.qualified_name());
    }

    /// A table may be called like a kind of object; then TO or FROM follows it.
    bool accept_object(const GrantObject& row) {
        const std::size_t start = tokens_.position();
        const bool found = accept_phrase(tokens_, row.words) && !tokens_.at_any({"TO"_kw, "FROM"_kw}) &&
                           !tokens_.at(',') && !tokens_.at('.');
        if (!found) tokens_.rewind(start);
        return found;
    }

    void parse_object() {
        grant_->object = "table";
        bool signature = false;
        for (const GrantObject& row : kObjects) {
            if (!accept_object(row)) continue;
            grant_->object = row.words;
            signature = row.signature;
            break;
        }
        do {
            grant_->names.push_back(tokens_.qualified_name());
            if (signature) grant_->signatures.push_back(parse_signature());
        } while (tokens_.accept(','));
    }

    /// "(" [[IN | OUT | INOUT] [name] type ("," …)*] ")"
    std::vector<TypeName> parse_signature() {
        std::vector<TypeName> types;
        tokens_.expect('(');
        while (!tokens_.at(')')) {
            if (tokens_.at_any({"IN"_kw, "OUT"_kw, "INOUT"_kw})) tokens_.take();
            TypeName type = parse_type_name(tokens_);
            const bool named = !tokens_.at(',') && !tokens_.at(')');
            types.push_back(named ? parse_type_name(tokens_) : std::move(type));
            if (!tokens_.accept(',')) break;
        }
        tokens_.expect(')');
        return types;
    }

    /// grantee [WITH GRANT OPTION] ("," …)*
    void parse_grantees() {
        do {
            Grant::Grantee grantee = parse_grantee(tokens_);
            grantee.grant_option = tokens_.accept({"WITH"_kw, "GRANT"_kw, "OPTION"_kw});
            grant_->grant_option = grant_->grant_option || grantee.grant_option;
            grant_->grantees.push_back(std::move(grantee));
        } while (tokens_.accept(','));
    }

    TokenStream& tokens_;
    std::unique_ptr<Grant> grant_ = std::make_unique<Grant>();
};

}  // namespace

StatementPtr parse_grant(TokenStream& tokens) { return GrantParser(tokens).parse(); }

}  // namespace blueshift::sql
