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

}  // namespace blueshift::functions
