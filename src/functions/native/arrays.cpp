#include "functions/native/arrays.h"

#include <fmt/format.h>

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

/// First and last index.
struct Bounds {
    std::int32_t lower;
    std::int32_t upper;
};

std::optional<Bounds> bounds_of(std::string_view array) {
    if (array.starts_with('{')) {
        const auto count = static_cast<std::int32_t>(array_elements(array).size());
        return count == 0 ? std::nullopt : std::optional(Bounds{1, count});
    }
    if (array.empty()) return std::nullopt;
    return Bounds{0, static_cast<std::int32_t>(std::ranges::count(array, ' '))};
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

std::optional<std::string> array_dims(std::string_view array) {
    const auto bounds = bounds_of(array);
    if (!bounds) return std::nullopt;
    return fmt::format("[{}:{}]", bounds->lower, bounds->upper);
}

std::optional<std::int32_t> array_lower(std::string_view array, std::int32_t dimension) {
    const auto bounds = bounds_of(array);
    return bounds && dimension == 1 ? std::optional(bounds->lower) : std::nullopt;
}

std::optional<std::int32_t> array_upper(std::string_view array, std::int32_t dimension) {
    const auto bounds = bounds_of(array);
    return bounds && dimension == 1 ? std::optional(bounds->upper) : std::nullopt;
}

std::string array_to_string(std::string_view array, std::string_view separator) {
    std::string out;
    const auto append = [&](std::string_view element) {
        if (!out.empty()) out += separator;
        out += element;
    };
    if (array.starts_with('{')) {
        for (const auto& element : array_elements(array)) {
            if (element) append(*element);
        }
    } else {
        for (std::int32_t index = 0; const auto element = vector_element(array, index); ++index) append(*element);
    }
    return out;
}

}  // namespace blueshift::functions
