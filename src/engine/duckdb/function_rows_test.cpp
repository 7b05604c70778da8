// The engine understands what the function tables say: every row's SQL can be prepared, and gives the engine type of its bound type.
#include "analyze/bound_expr.h"
#include "emit/emit.h"
#include "engine/duckdb/engine_fixture.h"
#include "functions/tables.h"

namespace blueshift::engine {
namespace {

using functions::Argument;
using functions::Kind;
using functions::Signature;

class FunctionRows : public EngineTest {
protected:
    /// Makes table `nulls`: one row, a column k<n> for every type n.
    void SetUp() override {
        engine_ = open_duckdb({.path = ":memory:", .extension_dir = BLUESHIFT_SOURCE_DIR "/.deps/extensions", .threads = 2});
        connection_ = engine_->connect();
        std::string columns;
        for (const TypeInfo& info : all_types()) {
            columns += (columns.empty() ? "" : ", ") + std::string("CAST(NULL AS ") +
                       emit::engine_type(type_of(info.id)) + ") AS k" +
                       std::to_string(static_cast<int>(info.id));
        }
        connection_->execute("CREATE TEMP TABLE nulls AS SELECT " + columns);
    }

    static Type type_of(TypeId id) { return id == TypeId::decimal ? decimal_type(12, 2) : Type{id}; }

    /// Columns, so that nothing is computed before the query runs.
    static analyze::BoundExprPtr null_of(TypeId id) {
        return std::make_unique<analyze::BoundColumn>(type_of(id), 1, static_cast<int>(id));
    }

    static analyze::BoundExprPtr argument(const Argument& declared) {
        switch (declared.kind) {
            case Argument::part:
                return std::make_unique<analyze::BoundConstant>(Type{TypeId::varchar}, "hour");
            case Argument::any: return null_of(TypeId::varchar);
            case Argument::same: return null_of(TypeId::integer);
            default: return null_of(declared.type);
        }
    }

    static std::vector<analyze::BoundExprPtr> arguments(const Signature& signature) {
        std::vector<analyze::BoundExprPtr> list;
        for (const Argument& declared : signature.arguments) {
            list.push_back(argument(declared));
            if (declared.variadic) list.push_back(argument(declared));
        }
        return list;
    }

    std::string emit(const Signature& signature, Type type) {
        if (signature.row->kind == Kind::scalar) {
            analyze::BoundCall call(type, &signature);
            call.arguments = arguments(signature);
            return emit::emit_expression(call, context_);
        }
        if (signature.row->kind == Kind::aggregate) {
            analyze::BoundAggregate aggregate(type, &signature);
            aggregate.arguments = arguments(signature);
            aggregate.star = aggregate.arguments.empty();
            move_order(signature, aggregate.arguments, aggregate.within_group);
            return emit::emit_expression(aggregate, context_);
        }
        analyze::BoundWindow window(type, &signature);
        window.arguments = arguments(signature);
        return emit::emit_expression(window, context_);
    }

    /// LISTAGG's delimiter and the percentiles' fraction are constants; the latter have their last argument in WITHIN GROUP.
    static void move_order(const Signature& signature, std::vector<analyze::BoundExprPtr>& arguments,
                           std::vector<analyze::BoundOrder>& order) {
        if (signature.row->name == "listagg") {
            arguments[1] = std::make_unique<analyze::BoundConstant>(Type{TypeId::varchar}, ",");
        }
        if (!signature.row->name.starts_with("percentile")) return;
        order.push_back({.expr = std::move(arguments[1])});
        arguments.pop_back();
        arguments[0] = std::make_unique<analyze::BoundConstant>(Type{TypeId::double_}, 0.5);
    }

    void expect_type(const std::string& expression, Type type, const std::string& what) {
        try {
            const Value name = value_of(*connection_, "SELECT typeof(" + expression + ") FROM nulls AS r1", {TypeId::varchar});
            const bool decimal = type.id == TypeId::decimal;
            const std::string expected = decimal ? "DECIMAL(" : type.id == TypeId::timestamptz ? "TIMESTAMP WITH TIME ZONE"
                                         : type.id == TypeId::timetz ? "TIME WITH TIME ZONE" : emit::engine_type(type);
            EXPECT_EQ(name.as_string().substr(0, expected.size()), expected) << what << ": " << expression;
        } catch (const Error& error) {
            ADD_FAILURE() << what << ": " << error.message() << "\n" << expression;
        }
    }

    TextSettings text_;
    emit::EmitContext context_{.text = text_, .session_value = [](std::string_view) { return Value(); }};
};

// Functions over the catalog are registered by the server, not by the engine.
bool is_of_the_server(std::string_view sql) { return sql.find("bs_sys_") != std::string_view::npos; }

TEST_F(FunctionRows, AreUnderstoodByTheEngine) {
    for (const Signature& signature : functions::all()) {
        if (signature.row->duckdb == functions::kUnsupportedFunction) continue;
        if (signature.row->kind == Kind::set_returning || is_of_the_server(signature.row->duckdb)) continue;
        std::vector<Type> types;
        for (const auto& item : arguments(signature)) types.push_back(item->type);
        const Type type = functions::result_type(signature, types);
        expect_type(emit(signature, type), type,
                    std::string(signature.row->name) + "(" + std::string(signature.row->arguments) + ")");
    }
}

TEST_F(FunctionRows, CastsAreUnderstoodByTheEngine) {
    for (const functions::CastRow& row : functions::all_casts()) {
        if (is_of_the_server(row.duckdb)) continue;
        analyze::BoundCast cast(type_of(row.to), null_of(row.from), functions::CastContext::explicit_);
        expect_type(emit::emit_expression(cast, context_), type_of(row.to),
                    std::string(type_info(row.from).sql_name) + " to " + std::string(type_info(row.to).sql_name));
    }
}

}  // namespace
}  // namespace blueshift::engine
