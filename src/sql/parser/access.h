#pragma once
/// What the parsers of users, roles, grants and policies share.
#include "sql/ast/access.h"
#include "sql/ast/policy.h"
#include "sql/parser/statement_parser.h"

namespace blueshift::sql {

/// Takes the words of `phrase` (lower case) when all of them come next.
bool accept_phrase(TokenStream& tokens, std::string_view phrase);
/// user_name, or a system role: sys:word
Name parse_role_name(TokenStream& tokens);
/// [USER] name | GROUP name | ROLE name | PUBLIC
Grant::Grantee parse_grantee(TokenStream& tokens);
/// The words of a privilege or system permission, in lower case; ALL PRIVILEGES is `all`.
std::string parse_privilege_words(TokenStream& tokens);
/// name ("," name)*
std::vector<Name> parse_user_names(TokenStream& tokens);

// role.cpp
StatementPtr parse_create_role(TokenStream& tokens);
StatementPtr parse_alter_role(TokenStream& tokens);
StatementPtr parse_drop_role(TokenStream& tokens);
StatementPtr parse_grant_role(TokenStream& tokens);
StatementPtr parse_grant_assume_role(TokenStream& tokens);
StatementPtr parse_alter_default_privileges(TokenStream& tokens);
StatementPtr parse_alter_system(TokenStream& tokens);
// policy.cpp
StatementPtr parse_create_policy(TokenStream& tokens);
StatementPtr parse_alter_policy(TokenStream& tokens);
StatementPtr parse_drop_policy(TokenStream& tokens);
StatementPtr parse_attach_policy(TokenStream& tokens);

}  // namespace blueshift::sql
