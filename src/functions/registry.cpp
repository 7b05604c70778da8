// Resolves the rows of the tables into signatures, once per process.
#include "functions/registry.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "base/error.h"
#include "functions/tables.h"

namespace blueshift::functions {

namespace {

using Table = std::span<const Row> (*)();

/// Every table of rows. To add one: its function here and in tables.h.
constexpr Table kTables[] = {
    aggregate_rows,
    conditional_rows,
    datetime_rows,
    formatting_rows,
    hash_rows,
    json_rows,
    math_rows,
    operator_rows,
    spatial_rows,
    string_rows,
    system_rows,
    varbyte_rows,
    window_rows,
};

/// pg_proc oids lie below those of user objects and above those that clients know by heart.
constexpr std::uint32_t kOidMin = 20'000;
constexpr std::uint32_t kOidCount = 79'000;

std::string_view trim(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// Takes the text before the next comma off `text`.
std::string_view next_word(std::string_view& text) {
    const std::size_t comma = text.find(',');
    const std::string_view word = trim(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    return word;
}

Argument parse_argument(std::string_view word) {
    Argument argument;
    if (word.ends_with("...")) {
        argument.variadic = true;
        word.remove_suffix(3);
    } else if (word.ends_with("?")) {
        argument.optional = true;
        word.remove_suffix(1);
    }
    if (word == "any") {
        argument.kind = Argument::any;
    } else if (word == "same") {
        argument.kind = Argument::same;
    } else if (word == "string") {
        argument.kind = Argument::string;
        argument.type = TypeId::varchar;
    } else if (word == "part") {
        argument.kind = Argument::part;
        argument.type = TypeId::varchar;
    } else {
        const std::optional<Type> type = type_from_name(word, {});
        BLUESHIFT_ASSERT(type.has_value());
        argument.type = type->id;
    }
    return argument;
}

Signature parse_row(const Row& row) {
    Signature signature;
    signature.row = &row;
    for (std::string_view rest = row.arguments; !rest.empty();) {
        const Argument argument = parse_argument(next_word(rest));
        if (!argument.optional && !argument.variadic) ++signature.argument_count_min;
        signature.arguments.push_back(argument);
    }
    const bool variadic = !signature.arguments.empty() && signature.arguments.back().variadic;
    signature.argument_count_max =
        variadic ? std::numeric_limits<std::size_t>::max() : signature.arguments.size();
    if (!row.result.starts_with('=') && !row.result.starts_with('@')) {
        const std::optional<Type> type = type_from_name(row.result, {});
        BLUESHIFT_ASSERT(type.has_value());
        signature.result = type->id;
    }
    return signature;
}

std::uint32_t hash(std::string_view text, std::uint32_t seed) {
    for (const char byte : text) seed = (seed ^ static_cast<unsigned char>(byte)) * 16'777'619U;
    return seed;
}

class Registry {
public:
    Registry() {
        for (const Table table : kTables) {
            for (const Row& row : table()) signatures_.push_back(parse_row(row));
        }
        std::ranges::stable_sort(signatures_, {}, [](const Signature& s) {
            return std::pair(s.row->name, s.row->kind);
        });
        // The oid comes from the signature's text, so that adding a row leaves the others alone.
        for (Signature& signature : signatures_) {
            std::uint32_t slot =
                hash(signature.row->arguments, hash(signature.row->name, 2'166'136'261U));
            while (!by_oid_.emplace(kOidMin + slot % kOidCount, &signature).second) ++slot;
            signature.oid = kOidMin + slot % kOidCount;
        }
    }

    std::span<const Signature> find(std::string_view name) const {
        const auto range = std::ranges::equal_range(signatures_, name, {},
                                                    [](const Signature& s) { return s.row->name; });
        return {range.begin(), range.end()};
    }
    std::span<const Signature> all() const { return signatures_; }
    const Signature* find_oid(std::uint32_t oid) const {
        const auto found = by_oid_.find(oid);
        return found == by_oid_.end() ? nullptr : found->second;
    }

private:
    std::vector<Signature> signatures_;
    std::unordered_map<std::uint32_t, const Signature*> by_oid_;
};

const Registry& registry() {
    static const Registry instance;
    return instance;
}

}  // namespace

std::span<const Signature> find(std::string_view name) { return registry().find(name); }

std::span<const Signature> all() { return registry().all(); }

const Signature* find_oid(std::uint32_t oid) { return registry().find_oid(oid); }

std::span<const Signature> of_kind(std::span<const Signature> signatures, Kind kind) {
    const auto range =
        std::ranges::equal_range(signatures, kind, {}, [](const Signature& s) { return s.row->kind; });
    return {range.begin(), range.end()};
}

const Argument& argument_at(const Signature& signature, std::size_t index) {
    return signature.arguments[std::min(index, signature.arguments.size() - 1)];
}

}  // namespace blueshift::functions
