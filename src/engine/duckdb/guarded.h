#pragma once
/// Keeps exceptions of ours out of the engine's frames.
#include <exception>

#include "engine/duckdb/errors.h"

namespace blueshift::engine {

/// Calls `body`, and hands what it throws to `report` as the text that map_error() turns back into the Error.
template <class Body, class Report>
void guarded(Body body, Report report) {
    try {
        body();
    } catch (const Error& error) {
        report(raise_text(error).c_str());
    } catch (const std::exception& error) {
        report(raise_text(Error(Code::internal_error, "{}", error.what())).c_str());
    }
}

}  // namespace blueshift::engine
