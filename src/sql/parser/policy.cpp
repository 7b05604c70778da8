// Row-level security and masking policies.  Doc: dg/r_CREATE_RLS_POLICY, dg/r_CREATE_MASKING_POLICY
#include "sql/parser/access.h"

namespace blueshift::sql {
namespace {

/// (RLS | MASKING) POLICY
PolicyKind parse_policy_kind(TokenStream& tokens) {
    const bool masking = tokens.accept("MASKING"_kw);
    if (!masking && !tokens.accept_word("rls")) tokens.fail();
    tokens.expect("POLICY"_kw);
    return masking ? PolicyKind::masking : PolicyKind::rls;
}

/// "(" expression ("," expression)* ")", behind USING. A masking policy writes one expression per masked column.
std::vector<ExprPtr> parse_using(TokenStream& tokens, PolicyKind kind) {
    tokens.expect("USING"_kw);
    tokens.expect('(');
    std::vector<ExprPtr> expressions;
    do {
        expressions.push_back(parse_expression(tokens));
    } while (kind == PolicyKind::masking && tokens.accept(','));
    tokens.expect(')');
    return expressions;
}

/// "(" name type ("," name type)* ")", behind WITH
std::vector<PolicyColumnDefinition> parse_policy_columns(TokenStream& tokens) {
    std::vector<PolicyColumnDefinition> columns;
    tokens.expect('(');
    do {
        PolicyColumnDefinition& column = columns.emplace_back();
        column.name = tokens.name();
        column.type = parse_type_name(tokens);
    } while (tokens.accept(','));
    tokens.expect(')');
    return columns;
}

/// column, or a path into a SUPER column: name ("." name)*
std::vector<QualifiedName> parse_paths(TokenStream& tokens) {
    std::vector<QualifiedName> paths;
    tokens.expect('(');
    do {
        QualifiedName& path = paths.emplace_back();
        const std::uint32_t begin = tokens.begin();
        path.parts.push_back(tokens.name());
        while (tokens.accept('.')) path.parts.push_back(tokens.label());
        path.span = tokens.span_from(begin);
    } while (tokens.accept(','));
    tokens.expect(')');
    return paths;
}

}  // namespace

/// CREATE RLS POLICY name [WITH columns [[AS] alias]] USING (predicate)
/// | CREATE MASKING POLICY [IF NOT EXISTS] name WITH columns USING (expressions)
StatementPtr parse_create_policy(TokenStream& tokens) {
    auto statement = std::make_unique<CreatePolicy>();
    tokens.expect("CREATE"_kw);
    statement->policy = parse_policy_kind(tokens);
    statement->if_not_exists = tokens.accept({"IF"_kw, "NOT"_kw, "EXISTS"_kw});
    statement->name = tokens.qualified_name();
    if (statement->policy == PolicyKind::masking || tokens.at("WITH"_kw)) {
        tokens.expect("WITH"_kw);
        statement->columns = parse_policy_columns(tokens);
        if (statement->policy == PolicyKind::rls && !tokens.at("USING"_kw)) {
            tokens.accept("AS"_kw);
            statement->alias = tokens.name();
        }
    }
    statement->expressions = parse_using(tokens, statement->policy);
    return statement;
}

/// ALTER (RLS | MASKING) POLICY name USING (expressions)
StatementPtr parse_alter_policy(TokenStream& tokens) {
    auto statement = std::make_unique<AlterPolicy>();
    tokens.expect("ALTER"_kw);
    statement->policy = parse_policy_kind(tokens);
    statement->name = tokens.qualified_name();
    statement->expressions = parse_using(tokens, statement->policy);
    return statement;
}

/// DROP (RLS | MASKING) POLICY [IF EXISTS] name [CASCADE | RESTRICT]
StatementPtr parse_drop_policy(TokenStream& tokens) {
    auto statement = std::make_unique<Drop>();
    tokens.expect("DROP"_kw);
    statement->object =
        parse_policy_kind(tokens) == PolicyKind::rls ? ObjectKind::rls_policy : ObjectKind::masking_policy;
    statement->if_exists = tokens.accept({"IF"_kw, "EXISTS"_kw});
    statement->names = tokens.qualified_names();
    statement->cascade = tokens.accept("CASCADE"_kw);
    if (!statement->cascade) tokens.accept("RESTRICT"_kw);
    return statement;
}

/// ATTACH RLS POLICY name ON [TABLE] tables TO grantees
/// | ATTACH MASKING POLICY name ON table "(" paths ")" [USING "(" paths ")"] TO grantee [PRIORITY n]
/// | DETACH … FROM …
StatementPtr parse_attach_policy(TokenStream& tokens) {
    auto statement = std::make_unique<AttachPolicy>();
    statement->detach = tokens.at_word("detach");
    tokens.take();
    statement->policy = parse_policy_kind(tokens);
    statement->name = tokens.qualified_name();
    tokens.expect("ON"_kw);
    tokens.accept("TABLE"_kw);
    if (statement->policy == PolicyKind::masking) {
        statement->tables.push_back(tokens.qualified_name());
        statement->outputs = parse_paths(tokens);
        if (!statement->detach && tokens.accept("USING"_kw)) statement->inputs = parse_paths(tokens);
    } else {
        statement->tables = tokens.qualified_names();
    }
    tokens.expect(statement->detach ? "FROM"_kw : "TO"_kw);
    do {
        statement->grantees.push_back(parse_grantee(tokens));
    } while (tokens.accept(','));
    if (statement->policy == PolicyKind::masking && !statement->detach && accept_phrase(tokens, "priority")) {
        statement->priority = static_cast<int>(parse_limit_count(tokens));
    }
    return statement;
}

}  // namespace blueshift::sql
