// CREATE VIEW, DROP of every kind, COMMENT.
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {
namespace {

struct ObjectWords {
    Keyword first;
    Keyword second;  ///< or none
    ObjectKind kind;
};

// clang-format off
constexpr ObjectWords kDropObjects[] = {
    {"TABLE"_kw,        Keyword::none, ObjectKind::table},
    {"VIEW"_kw,         Keyword::none, ObjectKind::view},
    {"MATERIALIZED"_kw, "VIEW"_kw,     ObjectKind::materialized_view},
    {"SCHEMA"_kw,       Keyword::none, ObjectKind::schema},
    {"DATABASE"_kw,     Keyword::none, ObjectKind::database},
    {"USER"_kw,         Keyword::none, ObjectKind::user},
    {"GROUP"_kw,        Keyword::none, ObjectKind::group},
};
constexpr ObjectWords kCommentObjects[] = {
    {"TABLE"_kw,        Keyword::none, ObjectKind::table},
    {"VIEW"_kw,         Keyword::none, ObjectKind::view},
    {"COLUMN"_kw,       Keyword::none, ObjectKind::column},
    {"CONSTRAINT"_kw,   Keyword::none, ObjectKind::constraint},
    {"DATABASE"_kw,     Keyword::none, ObjectKind::database},
    {"SCHEMA"_kw,       Keyword::none, ObjectKind::schema},
};
// clang-format on

template <std::size_t Size>
ObjectKind parse_object_kind(TokenStream& tokens, const ObjectWords (&rows)[Size]) {
    for (const ObjectWords& row : rows) {
        if (!tokens.accept(row.first)) continue;
        if (row.second != Keyword::none) tokens.expect(row.second);
        return row.kind;
    }
    tokens.fail();
}

/// Names of users or groups
std::vector<QualifiedName> parse_accounts(TokenStream& tokens) {
    std::vector<QualifiedName> names;
    do {
        Name name = tokens.user_name();
        const Span span = name.span;
        names.push_back({{std::move(name)}, span});
    } while (tokens.accept(','));
    return names;
}

/// name ("." name)*, with one part more than a table's name
QualifiedName parse_column_path(TokenStream& tokens) {
    QualifiedName path;
    const std::uint32_t begin = tokens.begin();
    path.parts.push_back(tokens.name());
    do {
        tokens.expect('.');
        path.parts.push_back(tokens.label());
    } while (tokens.at('.'));
    path.span = tokens.span_from(begin);
    return path;
}

}  // namespace

/// CREATE [OR REPLACE] VIEW name ["(" columns ")"] AS query [WITH NO SCHEMA BINDING]
StatementPtr parse_create_view(TokenStream& tokens) {
    auto statement = std::make_unique<CreateView>();
    tokens.expect("CREATE"_kw);
    statement->or_replace = tokens.accept({"OR"_kw, "REPLACE"_kw});
    tokens.expect("VIEW"_kw);
    statement->name = tokens.qualified_name();
    statement->temporary = statement->name.object().starts_with('#');
    if (tokens.at('(')) statement->columns = tokens.name_list();
    tokens.expect("AS"_kw);
    const std::uint32_t begin = tokens.begin();
    statement->query = parse_query(tokens);
    statement->query_span = tokens.span_from(begin);
    statement->no_schema_binding = tokens.accept({"WITH"_kw, "NO"_kw, "SCHEMA"_kw, "BINDING"_kw});
    return statement;
}

/// DROP kind [IF EXISTS] name ("," name)* [CASCADE | RESTRICT], of schemas also DROP EXTERNAL DATABASE, of databases FORCE
StatementPtr parse_drop(TokenStream& tokens) {
    auto statement = std::make_unique<Drop>();
    tokens.expect("DROP"_kw);
    statement->object = parse_object_kind(tokens, kDropObjects);
    statement->if_exists = tokens.accept({"IF"_kw, "EXISTS"_kw});
    const bool account = statement->object == ObjectKind::user || statement->object == ObjectKind::group;
    statement->names = account ? parse_accounts(tokens) : tokens.qualified_names();
    if (statement->object == ObjectKind::schema) {
        statement->drop_external_database = tokens.accept({"DROP"_kw, "EXTERNAL"_kw, "DATABASE"_kw});
    }
    if (statement->object == ObjectKind::database) statement->force = tokens.accept("FORCE"_kw);
    statement->cascade = tokens.accept("CASCADE"_kw);
    if (!statement->cascade) tokens.accept("RESTRICT"_kw);
    return statement;
}

/// COMMENT ON (TABLE | VIEW | DATABASE) name | COLUMN table.column | CONSTRAINT name ON table IS ('text' | NULL)
StatementPtr parse_comment(TokenStream& tokens) {
    auto statement = std::make_unique<Comment>();
    tokens.expect({"COMMENT"_kw, "ON"_kw});
    statement->object = parse_object_kind(tokens, kCommentObjects);
    statement->name = statement->object == ObjectKind::column ? parse_column_path(tokens) : tokens.qualified_name();
    if (statement->object == ObjectKind::constraint) {
        tokens.expect("ON"_kw);
        statement->table = tokens.qualified_name();
    }
    tokens.expect("IS"_kw);
    if (!tokens.accept("NULL"_kw)) statement->text = tokens.string_constant();
    return statement;
}

}  // namespace blueshift::sql
