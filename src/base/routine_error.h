#pragma once
/// What errors of routines have besides the others': any SQLSTATE, and the calls that led to them.
#include <string>
#include <utility>

#include "base/error.h"

namespace blueshift {

/// An error that came out of a procedure, or about one. RAISE may give any SQLSTATE, so it is kept as text; `code()` is only its kind for the
/// server itself.
class RoutineError : public Error {
public:
    RoutineError(std::string state, std::string message)
        : Error(code_from_sqlstate(state).value_or(Code::data_exception), "{}", message), sqlstate_(std::move(state)) {}
    /// Any error on its way out of a procedure.
    explicit RoutineError(const Error& error) : Error(error), sqlstate_(blueshift::sqlstate(error.code())) {
        if (const auto* inner = dynamic_cast<const RoutineError*>(&error)) *this = *inner;
    }

    // As Error's, but so that what they return is thrown as a RoutineError.
    RoutineError& at(Span span) { return Error::at(span), *this; }
    RoutineError& detail(std::string text) { return Error::detail(std::move(text)), *this; }
    RoutineError& hint(std::string text) { return Error::hint(std::move(text)), *this; }
    using Error::detail;
    using Error::hint;

    const std::string& sqlstate() const { return sqlstate_; }
    /// Lines such as `PL/pgSQL function "p" line 3 at assignment`, innermost first.
    const std::string& context() const { return context_; }
    void add_context(std::string_view line) {
        if (!context_.empty()) context_ += '\n';
        context_ += line;
    }

private:
    std::string sqlstate_;
    std::string context_;
};

/// SQLSTATEs of routines.
inline constexpr const char* kRaiseException = "P0001";
inline constexpr const char* kCaseNotFound = "20000";
inline constexpr const char* kInvalidTransactionTermination = "2D000";
inline constexpr const char* kInvalidFunctionDefinition = "42P13";

}  // namespace blueshift
