#include "functions/native/arrays.h"

#include <algorithm>

#include "types/array_text.h"

namespace blueshift::functions {

namespace {

/// `1 2 3`: a vector has no braces, no quotes and no NULL.
std::optional<std::string> vector_element(std::string_view text, std::int32_t index) {
    while (!text.empty()) {
        const std::string_view element = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(element.size() + 1, text.size()));
        if (index-- == 0) return std::string(element);
    }
    return std::nullopt;
}

/// Elements of an array or a vector.
std::vector<std::optional<std::string>> elements_of(std::string_view text) {
    if (text.starts_with('{')) return array_elements(text);
    std::vector<std::optional<std::string>> elements;
    for (std::int32_t index = 0; std::optional<std::string> element = vector_element(text, index); ++index) {
        elements.push_back(std::move(element));
    }
    return elements;
}

}  // namespace

bool array_contains(std::string_view array, std::string_view element) {
    const auto elements = array_elements(array);
    return std::ranges::any_of(elements, [&](const auto& candidate) { return candidate == element; });
}

std::optional<std::string> element_of_array(std::string_view array, std::int32_t index) {
    if (!array.starts_with('{')) return index < 0 ? std::nullopt : vector_element(array, index);
    const auto elements = array_elements(array);
    if (index < 1 || static_cast<std::size_t>(index) > elements.size()) return std::nullopt;
    return elements[static_cast<std::size_t>(index) - 1];
}

std::string array_to_string(std::string_view array, std::string_view delimiter) {
    std::string text;
    bool first = true;
    for (const auto& element : elements_of(array)) {
        if (!element) continue;
        if (!first) text += delimiter;
        text += *element;
        first = false;
    }
    return text;
}

std::optional<std::int32_t> array_lower(std::string_view array, std::int32_t dimension) {
    if (dimension != 1 || elements_of(array).empty()) return std::nullopt;
    return array.starts_with('{') ? 1 : 0;
}

std::optional<std::int32_t> array_upper(std::string_view array, std::int32_t dimension) {
    const std::optional<std::int32_t> lower = array_lower(array, dimension);
    if (!lower) return std::nullopt;
    return *lower + static_cast<std::int32_t>(elements_of(array).size()) - 1;
}

}  // namespace blueshift::functions
