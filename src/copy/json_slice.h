#pragma once
/// Pieces of a JSON text, as they stand in it: numbers keep their digits and nested values their form. The text must be valid JSON.
#include <functional>
#include <string>
#include <string_view>

namespace blueshift::copy {

/// The value at the start of `text`, behind white space, up to its end.
std::string_view json_value(std::string_view text);

/// Calls `visit(name, value)` for each member of an object, in order, until it returns false. Names are decoded.
void for_each_member(std::string_view object, const std::function<bool(const std::string& name, std::string_view value)>& visit);
/// Calls `visit(value)` for each element of an array, in order, until it returns false.
void for_each_element(std::string_view array, const std::function<bool(std::string_view value)>& visit);

/// The text that a JSON string stands for.
std::string decode_json_string(std::string_view value);

}  // namespace blueshift::copy
