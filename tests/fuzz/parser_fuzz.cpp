/// Feeds arbitrary text to the lexer, the parser and the printer. Whatever comes, the only way out is statements or an Error, and what
/// is printed of a statement parses to the same text again; the sanitizers report the rest.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "sql/parser/parser.h"
#include "sql/print/print.h"

namespace {

using namespace blueshift;

/// Ends the process when `statement` does not survive being printed and parsed.
void check_printed(const sql::Statement& statement, const sql::ParseOptions& options) {
    const std::string text = sql::print(statement);
    const sql::StatementPtr again = sql::parse_statement(text, options);
    if (!again || sql::print(*again) != text) std::abort();
}

void parse(std::string_view text, const sql::ParseOptions& options) {
    std::vector<sql::StatementPtr> statements;
    try {
        statements = sql::parse_script(text, options);
    } catch (const Error&) {
        return;
    }
    for (const sql::StatementPtr& statement : statements) check_printed(*statement, options);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    parse(text, {});
    parse(text, {.case_sensitive_identifiers = true});
    sql::redact_secrets(text);
    return 0;
}
