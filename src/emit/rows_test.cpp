// Every row of the function and cast tables can be emitted: its placeholders exist, and so does the function its `@name` names.
#include <gtest/gtest.h>

#include "analyze/bound_expr.h"
#include "emit/emit.h"
#include "functions/tables.h"

namespace blueshift::emit {
namespace {

using functions::Argument;
using functions::Kind;
using functions::Signature;

class RowEmission : public ::testing::Test {
protected:
    static analyze::BoundExprPtr argument(const Argument& declared) {
        if (declared.kind == Argument::part) {
            return std::make_unique<analyze::BoundConstant>(Type{TypeId::varchar}, "day");
        }
        const bool open = declared.kind == Argument::any || declared.kind == Argument::same;
        return std::make_unique<analyze::BoundConstant>(Type{open ? TypeId::integer : declared.type}, Value());
    }

    static std::vector<analyze::BoundExprPtr> arguments(const Signature& signature) {
        std::vector<analyze::BoundExprPtr> list;
        for (const Argument& declared : signature.arguments) list.push_back(argument(declared));
        return list;
    }

    static Type result(const Signature& signature) {
        std::vector<Type> types;
        for (const auto& item : arguments(signature)) types.push_back(item->type);
        return functions::result_type(signature, types);
    }

    std::string emit(const Signature& signature) {
        const Type type = result(signature);
        if (signature.row->kind == Kind::scalar) {
            analyze::BoundCall call(type, &signature);
            call.arguments = arguments(signature);
            return emit_expression(call, context_);
        }
        analyze::BoundWindow window(type, &signature);
        window.arguments = arguments(signature);
        window.star = signature.row->name == "count" && window.arguments.empty();
        if (signature.row->name.starts_with("percentile")) {
            window.within_group.push_back({.expr = std::move(window.arguments.back())});
            window.arguments.pop_back();
        }
        return emit_expression(window, context_);
    }

    TextSettings text_;
    EmitContext context_{.text = text_, .session_value = [](std::string_view) { return Value(); }};
};

TEST_F(RowEmission, EveryFunctionHasItsSql) {
    for (const Signature& signature : functions::all()) {
        if (signature.row->kind == Kind::set_returning) continue;
        if (signature.row->duckdb == functions::kUnsupportedFunction) continue;
        const std::string text = emit(signature);
        EXPECT_FALSE(text.empty()) << signature.row->name;
        EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
    }
}

TEST_F(RowEmission, EveryWindowFunctionHasItsOverClause) {
    for (const Signature& signature : functions::all()) {
        if (signature.row->kind != Kind::window && signature.row->kind != Kind::aggregate) continue;
        EXPECT_NE(emit(signature).find(" OVER ()"), std::string::npos) << signature.row->name;
    }
}

TEST_F(RowEmission, EveryCastHasItsSql) {
    for (const functions::CastRow& row : functions::all_casts()) {
        analyze::BoundCast cast({row.to},
                                std::make_unique<analyze::BoundConstant>(Type{row.from}, Value()),
                                functions::CastContext::explicit_);
        EXPECT_FALSE(emit_expression(cast, context_).empty());
    }
}

}  // namespace
}  // namespace blueshift::emit
