#pragma once
/// Syntax tree to SQL text, on one line, in a canonical form: parsing what is printed gives the same tree.
#include <string>
#include <string_view>

#include "sql/ast/statement.h"

namespace blueshift::sql {

struct PrintOptions {
    bool redact_secrets = false;  ///< passwords, credentials and keys as '***', for logs and history
};

std::string print(const Expr& expr);
std::string print(const Query& query);
std::string print(const Statement& statement, const PrintOptions& options = {});
std::string print(const TypeName& type);
std::string print(const QualifiedName& name);

/// Quotes `name` unless it means the same without quotes.
std::string quote_identifier(std::string_view name);
/// Makes a string literal of `text` on one line: quotes and backslashes doubled, line ends and tabs as escapes.
std::string quote_literal(std::string_view text);

/// Replaces every literal behind a password, credential or key word in `sql` by '***', and leaves the rest as written. Text that cannot
/// be split into tokens is replaced as a whole from the first literal on.
std::string redact_secrets(std::string_view sql);

}  // namespace blueshift::sql
