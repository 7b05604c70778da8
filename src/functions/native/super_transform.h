#pragma once
/// OBJECT_TRANSFORM.  Doc: dg/r_object_transform_function
#include <string>
#include <string_view>

namespace blueshift::functions {

/// The paths `keep` of an object, with the values of `set` put in: arrays of paths such as `"a"."b"`, and of paths and values by turns. What is no
/// object, and an object when both are empty, comes back as it is. Throws invalid_parameter_value (22023) for bad paths.
std::string super_transform(std::string_view object, std::string_view keep, std::string_view set);

}  // namespace blueshift::functions
