#pragma once
/// The one error type: what a failed statement or request tells its client.
#include <fmt/format.h>

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/span.h"

namespace blueshift {

/// One row of base/error_codes.inc.
enum class Code : std::uint16_t {
#define BLUESHIFT_CODE(name, sqlstate) name,
#include "base/error_codes.inc"
#undef BLUESHIFT_CODE
};

/// Returns the five-character SQLSTATE of `code`.
std::string_view sqlstate(Code code);

/// Returns the code with this SQLSTATE; nothing when no row has it.
std::optional<Code> code_from_sqlstate(std::string_view sqlstate);

/// What went wrong, in PostgreSQL's fields. Messages are lower case without a full stop; detail and hint are sentences.
class Error : public std::exception {
public:
    template <class... Args>
    Error(Code code, fmt::format_string<Args...> format, Args&&... args)
        : code_(code), message_(fmt::format(format, std::forward<Args>(args)...)) {}

    /// Sets the position in the statement, unless an inner one is already set.
    Error& at(Span span) {
        if (!position_) position_ = span;
        return *this;
    }
    /// Forgets the position: it was one in another text than the client's statement.
    Error& without_position() {
        position_.reset();
        return *this;
    }
    Error& detail(std::string text) {
        detail_ = std::move(text);
        return *this;
    }
    Error& hint(std::string text) {
        hint_ = std::move(text);
        return *this;
    }
    /// Names the relation and, when known, the column that the error is about.
    Error& on(std::string schema, std::string table, std::string column = {}) {
        schema_ = std::move(schema);
        table_ = std::move(table);
        column_ = std::move(column);
        return *this;
    }

    Code code() const { return code_; }
    const std::string& message() const { return message_; }
    const std::string& detail() const { return detail_; }
    const std::string& hint() const { return hint_; }
    const std::string& schema() const { return schema_; }
    const std::string& table() const { return table_; }
    const std::string& column() const { return column_; }
    std::optional<Span> position() const { return position_; }
    const char* what() const noexcept override { return message_.c_str(); }

private:
    Code code_;
    std::string message_;
    std::string detail_;
    std::string hint_;
    std::string schema_;
    std::string table_;
    std::string column_;
    std::optional<Span> position_;
};

/// A message for the client that does not end the statement.
struct Notice {
    std::string severity;  ///< INFO, NOTICE, WARNING, LOG or DEBUG
    Code code = Code::successful_completion;
    std::string message;
    std::string detail;
};

/// Ends the process when one of our own assumptions is wrong. Nothing a client sends may reach one.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace blueshift

#define BLUESHIFT_ASSERT(condition) \
    ((condition) ? void(0) : ::blueshift::assertion_failed(#condition, __FILE__, __LINE__))
