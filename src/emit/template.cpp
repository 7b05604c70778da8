/// Expands the templates of function and cast rows (functions/registry.h).
#include <fmt/format.h>

#include <cctype>

#include "base/error.h"
#include "emit/emitter.h"

namespace blueshift::emit {

namespace {

std::string_view date_order_name(DateOrder order) {
    switch (order) {
        case DateOrder::mdy: return "MDY";
        case DateOrder::dmy: return "DMY";
        case DateOrder::ymd: return "YMD";
    }
    return "MDY";
}

std::string joined(const std::vector<std::string>& arguments, std::size_t first) {
    std::string text;
    for (std::size_t i = first; i < arguments.size(); ++i) {
        if (i != first) text += ", ";
        text += arguments[i];
    }
    return text;
}

/// The text of a string literal without its quotes, as a date part must be one.
std::string bare_text(const std::string& argument) {
    if (argument.size() < 2 || argument.front() != '\'') {
        throw Error(Code::feature_not_supported, "this argument must be a constant");
    }
    return argument.substr(1, argument.size() - 2);
}

/// Placeholders that begin with a number: {2}, {2?} and {2*}.
std::string argument_placeholder(std::string_view name, const std::vector<std::string>& arguments) {
    std::size_t digits = 0;
    std::size_t number = 0;
    while (digits < name.size() && std::isdigit(static_cast<unsigned char>(name[digits])) != 0) {
        number = number * 10 + static_cast<std::size_t>(name[digits++] - '0');
    }
    const std::string_view mark = name.substr(digits);
    if (mark == "*") return joined(arguments, number - 1);
    const bool given = number <= arguments.size();
    if (mark == "?") return given ? ", " + arguments[number - 1] : std::string();
    BLUESHIFT_ASSERT(given);
    return arguments[number - 1];
}

}  // namespace

std::string Emitter::placeholder(std::string_view name, const TemplateValues& values) {
    if (std::isdigit(static_cast<unsigned char>(name[0])) != 0) {
        return argument_placeholder(name, values.arguments);
    }
    if (name == "*") return joined(values.arguments, 0);
    if (name == "d") return std::string(values.distinct);
    if (name == "over") return std::string(values.over);
    if (name == "nulls") return std::string(values.ignore_nulls);
    if (name == "p") return fmt::format("{}", decimal_precision(values.result));
    if (name == "s") return fmt::format("{}", decimal_scale(values.result));
    if (name == "n") return fmt::format("{}", length_limit(values.result).value_or(-1));
    if (name == "type") return engine_type(values.result);
    if (name == "token") return fmt::format("{}", context_.catalog_token);
    if (name == "zone") {
        context_.uses_session_values = true;
        return quote_literal(context_.text.time_zone.name());
    }
    if (name == "date_order") {
        context_.uses_session_values = true;
        return quote_literal(date_order_name(context_.text.date_order));
    }
    if (!name.starts_with('p')) throw Error(Code::internal_error, "a function row has the unknown placeholder {{{}}}", name);
    return bare_text(argument_placeholder(name.substr(1), values.arguments));
}

std::string Emitter::session_constant(std::string_view name, Type type) {
    context_.uses_session_values = true;
    const Value value = context_.session_value(name);
    // An argument of a catalog function rather than the result.
    const bool text = std::holds_alternative<std::string>(value.variant());
    return emit_constant(text && !is_string(type.id) ? Type{TypeId::varchar} : type, value);
}

std::string Emitter::expand(std::string_view text, const TemplateValues& values) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '{') {
            const std::size_t end = text.find('}', i);
            out += placeholder(text.substr(i + 1, end - i - 1), values);
            i = end + 1;
        } else if (text[i] == '$' && i + 1 < text.size() &&
                   std::isalpha(static_cast<unsigned char>(text[i + 1])) != 0) {
            std::size_t end = i + 1;
            while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 ||
                                         text[end] == '_')) {
                ++end;
            }
            out += session_constant(text.substr(i + 1, end - i - 1), values.result);
            i = end;
        } else {
            out += text[i++];
        }
    }
    return out;
}

}  // namespace blueshift::emit
