// Text form of SUPER: JSON.  Doc: dg/r_SUPER_type
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "types/text_scan.h"
#include "types/text_types.h"

namespace blueshift {

namespace {

constexpr std::size_t kSuperBytesMax = 16 * 1024 * 1024;
constexpr int kSuperDepthMax = 1000;

/// Follows the parser's events for the nesting only; the values stay text.
struct DepthCheck : nlohmann::json_sax<nlohmann::json> {
    int depth = 0;
    bool too_deep = false;

    bool enter() {
        too_deep = ++depth > kSuperDepthMax;
        return !too_deep;
    }
    bool leave() {
        --depth;
        return true;
    }
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return enter(); }
    bool key(string_t&) override { return true; }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
        return false;
    }
};

/// Valid JSON without the white space between its tokens, as SUPER values are shown.
std::string without_blanks(std::string_view json) {
    std::string compact;
    compact.reserve(json.size());
    bool in_string = false;
    for (std::size_t index = 0; index < json.size(); ++index) {
        const char c = json[index];
        if (!in_string && is_blank(c)) continue;
        compact.push_back(c);
        if (c == '"') in_string = !in_string;
        if (c == '\\') compact.push_back(json[++index]);
    }
    return compact;
}

}  // namespace

Value super_from_text(std::string_view text) {
    if (text.size() > kSuperBytesMax) {
        throw Error(Code::program_limit_exceeded, "value too long for type super");
    }
    DepthCheck check;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &check)) {
        if (check.too_deep) {
            throw Error(Code::program_limit_exceeded, "nesting of super values exceeds {} levels",
                        kSuperDepthMax);
        }
        throw Error(Code::invalid_text_representation,
                    "invalid input syntax for type super: \"{}\"", text);
    }
    return without_blanks(text);
}

}  // namespace blueshift
