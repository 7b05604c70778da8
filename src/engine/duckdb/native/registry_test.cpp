// Every template of the function registry must mean something to the engine.
#include <fmt/ranges.h>

#include "engine/duckdb/engine_fixture.h"
#include "engine/duckdb/type_map.h"
#include "functions/registry.h"

namespace blueshift::engine {
namespace {

Type sample_type(const functions::Argument& argument) {
    using Kind = functions::Argument::Kind;
    switch (argument.kind) {
        case Kind::exact: return argument.type == TypeId::decimal ? decimal_type(18, 2) : Type{argument.type};
        case Kind::same: return {TypeId::integer};
        default: return {TypeId::varchar};
    }
}

std::string null_of(Type type) {
    // SUPER is a text in the engine.
    return fmt::format("CAST(NULL AS {})", type.id == TypeId::super ? "VARCHAR" : type_name_of(type));
}

/// A template with NULLs as arguments; empty when it has a part that only the emitter can fill.
std::string fill(std::string_view text, const std::vector<std::string>& arguments) {
    std::string out;
    while (!text.empty()) {
        const std::size_t brace = text.find('{');
        out += text.substr(0, brace);
        if (brace == std::string_view::npos) break;
        const std::size_t end = text.find('}', brace);
        const std::string_view name = text.substr(brace + 1, end - brace - 1);
        text.remove_prefix(end + 1);
        if (name == "p") {
            out += "18";
        } else if (name == "s") {
            out += "2";
        } else if (name == "n") {
            out += "10";
        } else if (name == "zone") {
            out += "'UTC'";
        } else if (name == "date_order") {
            out += "'MDY'";
        } else if (name == "type") {
            out += "VARCHAR";
        } else if (name == "d" || name == "over" || name == "nulls") {
            continue;
        } else if (name == "*") {
            out += fmt::format("{}", fmt::join(arguments, ", "));
        } else if (name[0] >= '1' && name[0] <= '9') {
            const auto index = static_cast<std::size_t>(name[0] - '1');
            if (name.ends_with('?')) {
                out += index < arguments.size() ? ", " + arguments[index] : "";
            } else {
                out += arguments.at(index);
            }
        } else {
            return {};
        }
    }
    return out;
}

bool is_for_the_emitter(std::string_view text) {
    return text.empty() || text == "=" || text.starts_with('@') || text.find('$') != std::string_view::npos ||
           text.find("bs_sys_") != std::string_view::npos;
}

class RegistryTest : public EngineTest {
protected:
    void expect_bound(const std::string& expression, std::string_view what) {
        if (expression.empty()) return;
        try {
            connection_->prepare("SELECT " + expression);
        } catch (const Error& error) {
            ADD_FAILURE() << what << ": " << expression << ": " << error.message();
        }
    }
};

TEST_F(RegistryTest, TemplatesOfFunctions) {
    for (const functions::Signature& signature : functions::all()) {
        const functions::Row& row = *signature.row;
        if (is_for_the_emitter(row.duckdb) || row.kind == functions::Kind::window) continue;
        std::vector<std::string> arguments;
        for (const functions::Argument& argument : signature.arguments) arguments.push_back(null_of(sample_type(argument)));
        expect_bound(fill(row.duckdb, arguments), fmt::format("{}({})", row.name, row.arguments));
    }
}

TEST_F(RegistryTest, TemplatesOfCasts) {
    for (const functions::CastRow& row : functions::all_casts()) {
        if (is_for_the_emitter(row.duckdb)) continue;
        expect_bound(fill(row.duckdb, {null_of({row.from})}),
                     fmt::format("{} to {}", type_info(row.from).sql_name, type_info(row.to).sql_name));
    }
    for (const TypeId id : {TypeId::varchar, TypeId::char_, TypeId::varbyte, TypeId::decimal}) {
        const functions::LengthCastRow* row = functions::find_length_cast(id);
        ASSERT_NE(row, nullptr);
        const std::string value = null_of(id == TypeId::decimal ? decimal_type(18, 4) : Type{id});
        expect_bound(fill(row->explicit_duckdb, {value}), "length");
        expect_bound(fill(row->assignment_duckdb, {value}), "length");
    }
}

}  // namespace
}  // namespace blueshift::engine
