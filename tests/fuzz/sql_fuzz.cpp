/// Feeds arbitrary text to the lexer and the parser. Whatever comes, the only way out is a tree or
/// an Error with a position inside the text, and a tree that is printed and parsed again prints the
/// same; the sanitizers report the rest.
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"
#include "sql/parser/parser.h"
#include "sql/print/print.h"

namespace {

using namespace blueshift;

[[noreturn]] void report(std::string_view what, std::string_view first, std::string_view second) {
    fmt::print(stderr, "{}\n  {}\n  {}\n", what, first, second);
    std::abort();
}

void check_printed(const sql::Statement& statement) {
    const std::string printed = sql::print(statement);
    try {
        const std::string again = sql::print(*sql::parse_statement(printed, {}));
        if (again != printed)
            report("printed, parsed and printed again it differs", printed, again);
    } catch (const Error& error) {
        // The parentheses that printing adds may pass the limit on nesting.
        if (error.code() == Code::statement_too_complex) return;
        report("what is printed does not parse", printed, error.message());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        for (const auto& statement : sql::parse_script(text, {}))
            check_printed(*statement);
    } catch (const Error& error) {
        const auto position = error.position();
        if (position && (position->begin > size || position->end > size)) {
            report("the error's position is outside the text", text, error.message());
        }
    }
    return 0;
}
