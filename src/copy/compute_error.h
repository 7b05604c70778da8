#pragma once
/// Errors of reading and writing objects in the form that the vendor's compute nodes give them, which clients search for its lines.
#include <string>

#include "copy/environment.h"

namespace blueshift::copy {

/// `error` with a detail of lines: error, code, context, query, location, process. Other parts are kept.
Error compute_error(const Error& error, const std::string& context, const Environment& environment);

}  // namespace blueshift::copy
