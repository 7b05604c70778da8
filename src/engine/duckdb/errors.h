#pragma once
/// Turns the engine's errors into ours.
#include <duckdb.h>

#include <string>
#include <string_view>

#include "base/error.h"

namespace blueshift::engine {

/// The Error for what the engine reported. `message` is its text; one that raise_text() made becomes its original.
Error map_error(duckdb_error_type type, std::string_view message);

/// The same when only the text is known, which starts with the error's class (`Conversion Error: …`).
Error map_error(std::string_view message);

/// The text that carries `error` through the engine from a function of ours to map_error().
std::string raise_text(const Error& error);

}  // namespace blueshift::engine
