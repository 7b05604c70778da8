#include "plpgsql/scope.h"

#include <algorithm>

#include "base/error.h"

namespace blueshift::plpgsql {

std::size_t Scopes::declare(Variable variable, Span span) {
    if (variables_.size() >= kVariableCountMax) {
        throw Error(Code::program_limit_exceeded, "a stored procedure can have at most {} variables",
                    kVariableCountMax)
            .at(span);
    }
    const std::size_t slot = variables_.size();
    if (!variable.name.empty()) alias(variable.name, slot, span);
    variables_.push_back(std::move(variable));
    return slot;
}

void Scopes::alias(const std::string& name, std::size_t slot, Span span) {
    if (!scopes_.back().slots.emplace(name, slot).second) {
        throw Error(Code::syntax_error, "duplicate declaration at or near \"{}\"", name).at(span);
    }
}

std::optional<std::size_t> Scopes::find_in(const Scope& scope, std::string_view name) const {
    const auto found = scope.slots.find(name);
    if (found == scope.slots.end()) return std::nullopt;
    return found->second;
}

Scopes::Found Scopes::place(std::size_t slot, const std::vector<sql::Name>& parts, std::size_t first) const {
    Found found{{slot, {}}, first + 1};
    if (variables_[slot].kind == VariableKind::record && parts.size() > first + 1) {
        found.use.field = parts[first + 1].text;
        ++found.parts;
    }
    return found;
}

std::optional<Scopes::Found> Scopes::look_up(const std::vector<sql::Name>& parts) const {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
        if (const auto slot = find_in(*scope, parts[0].text)) {
            // `v.c` with a plain variable v is a column of a table v.
            const Variable& variable = variables_[*slot];
            if (parts.size() > 1 && variable.kind == VariableKind::scalar && variable.type.id != TypeId::super) {
                return std::nullopt;
            }
            return place(*slot, parts, 0);
        }
        if (parts.size() > 1 && !scope->label.empty() && scope->label == parts[0].text) {
            if (const auto slot = find_in(*scope, parts[1].text)) return place(*slot, parts, 1);
        }
    }
    return std::nullopt;
}

std::size_t Scopes::positional(int number, Span span) const {
    if (number < 1 || static_cast<std::size_t>(number) > positional_.size()) {
        throw Error(Code::undefined_parameter, "there is no parameter ${}", number).at(span);
    }
    return positional_[static_cast<std::size_t>(number - 1)];
}

bool Scopes::has_label(std::string_view label) const {
    return std::any_of(scopes_.begin(), scopes_.end(), [&](const Scope& scope) { return scope.label == label; });
}

void Scopes::begin_fragment() {
    parameters_.clear();
    substitutions_.clear();
}

int Scopes::parameter_for(const VariableUse& use) {
    const auto found = std::find(parameters_.begin(), parameters_.end(), use);
    const int index = static_cast<int>(found - parameters_.begin()) + 1;
    if (found == parameters_.end()) parameters_.push_back(use);
    return index;
}

int Scopes::substitute(const VariableUse& use, Span span) {
    const int index = parameter_for(use);
    substitutions_.push_back({span, index});
    return index;
}

std::optional<sql::ParameterNames::Match> Scopes::find(const std::vector<sql::Name>& parts, Span span) {
    const auto found = look_up(parts);
    if (!found) return std::nullopt;
    return Match{substitute(found->use, span), found->parts};
}

int Scopes::find_positional(int number, Span span) {
    return substitute({positional(number, span), {}}, span);
}

}  // namespace blueshift::plpgsql
