#include "functions/native/super_arrays.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"

namespace blueshift::functions {

namespace {

using nlohmann::ordered_json;
using Elements = std::vector<ordered_json>;

std::optional<Elements> elements_of(std::string_view text) {
    const ordered_json value = ordered_json::parse(text);
    if (!value.is_array()) return std::nullopt;
    return Elements(value.begin(), value.end());
}

std::string to_text(const Elements& elements) {
    ordered_json array = ordered_json::array();
    for (const ordered_json& element : elements) array.push_back(element);
    return array.dump();
}

bool contains(const Elements& elements, const ordered_json& value) {
    return std::ranges::find(elements, value) != elements.end();
}

Elements distinct_of(const Elements& elements) {
    Elements distinct;
    for (const ordered_json& element : elements) {
        if (!contains(distinct, element)) distinct.push_back(element);
    }
    return distinct;
}

/// Takes one element equal to `value` away; false when there is none.
bool take(Elements& elements, const ordered_json& value) {
    const auto found = std::ranges::find(elements, value);
    if (found == elements.end()) return false;
    elements.erase(found);
    return true;
}

/// The elements of `left` that have, or have not, a partner of their own in `right`.
Elements paired(const Elements& left, Elements right, bool with_partner) {
    Elements result;
    for (const ordered_json& element : left) {
        if (take(right, element) == with_partner) result.push_back(element);
    }
    return result;
}

/// Applies a multiset operation to two arrays, and makes the result distinct when asked to.
template <class Operation>
std::optional<std::string> combine(std::string_view left, std::string_view right, bool distinct,
                                   Operation operation) {
    const auto a = elements_of(left);
    const auto b = elements_of(right);
    if (!a || !b) return std::nullopt;
    if (distinct) return to_text(operation(distinct_of(*a), distinct_of(*b)));
    return to_text(operation(*a, *b));
}

template <class Fold>
ordered_json with_names(const ordered_json& value, Fold fold) {
    if (value.is_array()) {
        ordered_json array = ordered_json::array();
        for (const ordered_json& element : value) array.push_back(with_names(element, fold));
        return array;
    }
    if (!value.is_object()) return value;
    ordered_json object = ordered_json::object();
    for (const auto& [key, element] : value.items()) {
        std::string name = key;
        std::ranges::transform(name, name.begin(),
                               [&](char c) { return static_cast<char>(fold(static_cast<unsigned char>(c))); });
        if (object.contains(name)) {
            throw Error(Code::invalid_parameter_value, "attribute names collide in the object");
        }
        object[name] = with_names(element, fold);
    }
    return object;
}

}  // namespace

std::optional<bool> super_array_contains(std::string_view array, std::string_view value, bool null_match) {
    const auto elements = elements_of(array);
    const ordered_json wanted = ordered_json::parse(value);
    if (!elements || (wanted.is_null() && !null_match)) return std::nullopt;
    return contains(*elements, wanted);
}

std::optional<std::int32_t> super_array_position(std::string_view array, std::string_view value) {
    const auto elements = elements_of(array);
    if (!elements) return std::nullopt;
    const auto found = std::ranges::find(*elements, ordered_json::parse(value));
    return found == elements->end() ? -1 : static_cast<std::int32_t>(found - elements->begin());
}

std::optional<std::string> super_array_positions(std::string_view array, std::string_view value) {
    const auto elements = elements_of(array);
    if (!elements) return std::nullopt;
    const ordered_json wanted = ordered_json::parse(value);
    Elements positions;
    for (std::size_t i = 0; i < elements->size(); ++i) {
        if ((*elements)[i] == wanted) positions.emplace_back(i);
    }
    return to_text(positions);
}

std::optional<std::string> super_array_distinct(std::string_view array) {
    const auto elements = elements_of(array);
    if (!elements) return std::nullopt;
    return to_text(distinct_of(*elements));
}

std::optional<std::string> super_array_union(std::string_view left, std::string_view right, bool distinct) {
    return combine(left, right, distinct, [](Elements a, const Elements& b) {
        const Elements more = paired(b, a, false);
        a.insert(a.end(), more.begin(), more.end());
        return a;
    });
}

std::optional<std::string> super_array_intersection(std::string_view left, std::string_view right,
                                                    bool distinct) {
    return combine(left, right, distinct,
                   [](const Elements& a, const Elements& b) { return paired(a, b, true); });
}

std::optional<std::string> super_array_except(std::string_view left, std::string_view right, bool distinct) {
    return combine(left, right, distinct,
                   [](const Elements& a, const Elements& b) { return paired(a, b, false); });
}

std::optional<bool> super_arrays_overlap(std::string_view left, std::string_view right) {
    const auto a = elements_of(left);
    const auto b = elements_of(right);
    if (!a || !b) return std::nullopt;
    return std::ranges::any_of(
        *a, [&](const ordered_json& element) { return !element.is_null() && contains(*b, element); });
}

std::optional<std::string> super_array_sort(std::string_view array, bool ascending, bool nulls_first) {
    auto elements = elements_of(array);
    if (!elements) return std::nullopt;
    const auto last_value = std::stable_partition(
        elements->begin(), elements->end(), [&](const ordered_json& e) { return e.is_null() == nulls_first; });
    const auto begin = nulls_first ? last_value : elements->begin();
    const auto end = nulls_first ? elements->end() : last_value;
    std::stable_sort(begin, end, [&](const ordered_json& a, const ordered_json& b) {
        return ascending ? a < b : b < a;
    });
    return to_text(*elements);
}

std::string super_lower_names(std::string_view value) {
    return with_names(ordered_json::parse(value), [](int c) { return std::tolower(c); }).dump();
}

std::string super_upper_names(std::string_view value) {
    return with_names(ordered_json::parse(value), [](int c) { return std::toupper(c); }).dump();
}

}  // namespace blueshift::functions
