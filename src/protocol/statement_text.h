#pragma once
/// What every statement's text must be before anyone parses it.
#include <cstddef>
#include <string_view>

namespace blueshift::protocol {

/// Doc: dg/c_redshift-sql — the maximum size of a single statement.
inline constexpr std::size_t kStatementBytesMax = 16u << 20;

/// Throws program_limit_exceeded (54000) for a text that is too long, character_not_in_repertoire
/// (22021) when it is not UTF-8.
void check_statement_text(std::string_view sql);

}  // namespace blueshift::protocol
