// GRANT and REVOKE.  Doc: dg/r_GRANT
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

struct GrantObject {
    std::string_view words;  ///< behind ON, in lower case
    bool signature = false;  ///< names are followed by argument types
};

// Objects that privileges are granted on; without words it is a table. Longer phrases first.
// clang-format off
constexpr GrantObject kObjects[] = {
    {"all tables in schema"}, {"all functions in schema"}, {"all procedures in schema"},
    {"table"}, {"schema"}, {"database"}, {"language"}, {"function", true}, {"procedure", true},
};
constexpr std::string_view kForeignObjects[] = {
    "copy job", "datashare", "external", "model", "template",
};
// clang-format on

/// Takes the words of `phrase` when all of them come next.
bool accept_phrase(TokenStream& tokens, std::string_view phrase) {
    const std::size_t start = tokens.position();
    while (!phrase.empty()) {
        const std::string_view word = phrase.substr(0, phrase.find(' '));
        if (!tokens.accept_word(word)) {
            tokens.rewind(start);
            return false;
        }
        phrase.remove_prefix(std::min(word.size() + 1, phrase.size()));
    }
    return true;
}

class GrantParser {
public:
    explicit GrantParser(TokenStream& tokens) : tokens_(tokens) {}

    /// GRANT privileges ON object TO grantees | REVOKE [GRANT OPTION FOR] privileges ON object FROM grantees [CASCADE | RESTRICT]
    StatementPtr parse() {
        grant_->revoke = tokens_.at("REVOKE"_kw);
        tokens_.take();
        if (grant_->revoke) grant_->grant_option = tokens_.accept({"GRANT"_kw, "OPTION"_kw, "FOR"_kw});
        parse_privileges();
        if (tokens_.at("FOR"_kw)) return unsupported("scoped permissions");
        if (tokens_.at_any({"TO"_kw, "FROM"_kw})) return unsupported("system permissions");
        tokens_.expect("ON"_kw);
        for (const std::string_view phrase : kForeignObjects) {
            if (at_foreign_object(phrase)) return unsupported("on " + std::string(phrase));
        }
        parse_object();
        tokens_.expect(grant_->revoke ? "FROM"_kw : "TO"_kw);
        if (at_foreign_grantee()) return unsupported("to policies and roles of other services");
        parse_grantees();
        grant_->cascade = grant_->revoke && tokens_.accept("CASCADE"_kw);
        if (grant_->revoke && !grant_->cascade) tokens_.accept("RESTRICT"_kw);
        return std::move(grant_);
    }

private:
    StatementPtr unsupported(const std::string& what) {
        return parse_unsupported(tokens_, (grant_->revoke ? "revoke " : "grant ") + what);
    }

    /// privilege ["(" columns ")"] ("," …)*, privilege = word+
    void parse_privileges() {
        do {
            Grant::Privilege privilege;
            privilege.name = parse_privilege_word();
            while (tokens_.at_kind(TokenKind::word) &&
                   !tokens_.at_any({"ON"_kw, "TO"_kw, "FROM"_kw, "FOR"_kw})) {
                privilege.name += " " + parse_privilege_word();
            }
            if (privilege.name == "all privileges") privilege.name = "all";
            if (tokens_.at('(')) privilege.columns = tokens_.name_list();
            grant_->privileges.push_back(std::move(privilege));
        } while (tokens_.accept(','));
    }

    std::string parse_privilege_word() {
        if (!tokens_.at_kind(TokenKind::word)) tokens_.fail();
        std::string word = tokens_.lower_text();
        tokens_.take();
        return word;
    }

    /// A table may have such a name; then nothing but ON's end follows it.
    bool at_foreign_object(std::string_view phrase) {
        const std::size_t start = tokens_.position();
        const bool found = accept_phrase(tokens_, phrase) && tokens_.at_label() &&
                           !tokens_.at_any({"TO"_kw, "FROM"_kw});
        tokens_.rewind(start);
        return found;
    }

    bool at_foreign_grantee() const {
        return tokens_.at_word("iam_role") || ((tokens_.at_word("rls") || tokens_.at("MASKING"_kw)) && tokens_.at("POLICY"_kw, 1));
    }

    void parse_object() {
        grant_->object = "table";
        bool signature = false;
        for (const GrantObject& row : kObjects) {
            if (!accept_phrase(tokens_, row.words)) continue;
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

    /// ([USER] name [WITH GRANT OPTION] | GROUP name | ROLE name | PUBLIC) ("," …)*
    void parse_grantees() {
        do {
            Grant::Grantee grantee;
            if (tokens_.accept("GROUP"_kw)) {
                grantee.kind = Grant::Grantee::group;
            } else if (tokens_.at("ROLE"_kw) && tokens_.at_name(1)) {
                tokens_.take();
                grantee.kind = Grant::Grantee::role;
            } else if (tokens_.at_word("public")) {
                grantee.kind = Grant::Grantee::public_;
            } else {
                tokens_.accept("USER"_kw);
            }
            grantee.name = tokens_.user_name();
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
