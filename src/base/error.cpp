#include "base/error.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace blueshift {

namespace {

constexpr std::array kSqlstates = {
#define BLUESHIFT_CODE(name, sqlstate) std::string_view(sqlstate),
#include "base/error_codes.inc"
#undef BLUESHIFT_CODE
};

}  // namespace

std::string_view sqlstate(Code code) { return kSqlstates[static_cast<std::size_t>(code)]; }

std::optional<Code> code_from_sqlstate(std::string_view sqlstate) {
    for (std::size_t index = 0; index < kSqlstates.size(); ++index) {
        if (kSqlstates[index] == sqlstate) return static_cast<Code>(index);
    }
    return std::nullopt;
}

void assertion_failed(const char* expression, const char* file, int line) {
    std::fprintf(stderr, "assertion failed: %s at %s:%d\n", expression, file, line);
    std::abort();
}

}  // namespace blueshift
