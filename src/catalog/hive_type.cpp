#include "catalog/hive_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace blueshift::catalog {

namespace {

/// No type of ours is nested deeper.  Doc: dg/nested-data-restrictions
constexpr int kNestingDepthMax = 100;

struct NameRow {
    std::string_view name;  ///< in lower case, words separated by one blank
    TypeId type;
    std::string_view hive;  ///< what the data catalog calls it
};
// clang-format off
constexpr NameRow kNames[] = {  // To add a type: a row; the first row of a type id names it in the data catalog.
    {"boolean", TypeId::boolean, "boolean"},                {"bool", TypeId::boolean, "boolean"},
    {"smallint", TypeId::smallint, "smallint"},             {"int2", TypeId::smallint, "smallint"},
    {"tinyint", TypeId::smallint, "tinyint"},               {"int", TypeId::integer, "int"},
    {"integer", TypeId::integer, "int"},                    {"int4", TypeId::integer, "int"},
    {"bigint", TypeId::bigint, "bigint"},                   {"int8", TypeId::bigint, "bigint"},
    {"decimal", TypeId::decimal, "decimal"},                {"numeric", TypeId::decimal, "decimal"},
    {"float", TypeId::real, "float"},                       {"real", TypeId::real, "float"},
    {"float4", TypeId::real, "float"},                      {"double", TypeId::double_, "double"},
    {"double precision", TypeId::double_, "double"},        {"float8", TypeId::double_, "double"},
    {"char", TypeId::char_, "char"},                        {"character", TypeId::char_, "char"},
    {"varchar", TypeId::varchar, "varchar"},                {"character varying", TypeId::varchar, "varchar"},
    {"string", TypeId::varchar, "string"},                  {"date", TypeId::date, "date"},
    {"timestamp", TypeId::timestamp, "timestamp"},          {"timestamp without time zone", TypeId::timestamp, "timestamp"},
    {"timestamptz", TypeId::timestamptz, "timestamptz"},    {"timestamp with time zone", TypeId::timestamptz, "timestamptz"},
    {"binary", TypeId::varbyte, "binary"},                  {"varbyte", TypeId::varbyte, "binary"},
};
// clang-format on

const NameRow* find_name(std::string_view name) {
    const auto row = std::ranges::find(kNames, name, &NameRow::name);
    return row == std::end(kNames) ? nullptr : row;
}

Type type_of(const NameRow& row, const std::vector<int>& arguments) {
    const auto argument = [&](std::size_t index, int otherwise) {
        return arguments.size() > index ? arguments[index] : otherwise;
    };
    switch (row.type) {
        case TypeId::decimal: return decimal_type(argument(0, 18), argument(1, 0));
        case TypeId::char_: return char_type(argument(0, 1));
        case TypeId::varchar: return varchar_type(argument(0, row.hive == "string" ? kVarcharBytesMax : 256));
        default: return Type{row.type};
    }
}

/// Recursive descent over one text. Writes the normalized form beside the type.
class Reader {
public:
    explicit Reader(std::string_view text) {
        // Case and blanks mean nothing, but those inside a name of several words stay one blank.
        bool blank = false;
        for (const char letter : text) {
            const bool is_blank = letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r' || letter == '"';
            if (!is_blank && blank && is_word(letter) && !text_.empty() && is_word(text_.back())) text_ += ' ';
            blank = is_blank;
            if (!is_blank) text_ += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
        }
    }

    std::optional<HiveType> read() {
        HiveType type;
        if (!read_type(type, 0) || at_ != text_.size()) return std::nullopt;
        return type;
    }
    std::string take_normalized() { return std::move(normalized_); }

private:
    static bool is_word(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
               letter == '_' || letter == '$' || static_cast<unsigned char>(letter) >= 0x80;
    }

    bool accept(char letter) {
        if (at_ >= text_.size() || text_[at_] != letter) return false;
        ++at_;
        normalized_ += letter;
        return true;
    }

    std::string_view word(bool with_blanks) {
        const std::size_t begin = at_;
        while (at_ < text_.size() && (is_word(text_[at_]) || (with_blanks && text_[at_] == ' '))) ++at_;
        return std::string_view(text_).substr(begin, at_ - begin);
    }

    bool read_type(HiveType& type, int depth) {
        if (depth > kNestingDepthMax) return false;
        const std::string_view name = word(true);
        if (name == "array" || name == "map" || name == "struct") return read_nested(type, name, depth);
        const NameRow* row = find_name(name);
        if (row == nullptr) return false;
        normalized_ += row->hive;
        std::vector<int> arguments;
        if (!read_arguments(arguments)) return false;
        type.type = type_of(*row, arguments);
        return true;
    }

    bool read_arguments(std::vector<int>& arguments) {
        if (!accept('(')) return true;
        do {
            const std::string_view digits = word(false);
            int value = 0;
            if (digits == "max") {
                value = kVarcharBytesMax;
            } else if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ptr !=
                           digits.data() + digits.size() || digits.empty()) {
                return false;
            }
            arguments.push_back(value);
            normalized_ += std::to_string(value);
        } while (accept(','));
        return accept(')');
    }

    bool read_nested(HiveType& type, std::string_view name, int depth) {
        type.type = Type{TypeId::super};
        normalized_ += name;
        if (!accept('<')) return false;
        if (name == "array") {
            type.kind = HiveType::array;
            return read_type(type.fields.emplace_back("element", HiveType{}).second, depth + 1) && accept('>');
        }
        if (name == "map") {
            type.kind = HiveType::map;
            if (!read_type(type.fields.emplace_back("key", HiveType{}).second, depth + 1) || !accept(',')) return false;
            return read_type(type.fields.emplace_back("value", HiveType{}).second, depth + 1) && accept('>');
        }
        type.kind = HiveType::structure;
        do {
            const std::string field(word(false));
            normalized_ += field;
            if (field.empty() || !accept(':')) return false;
            if (!read_type(type.fields.emplace_back(field, HiveType{}).second, depth + 1)) return false;
        } while (accept(','));
        return accept('>');
    }

    std::string text_;
    std::size_t at_ = 0;
    std::string normalized_;
};

}  // namespace

const HiveType* HiveType::field(std::string_view name) const {
    for (const auto& [field_name, field_type] : fields) {
        if (field_name == name) return &field_type;
    }
    return nullptr;
}

std::optional<HiveType> parse_hive_type(std::string_view text) { return Reader(text).read(); }

std::string normalized_hive_type(std::string_view text) {
    Reader reader(text);
    return reader.read() ? reader.take_normalized() : std::string();
}

std::string hive_type_name(Type type) {
    const auto row = std::ranges::find(kNames, type.id, &NameRow::type);
    if (row == std::end(kNames)) return {};
    const std::string name(row->hive);
    if (type.id == TypeId::decimal) return fmt::format("{}({},{})", name, decimal_precision(type), decimal_scale(type));
    if (type.id != TypeId::char_ && type.id != TypeId::varchar) return name;
    return fmt::format("{}({})", name, length_limit(type).value_or(kVarcharBytesMax));
}

}  // namespace blueshift::catalog
