#include "copy/json_paths.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "copy/json_slice.h"

namespace blueshift::copy {

namespace {

constexpr std::string_view kNoIndex = "Invalid JSONPath format: Not an array or index out of range.";
constexpr std::string_view kNoMember = "Invalid JSONPath format: Member is not an object.";

Error bad_path(std::string_view text, std::string_view why) {
    return Error(Code::invalid_parameter_value, "Invalid JSONPath format: {}", why)
        .detail(fmt::format("The path is {}.", text));
}

/// Reads one path: $, then ['name'], [0] and .name.
class PathParser {
public:
    explicit PathParser(std::string_view text) : text_(text), rest_(text) {}

    JsonPath parse() {
        if (!accept('$')) throw bad_path(text_, "it does not begin with $");
        while (!rest_.empty()) {
            if (accept('.')) {
                steps_.emplace_back(read_dot_name());
            } else if (accept('[')) {
                read_bracket();
            } else {
                throw bad_path(text_, "a step begins with [ or a point");
            }
        }
        if (steps_.empty()) throw bad_path(text_, "it has no steps");
        if (dots_ && brackets_) throw bad_path(text_, "bracket and dot notation cannot be mixed");
        return std::move(steps_);
    }

    bool uses_dots() const { return dots_; }
    bool uses_brackets() const { return brackets_; }

private:
    bool accept(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::string read_dot_name() {
        dots_ = true;
        const std::size_t size = std::min(rest_.find_first_of(".["), rest_.size());
        const std::string_view name = rest_.substr(0, size);
        if (name.empty() || name.find_first_of("]'*") != std::string_view::npos) {
            throw bad_path(text_, "a name in dot notation is empty or has a special character");
        }
        rest_.remove_prefix(size);
        return std::string(name);
    }

    void read_bracket() {
        if (rest_.starts_with('\'') || rest_.starts_with('"')) {
            brackets_ = true;
            const char quote = rest_.front();
            rest_.remove_prefix(1);
            const std::size_t size = rest_.find(quote);
            if (size == std::string_view::npos) throw bad_path(text_, "a quote is missing");
            steps_.emplace_back(std::string(rest_.substr(0, size)));
            rest_.remove_prefix(size + 1);
        } else {
            std::size_t index = 0;
            const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), index);
            if (error != std::errc()) throw bad_path(text_, "an index must be a number from 0 on");
            rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
            steps_.emplace_back(index);
        }
        if (!accept(']')) throw bad_path(text_, "a bracket is not closed");
    }

    std::string_view text_;
    std::string_view rest_;
    JsonPath steps_;
    bool dots_ = false;
    bool brackets_ = false;
};

}  // namespace

std::optional<std::vector<JsonPath>> parse_json_paths(std::string_view file) {
    const auto document = nlohmann::json::parse(file, nullptr, false);
    if (!document.is_object()) {
        throw Error(Code::invalid_parameter_value, "the JSONPaths file is not a single JSON object");
    }
    const auto list = document.find("jsonpaths");
    if (list == document.end()) return std::nullopt;
    if (!list->is_array() || list->empty()) {
        throw Error(Code::invalid_parameter_value, "\"jsonpaths\" of the JSONPaths file is not an array of paths");
    }
    std::vector<JsonPath> paths;
    bool dots = false;
    bool brackets = false;
    for (const auto& item : *list) {
        if (!item.is_string() || item.get_ref<const std::string&>().empty()) {
            throw Error(Code::invalid_parameter_value, "the JSONPaths file has an element that is empty or not a string");
        }
        PathParser parser(item.get_ref<const std::string&>());
        paths.push_back(parser.parse());
        dots |= parser.uses_dots();
        brackets |= parser.uses_brackets();
    }
    if (dots && brackets) {
        throw Error(Code::invalid_parameter_value, "the JSONPaths file mixes bracket and dot notation");
    }
    return paths;
}

std::string_view follow_path(std::string_view root, const JsonPath& path, std::string& problem) {
    std::string_view at = root;
    for (const JsonStep& step : path) {
        std::string_view found;
        if (const auto* name = std::get_if<std::string>(&step)) {
            if (at.empty() || at.front() != '{') {
                // A null on the way is a member that is missing.
                if (at != "null") problem = kNoMember;
                return {};
            }
            for_each_member(at, [&](const std::string& member, std::string_view value) {
                if (member == *name) found = value;
                return found.empty();
            });
            if (found.empty()) return {};
        } else {
            std::size_t left = std::get<std::size_t>(step);
            if (!at.empty() && at.front() == '[') {
                for_each_element(at, [&](std::string_view value) {
                    if (left == 0) found = value;
                    return left-- != 0;
                });
            }
            if (found.empty()) {
                problem = kNoIndex;
                return {};
            }
        }
        at = found;
    }
    return at;
}

}  // namespace blueshift::copy
