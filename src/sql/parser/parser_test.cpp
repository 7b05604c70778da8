#include "sql/parser/parser.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "sql/ast/ddl.h"
#include "sql/ast/dml.h"
#include "sql/ast/utility.h"
#include "types/type.h"

namespace blueshift::sql {
namespace {

/// `SQLSTATE message @begin` of what parsing `sql` throws.
std::string error_of(std::string_view sql) {
    try {
        parse_script(sql, {});
    } catch (const Error& error) {
        return fmt::format("{} {} @{}", sqlstate(error.code()), error.message(),
                           error.position() ? static_cast<int>(error.position()->begin) : -1);
    }
    return "no error";
}

template <class Node>
const Node& only(const std::vector<StatementPtr>& statements) {
    EXPECT_EQ(statements.size(), 1u);
    EXPECT_EQ(statements.front()->kind, Node::kKind);
    return as<Node>(*statements.front());
}

struct SyntaxErrorCase {
    std::string_view sql;
    std::string_view near;  ///< empty: at the end of the input
    std::size_t position;
};

class SyntaxErrors : public testing::TestWithParam<SyntaxErrorCase> {};

TEST_P(SyntaxErrors, NameTheTokenAndItsPosition) {
    const SyntaxErrorCase& c = GetParam();
    const std::string what = c.near.empty() ? "at end of input" : fmt::format("at or near \"{}\"", c.near);
    EXPECT_EQ(error_of(c.sql), fmt::format("42601 syntax error {} @{}", what, c.position)) << c.sql;
}

INSTANTIATE_TEST_SUITE_P(
    Queries, SyntaxErrors,
    testing::Values(
        SyntaxErrorCase{"selekt 1", "selekt", 0}, SyntaxErrorCase{"SELECT", "", 6},
        SyntaxErrorCase{"select from t", "from", 7}, SyntaxErrorCase{"select 1 from", "", 13},
        SyntaxErrorCase{"select 1; select from", "from", 17}, SyntaxErrorCase{"select (1", "", 9},
        SyntaxErrorCase{"select 1)", ")", 8}, SyntaxErrorCase{"select 1,", "", 9},
        SyntaxErrorCase{"select a.* + 1", "+", 11}, SyntaxErrorCase{"select 1 + * from t", "*", 11},
        SyntaxErrorCase{"select a < b < c", "<", 13}, SyntaxErrorCase{"select a in () from t", ")", 13},
        SyntaxErrorCase{"select a between 1", "", 18}, SyntaxErrorCase{"select a is 5", "5", 12},
        SyntaxErrorCase{"select case end", "end", 12}, SyntaxErrorCase{"select cast(a int)", "int", 14},
        SyntaxErrorCase{"select 'a' 'b'", "'b'", 11}, SyntaxErrorCase{"select a where", "", 14},
        SyntaxErrorCase{"select user.a", ".", 11}, SyntaxErrorCase{"select tag from t", "tag", 7},
        SyntaxErrorCase{"select a from table", "table", 14}, SyntaxErrorCase{"select 1 from a join b", "", 22},
        SyntaxErrorCase{"select 1 from a natural b", "b", 24}, SyntaxErrorCase{"select 1 limit 1 limit 2", "limit", 17},
        SyntaxErrorCase{"select a from t start with a = 1", "", 32}, SyntaxErrorCase{"(select 1", "", 9},
        SyntaxErrorCase{"select f(a) over w", "w", 17}, SyntaxErrorCase{"with a as select 1 select 2", "select", 10},
        SyntaxErrorCase{"select distinct on (a) b from t", "on", 16}, SyntaxErrorCase{"select 1 for update", "for", 9},
        SyntaxErrorCase{"select a a b", "b", 11}, SyntaxErrorCase{"select a like b like c", "like", 16}));

INSTANTIATE_TEST_SUITE_P(
    Statements, SyntaxErrors,
    testing::Values(
                SyntaxErrorCase{"listen x", "listen", 0}, SyntaxErrorCase{"values (1)", "values", 0},
        SyntaxErrorCase{"create index i on t (a)", "index", 7}, SyntaxErrorCase{"create sequence s", "sequence", 7},
        SyntaxErrorCase{"alter sequence s", "sequence", 6}, SyntaxErrorCase{"drop index i", "index", 5},
        SyntaxErrorCase{"create table t", "", 14}, SyntaxErrorCase{"create table t ()", ")", 16},
        SyntaxErrorCase{"create table t (a int check (a > 0))", "check", 22},
        SyntaxErrorCase{"create table t (a int) tablespace x", "tablespace", 23},
        SyntaxErrorCase{"create temp view v as select 1", "view", 12},
        SyntaxErrorCase{"insert into t values (1) returning a", "returning", 25},
        SyntaxErrorCase{"insert into t values (1) on conflict do nothing", "on", 25},
        SyntaxErrorCase{"update t set t.a = 1", ".", 14}, SyntaxErrorCase{"update t where a", "where", 9},
        SyntaxErrorCase{"merge into t using s on a = b when matched then delete", "", 54},
        SyntaxErrorCase{"explain analyze select 1", "analyze", 8}, SyntaxErrorCase{"explain commit", "commit", 8},
        SyntaxErrorCase{"prepare p as create table t (a int)", "create", 13},
        SyntaxErrorCase{"declare c scroll cursor for select 1", "scroll", 10},
        SyntaxErrorCase{"declare c cursor with hold for select 1", "with", 17},
        SyntaxErrorCase{"fetch backward from c", "backward", 6}, SyntaxErrorCase{"fetch c", "c", 6},
        SyntaxErrorCase{"set x", "", 5}, SyntaxErrorCase{"set constraints all deferred", "all", 16},
        SyntaxErrorCase{"begin deferrable", "deferrable", 6}, SyntaxErrorCase{"lock t in share mode", "in", 7},
        SyntaxErrorCase{"grant select on t", "", 17}, SyntaxErrorCase{"create user u bogus", "bogus", 14},
        SyntaxErrorCase{"copy t from 's3://b' bogus", "bogus", 21}, SyntaxErrorCase{"copy t to 's3://b'", "'s3://b'", 10},
        SyntaxErrorCase{"copy t from 's3://b' delimiter", "", 30}, SyntaxErrorCase{"copy (select 1) from stdin", "from", 16},
        SyntaxErrorCase{"copy t from 's3://b' format gzip", "gzip", 28}, SyntaxErrorCase{"unload (select 1) to 's3://b'", "select", 8},
        SyntaxErrorCase{"vacuum t to 101 percent", "101", 12}, SyntaxErrorCase{"call p(1", "", 8},
        SyntaxErrorCase{"call p 1)", "1", 7}));

TEST(Parser, SplitsScriptsAndDropsEmptyStatements) {
    const auto statements = parse_script(";; select 1 ; ; commit;", {});
    ASSERT_EQ(statements.size(), 2u);
    EXPECT_EQ(statements[0]->span, (Span{3, 11}));
    EXPECT_EQ(statements[1]->span, (Span{16, 22}));
    EXPECT_TRUE(parse_script(" -- nothing\n", {}).empty());
}

TEST(Parser, TakesOneStatementOnly) {
    EXPECT_EQ(parse_statement(" ; ", {}), nullptr);
    EXPECT_EQ(parse_statement("select 1;", {})->kind, StatementKind::select);
    try {
        parse_statement("select 1; select 2", {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::syntax_error);
        EXPECT_EQ(error.message(), "cannot insert multiple commands into a prepared statement");
    }
}

TEST(Parser, ReadsExpressionsQueriesAndTypesToTheirEnd) {
    EXPECT_EQ(parse_expression("a + 1", {})->kind, ExprKind::binary);
    EXPECT_EQ(parse_query("select 1 union select 2", {})->body->kind, QueryBodyKind::set_operation);
    const TypeName type = parse_type_name("Timestamp(3) With Time Zone", {});
    EXPECT_EQ(type.name, "timestamp with time zone");
    EXPECT_EQ(type.arguments, std::vector<int>{3});
    EXPECT_EQ(parse_type_name("varchar(MAX)", {}).arguments, std::vector<int>{kTypeArgumentMax});
    EXPECT_EQ(parse_type_name("pg_catalog.int4", {}).name, "int4");
    EXPECT_EQ(parse_type_name("\"char\"", {}).name, "\"char\"");
    EXPECT_TRUE(parse_type_name("text[]", {}).array);
    EXPECT_THROW(parse_expression("a b", {}), Error);
    EXPECT_THROW(parse_query("select 1;", {}), Error);
}

TEST(Parser, CountsParametersPerStatement) {
    const auto statements = parse_script("select $2, $1; select 1; prepare p as select $3", {});
    EXPECT_EQ(statements[0]->parameter_count, 2);
    EXPECT_EQ(statements[1]->parameter_count, 0);
    EXPECT_EQ(statements[2]->parameter_count, 0);
    EXPECT_EQ(as<Prepare>(*statements[2]).statement->parameter_count, 3);
    EXPECT_EQ(error_of("select $0"), "42P02 there is no parameter $0 @7");
    EXPECT_EQ(error_of("select $70000"), "42P02 there is no parameter $70000 @7");
}

TEST(Parser, PlacesSpansOnNodes) {
    const ExprPtr expr = parse_expression("a + f(b, 'c') * 2", {});
    const auto& sum = as<Binary>(*expr);
    EXPECT_EQ(sum.span, (Span{0, 17}));
    EXPECT_EQ(sum.op_span, (Span{2, 3}));
    const auto& product = as<Binary>(*sum.right);
    EXPECT_EQ(product.op, "*");
    EXPECT_EQ(product.span, (Span{4, 17}));
    const auto& call = as<FunctionCall>(*product.left);
    EXPECT_EQ(call.name.span, (Span{4, 5}));
    EXPECT_EQ(call.arguments[1]->span, (Span{9, 12}));
}

TEST(Parser, FlattensAndAndOr) {
    const ExprPtr expr = parse_expression("a and b and c or d or e", {});
    const auto& any = as<Logical>(*expr);
    EXPECT_EQ(any.op, LogicalOp::or_);
    ASSERT_EQ(any.arguments.size(), 3u);
    EXPECT_EQ(as<Logical>(*any.arguments[0]).arguments.size(), 3u);
}

TEST(Parser, MarksOuterJoinOperands) {
    const ExprPtr expr = parse_expression("a.x = b.y(+)", {});
    const auto& equal = as<Binary>(*expr);
    EXPECT_FALSE(equal.outer_join_left);
    EXPECT_TRUE(equal.outer_join_right);
    EXPECT_TRUE(as<ColumnRef>(*equal.right).outer_join);
}

TEST(Parser, KeepsTheTextOfDefaults) {
    const auto script = parse_script("create table t (a varchar default 'x' || 'y' not null encode raw)", {});
    const ColumnDefinition& column = only<CreateTable>(script).columns.front();
    EXPECT_EQ(column.default_text, "'x' || 'y'");
    EXPECT_TRUE(column.not_null);
    EXPECT_EQ(column.encoding, "raw");
}

TEST(Parser, MarksNamesWithHashAsTemporary) {
    EXPECT_TRUE(only<CreateTable>(parse_script("create table #t (a int)", {})).temporary);
    EXPECT_TRUE(only<CreateTableAs>(parse_script("create table #t as select 1", {})).temporary);
    EXPECT_FALSE(only<CreateTable>(parse_script("create table t (a int)", {})).temporary);
}

TEST(Parser, PlacesTheQueryOfAView) {
    const std::string_view sql = "create view v as select 1 with no schema binding";
    const auto script = parse_script(sql, {});
    const auto& view = only<CreateView>(script);
    EXPECT_EQ(sql.substr(view.query_span.begin, view.query_span.end - view.query_span.begin), "select 1");
    EXPECT_TRUE(view.no_schema_binding);
}

TEST(Parser, KeepsTheCaseOfQuotedUserNames) {
    EXPECT_EQ(only<CreateUser>(parse_script("create user \"Bob\" password disable", {})).name.text, "Bob");
    EXPECT_EQ(only<CreateUser>(parse_script("create user Bob password disable", {})).name.text, "bob");
    EXPECT_EQ(only<CreateGroup>(parse_script("create group g user \"Bob\"", {})).users[0].text, "Bob");
}

TEST(Parser, NamesUnsupportedFeatures) {
    const auto feature = [](std::string_view sql) {
        return only<UnsupportedStatement>(parse_script(sql, {})).feature;
    };
    EXPECT_EQ(feature("create library l language plpythonu from 's3://b/l.zip'"), "CREATE LIBRARY");
    EXPECT_EQ(feature("create or replace template t for copy as csv"), "CREATE TEMPLATE");
    EXPECT_EQ(only<UnsupportedStatement>(parse_script("drop  model m ;", {})).text, "drop  model m");
}

TEST(Parser, RefusesNamesOfMoreThanThreeParts) {
    EXPECT_EQ(error_of("drop table a.b.c.d"), "42601 improper qualified name (too many dotted names): a.b.c.d @11");
}

TEST(Parser, RefusesNulInStringsButNotInCopyParameters) {
    EXPECT_EQ(error_of(R"(select '\0')"), "22021 invalid byte sequence for encoding \"UTF8\": 0x00 @7");
    const auto script = parse_script(R"(copy t from 's3://b' iam_role default null as '\0')", {});
    EXPECT_EQ(only<Copy>(script).options.back().value, std::string("\0", 1));
}

// Limits: the answer is an error, never a crash.

std::string repeat(std::string_view text, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) result += text;
    return result;
}

TEST(ParserLimits, StopsAtDeepNesting) {
    const std::string message = "54001 stack depth limit exceeded";
    for (const std::string_view open : {"(", "not ", "- ", "a = ", "f(", "case when ", "(select ", "a[", "cast(", "x in ("}) {
        EXPECT_TRUE(error_of("select " + repeat(open, 10'000)).starts_with(message)) << open;
    }
    EXPECT_TRUE(error_of("select * from " + repeat("(", 10'000)).starts_with(message));
    EXPECT_TRUE(error_of("select * from a " + repeat("join b ", 10'000)).starts_with(message));
    EXPECT_TRUE(error_of("select 1 group by " + repeat("rollup(", 10'000)).starts_with(message));
    EXPECT_TRUE(error_of(repeat("explain ", 2) + repeat("(", 10'000)).starts_with("42601"));
}

TEST(ParserLimits, TakesNestingBelowTheLimit) {
    EXPECT_EQ(error_of("select " + repeat("(", 200) + "1" + repeat(")", 200)), "no error");
    EXPECT_EQ(error_of("select " + repeat("case when a then b else ", 200) + "1" + repeat(" end", 200)), "no error");
}

TEST(ParserLimits, TakesLongFlatLists) {
    EXPECT_EQ(error_of("select a" + repeat(" and a", 20'000)), "no error");
    EXPECT_EQ(error_of("select 1 where a in (0" + repeat(", 1", 20'000) + ")"), "no error");
    EXPECT_EQ(error_of("insert into t values (1)" + repeat(", (1)", 20'000)), "no error");
    EXPECT_EQ(error_of("select a" + repeat(" || a", kOperatorChainMax)), "no error");
    EXPECT_EQ(error_of("select 1" + repeat(" union all select 1", kOperatorChainMax)), "no error");
}

TEST(ParserLimits, StopsAtLongChains) {
    const std::string message = "54001 stack depth limit exceeded";
    EXPECT_TRUE(error_of("select a" + repeat(" || a", kOperatorChainMax + 1)).starts_with(message));
    EXPECT_TRUE(error_of("select a" + repeat("::int", kOperatorChainMax + 1)).starts_with(message));
    EXPECT_TRUE(error_of("select 1" + repeat(" union select 1", kOperatorChainMax + 1)).starts_with(message));
    EXPECT_TRUE(error_of("select 1 from a" + repeat(" cross join a", kOperatorChainMax + 1)).starts_with(message));
}

}  // namespace
}  // namespace blueshift::sql
