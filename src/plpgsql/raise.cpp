// RAISE.  Doc: dg/c_PLpgSQL-statements "RAISE"
#include "plpgsql/interpreter.h"

namespace blueshift::plpgsql {

/// The format with its placeholders filled.
std::string Interpreter::raise_text(const Raise& statement) {
    std::string text;
    std::size_t argument = 0;
    const std::string& format = statement.format;
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%') {
            text += format[at];
        } else if (at + 1 < format.size() && format[at + 1] == '%') {
            text += '%';
            ++at;
        } else {
            const Cell cell = evaluate(*statement.arguments[argument++]);
            text += cell.value.is_null() ? "<NULL>" : host_.to_text(cell);
        }
    }
    return text;
}

void Interpreter::run_raise(const Raise& statement) {
    if (statement.again) {
        located_ = true;
        throw RoutineError(handled_.back());
    }
    std::string text = raise_text(statement);
    const auto option = [&](const FragmentPtr& expression, const char* name) -> std::string {
        if (expression == nullptr) return "";
        const Cell cell = evaluate(*expression);
        if (cell.value.is_null()) {
            throw Error(Code::null_value_not_allowed, "RAISE statement option cannot be null: {}", name);
        }
        return host_.to_text(cell);
    };
    const std::string message = option(statement.message, "MESSAGE");
    const std::string errcode = option(statement.errcode, "ERRCODE");
    const std::string detail = option(statement.detail, "DETAIL");
    const std::string hint = option(statement.hint, "HINT");
    if (!message.empty()) text = message;
    const std::string state = errcode.size() == 5 ? errcode : kRaiseException;
    if (text.empty()) text = state;
    host_.message(statement.level, text, detail, statement.line);
    if (statement.level != RaiseLevel::exception) return;
    RoutineError error(state, text);
    error.detail(detail).hint(hint);
    // RAISE itself is not part of the context.
    located_ = true;
    throw error;
}

}  // namespace blueshift::plpgsql
