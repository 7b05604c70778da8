// Text forms of arrays and of the catalog's vectors.
#include <algorithm>

#include "base/error.h"
#include "types/array_text.h"
#include "types/text_scan.h"
#include "types/text_types.h"

namespace blueshift {

namespace {

[[noreturn]] void throw_malformed(std::string_view text) {
    throw Error(Code::invalid_text_representation, "malformed array literal: \"{}\"", text);
}

bool is_null_word(std::string_view word) {
    constexpr std::string_view kNull = "null";
    return std::ranges::equal(word, kNull, {}, to_lower);
}

bool needs_quotes(std::string_view element) {
    return element.empty() || is_null_word(element) || std::ranges::any_of(element, [](char c) {
               return is_blank(c) || c == '{' || c == '}' || c == ',' || c == '"' || c == '\\';
           });
}

}  // namespace

std::vector<std::optional<std::string>> array_elements(std::string_view text) {
    const std::string_view braced = trim_blanks(text);
    if (braced.size() < 2 || braced.front() != '{' || braced.back() != '}') throw_malformed(text);
    const std::string_view body = braced.substr(1, braced.size() - 2);
    std::vector<std::optional<std::string>> elements;
    if (trim_blanks(body).empty()) return elements;

    std::size_t index = 0;
    while (true) {
        while (index < body.size() && is_blank(body[index]))
            ++index;
        std::string element;
        const bool quoted = index < body.size() && body[index] == '"';
        if (quoted) ++index;
        while (index < body.size() && (quoted ? body[index] != '"' : body[index] != ',')) {
            char c = body[index++];
            if (c == '\\') {
                if (index == body.size()) throw_malformed(text);
                c = body[index++];
            } else if (!quoted && (c == '{' || c == '}' || c == '"')) {
                throw_malformed(text);
            }
            element.push_back(c);
        }
        if (quoted) {
            if (index == body.size()) throw_malformed(text);
            ++index;
            while (index < body.size() && is_blank(body[index]))
                ++index;
            elements.emplace_back(std::move(element));
        } else {
            const std::string_view word = trim_blanks(element);
            if (word.empty()) throw_malformed(text);
            if (is_null_word(word)) {
                elements.emplace_back(std::nullopt);
            } else {
                elements.emplace_back(word);
            }
        }
        if (index == body.size()) return elements;
        if (body[index++] != ',') throw_malformed(text);
    }
}

std::string array_text(std::span<const std::optional<std::string>> elements) {
    std::string out = "{";
    for (const auto& element : elements) {
        if (out.size() > 1) out.push_back(',');
        if (!element) {
            out += "NULL";
        } else if (!needs_quotes(*element)) {
            out += *element;
        } else {
            out.push_back('"');
            for (const char c : *element) {
                if (c == '"' || c == '\\') out.push_back('\\');
                out.push_back(c);
            }
            out.push_back('"');
        }
    }
    out.push_back('}');
    return out;
}

Value array_from_text(Type type, std::string_view text, const TextSettings& settings) {
    auto elements = array_elements(text);
    const Type element_type{array_element(type.id)};
    for (auto& element : elements) {
        if (!element) continue;
        element = value_to_text(element_type, value_from_text(element_type, *element, settings),
                                settings);
    }
    return array_text(elements);
}

Value vector_from_text(Type type, std::string_view text) {
    const Type element_type{type.id == TypeId::int2vector ? TypeId::smallint : TypeId::oid};
    std::string out;
    std::string_view rest = trim_blanks(text);
    while (!rest.empty()) {
        const auto* end = std::ranges::find_if(rest, is_blank);
        const std::string_view word(rest.data(), static_cast<std::size_t>(end - rest.begin()));
        const Value number = element_type.id == TypeId::oid ? oid_from_text(element_type, word)
                                                            : integer_from_text(element_type, word);
        if (!out.empty()) out.push_back(' ');
        out += std::to_string(number.as_int());
        rest = trim_blanks(rest.substr(word.size()));
    }
    return out;
}

}  // namespace blueshift
