#include "engine/duckdb/engine_fixture.h"

namespace blueshift::engine {
namespace {

class VirtualFunctionTest : public EngineTest {
protected:
    void SetUp() override {
        engine_->register_virtual_function(
            {"describe_row", {TypeId::integer, TypeId::varchar}, TypeId::varchar, true,
             [](std::int64_t token, const std::vector<Value>& arguments) -> Value {
                 if (arguments[0].as_int() < 0) throw Error(Code::invalid_parameter_value, "negative");
                 return fmt::format("{}:{}:{}", token, arguments[0].as_int(), arguments[1].as_string());
             }});
        engine_->register_virtual_function({"count_nulls", {TypeId::integer}, TypeId::bigint, false,
                                            [](std::int64_t token, const std::vector<Value>& arguments) -> Value {
                                                return token + (arguments[0].is_null() ? 1 : 0);
                                            }});
    }
};

TEST_F(VirtualFunctionTest, IsCalledRowByRow) {
    const Type text{TypeId::varchar};
    const auto rows = rows_of(*connection_,
                              "SELECT describe_row(9, i::INTEGER, CASE WHEN i <> 1 THEN 'x' END) "
                              "FROM range(3) t(i) ORDER BY i",
                              {text});
    EXPECT_EQ(rows.at(0).at(0), Value("9:0:x"));
    EXPECT_TRUE(rows.at(1).at(0).is_null());
    EXPECT_EQ(rows.at(2).at(0), Value("9:2:x"));
}

TEST_F(VirtualFunctionTest, CalledOnNullWhenNotStrict) {
    EXPECT_EQ(value_of(*connection_, "SELECT count_nulls(5, NULL)", {TypeId::bigint}), Value(6));
    EXPECT_EQ(value_of(*connection_, "SELECT count_nulls(5, 1)", {TypeId::bigint}), Value(5));
}

TEST_F(VirtualFunctionTest, ErrorsKeepTheirCode) {
    EXPECT_EQ(error_of([&] { connection_->execute("SELECT describe_row(9, -1, 'x')"); }).code(),
              Code::invalid_parameter_value);
}

}  // namespace
}  // namespace blueshift::engine
