#include "analyze/object_names.h"
#include "base/error.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "functions/registry.h"

namespace blueshift::analyze {

namespace {

/// Types of functions that no value has; clients ask for their oids by name.
struct PseudoType {
    std::string_view name;
    std::int64_t oid;
};
constexpr PseudoType kPseudoTypes[] = {
    {"any", 2276}, {"anyarray", 2277}, {"trigger", 2279}, {"language_handler", 2280}, {"internal", 2281}, {"anyelement", 2283},
};

[[noreturn]] void throw_invalid_name() { throw Error(Code::invalid_name, "invalid name syntax"); }

std::string folded(std::string_view name) {
    std::string out(name);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(' '), text.size())); }

/// Takes one part off the front of `text`.
std::string take_part(std::string_view& text, bool case_sensitive) {
    if (!text.starts_with('"')) {
        const std::size_t end = text.find('.');
        std::string part = folded(text.substr(0, end));
        part.erase(part.find_last_not_of(' ') + 1);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end);
        return part;
    }
    std::string part;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != '"') {
            part += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '"') {
            part += text[i++];
        } else {
            text.remove_prefix(i + 1);
            return case_sensitive ? part : folded(part);
        }
    }
    throw_invalid_name();
}

/// The oid when the text is one.
std::optional<std::int64_t> written_oid(std::string_view text) {
    if (text == "-") return 0;
    std::uint32_t oid = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), oid);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return oid;
}

}  // namespace

std::vector<std::string> split_name(std::string_view text, bool case_sensitive) {
    std::vector<std::string> parts;
    while (true) {
        skip_blanks(text);
        parts.push_back(take_part(text, case_sensitive));
        if (parts.back().empty()) throw_invalid_name();
        skip_blanks(text);
        if (text.empty()) return parts;
        if (!text.starts_with('.')) throw_invalid_name();
        text.remove_prefix(1);
    }
}

std::int64_t relation_oid(std::string_view text, const AnalyzeContext& context) {
    if (const auto oid = written_oid(text)) return *oid;
    return context.catalog.relation(split_name(text, context.case_sensitive_identifiers), {})->oid;
}

std::int64_t type_oid(std::string_view text) {
    if (const auto oid = written_oid(text)) return *oid;
    const std::vector<std::string> parts = split_name(text, false);
    for (const PseudoType& pseudo : kPseudoTypes) {
        if (pseudo.name == parts.back()) return pseudo.oid;
    }
    const std::optional<Type> type = type_from_name(parts.back(), {});
    if (!type) throw Error(Code::undefined_object, "type \"{}\" does not exist", text);
    return type_info(type->id).oid;
}

std::int64_t function_oid(std::string_view text) {
    if (const auto oid = written_oid(text)) return *oid;
    const std::vector<std::string> parts = split_name(text, false);
    const auto found = functions::find(parts.back());
    if (found.empty()) throw Error(Code::undefined_function, "function \"{}\" does not exist", text);
    return found.front().oid;
}

}  // namespace blueshift::analyze
