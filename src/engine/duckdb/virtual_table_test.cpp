#include "engine/duckdb/engine_fixture.h"

namespace blueshift::engine {
namespace {

class VirtualTableTest : public EngineTest {
protected:
    /// `numbers(token)`: 5000 rows (i, text, decimal) with NULLs, where the token is added to i.
    void SetUp() override {
        const std::vector<Type> types = {{TypeId::bigint}, {TypeId::varchar}, decimal_type(10, 2)};
        engine_->register_virtual_table(
            {"numbers", {"i", "name", "price"}, types, {"above"}, [types](const VirtualTable::Request& request) {
                 const std::int64_t token = request.token;
                 const auto above = request.filters.find("above");
                 const std::int64_t first = above == request.filters.end() ? 0 : std::stol(above->second);
                 if (token < 0) throw Error(Code::undefined_object, "no session {}", token).detail("It is over.");
                 std::vector<std::vector<Value>> rows;
                 for (std::int64_t row = first; row < 5000; ++row) {
                     rows.push_back({row + token, row % 2 == 0 ? Value() : Value("name " + std::to_string(row)),
                                     Decimal{row, 2}});
                 }
                 return std::make_unique<RowSource>(types, std::move(rows));
             }});
    }
};

TEST_F(VirtualTableTest, IsReadInEveryConnection) {
    const std::vector<Type> types = {{TypeId::bigint}, {TypeId::varchar}, decimal_type(10, 2)};
    const auto rows = rows_of(*connection_, "SELECT * FROM numbers(100) ORDER BY i DESC LIMIT 2", types);
    const std::vector<Value> first = {5099, "name 4999", Decimal{4999, 2}};
    const std::vector<Value> second = {5098, Value(), Decimal{4998, 2}};
    EXPECT_EQ(rows.at(0), first);
    EXPECT_EQ(rows.at(1), second);
}

TEST_F(VirtualTableTest, GivesOnlyTheColumnsOfTheQuery) {
    const std::vector<Type> types = {decimal_type(38, 2), {TypeId::bigint}};
    const auto rows = rows_of(*connection_, "SELECT sum(price), count(*) FROM numbers(0)", types);
    const std::vector<Value> expected = {Decimal{5000 * 4999 / 2, 2}, 5000};
    EXPECT_EQ(rows.at(0), expected);
    EXPECT_EQ(value_of(*connection_, "SELECT count(*) FROM numbers(0)", {TypeId::bigint}), Value(5000));
    EXPECT_EQ(value_of(*connection_, "SELECT count(name) FROM numbers(0)", {TypeId::bigint}), Value(2500));
}

TEST_F(VirtualTableTest, TakesFilters) {
    const auto count = [&](const std::string& arguments) {
        return value_of(*connection_, "SELECT count(*) FROM numbers(" + arguments + ")", {TypeId::bigint});
    };
    EXPECT_EQ(count("0, above := '4998'"), Value(2));
    EXPECT_EQ(count("0, above := CAST(4999 AS VARCHAR)"), Value(1));
    EXPECT_EQ(count("0, above := NULL"), Value(5000));
}

TEST_F(VirtualTableTest, JoinsWithItself) {
    EXPECT_EQ(value_of(*connection_, "SELECT count(*) FROM numbers(0) a JOIN numbers(4990) b USING (i)",
                       {TypeId::bigint}),
              Value(10));
}

TEST_F(VirtualTableTest, ErrorsKeepTheirCode) {
    const Error error = error_of([&] { connection_->execute("SELECT * FROM numbers(-1)"); });
    EXPECT_EQ(error.code(), Code::undefined_object);
    EXPECT_EQ(error.message(), "no session -1");
    EXPECT_EQ(error.detail(), "It is over.");
}

}  // namespace
}  // namespace blueshift::engine
