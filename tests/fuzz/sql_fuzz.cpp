/// Feeds arbitrary text to the lexer and the parser. Whatever comes, the only way out is a tree or an Error with a position
/// inside the text; the sanitizers report the rest.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "sql/parser/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        blueshift::sql::parse_script(text, {});
    } catch (const blueshift::Error& error) {
        const auto position = error.position();
        if (position && (position->begin > size || position->end > size)) std::abort();
    }
    return 0;
}
