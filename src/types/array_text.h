#pragma once
/// PostgreSQL's text form of arrays, `{a,"b c",NULL}`, one dimension.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blueshift {

/// The elements; nothing stands for NULL. Throws invalid_text_representation (22P02) `malformed
/// array literal: "…"`, also for nested arrays.
std::vector<std::optional<std::string>> array_elements(std::string_view text);

/// Puts elements together, with quotes where they are needed.
std::string array_text(std::span<const std::optional<std::string>> elements);

}  // namespace blueshift
