#include "script.h"

#include <gtest/gtest.h>

#include <fstream>

namespace blueshift::slt {
namespace {

std::vector<Record> parse(std::string_view text) {
    return parse_script(text, "suite/case.slt");
}

/// Returns the message of the ScriptError that `text` must raise.
std::string rejection(std::string_view text) {
    try {
        parse(text);
    } catch (const ScriptError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Script, ReadsStatementsOverSeveralLines) {
    const auto records = parse(
        "# doc: dg/r_CREATE_TABLE\n"
        "statement ok\n"
        "CREATE TABLE t\n"
        "  (id INT)\n"
        "\n"
        "statement ok INSERT 0 1\n"
        "INSERT INTO t VALUES (1)\n");
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].sql, "CREATE TABLE t\n  (id INT)");
    EXPECT_EQ(records[0].place.line, 2);
    EXPECT_EQ(records[0].tag, "");
    EXPECT_FALSE(records[0].error);
    EXPECT_EQ(records[1].tag, "INSERT 0 1");
    EXPECT_EQ(records[1].place.text(), "suite/case.slt:6");
}

TEST(Script, ReadsExpectedErrors) {
    const auto records = parse(
        "statement error (42P07) relation \"t\" already exists$\n"
        "CREATE TABLE t (id INT)\n"
        "\n"
        "query error (22012)\n"
        "SELECT 1/0\n");
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].error->sqlstate, "42P07");
    EXPECT_EQ(records[0].error->pattern, "relation \"t\" already exists$");
    EXPECT_EQ(records[1].kind, Record::Kind::query);
    EXPECT_EQ(records[1].error->sqlstate, "22012");
    EXPECT_EQ(records[1].error->pattern, "");
}

TEST(Script, ReadsQueriesWithOptionsAndRows) {
    const auto records = parse(
        "query TI rowsort names\n"
        "SELECT a, b FROM t\n"
        "----\n"
        "a b\n"
        "x 1\n"
        "\n"
        "query I\n"
        "SELECT 1 WHERE 1 = 2\n"
        "----\n");
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].types, "TI");
    EXPECT_EQ(records[0].sorting, Sorting::rows);
    EXPECT_TRUE(records[0].with_names);
    EXPECT_EQ(records[0].expected_rows, (std::vector<std::string>{"a b", "x 1"}));
    EXPECT_TRUE(records[1].expected_rows.empty());
    EXPECT_EQ(records[1].sorting, Sorting::none);
}

TEST(Script, KeepsRowsOfBlanks) {
    const auto records = parse("query T\nSELECT ' '\n----\n \n");
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].expected_rows, std::vector<std::string>{" "});
}

TEST(Script, TakesConditionsForTheNextRecordOnly) {
    const auto records = parse(
        "onlyif simple  # several statements in one message\n"
        "statement ok\n"
        "SELECT 1; SELECT 2\n"
        "\n"
        "skipif simple  # parameters need Parse\n"
        "statement ok\n"
        "SELECT 3\n"
        "\n"
        "connection other\n"
        "statement ok\n"
        "SELECT 4\n");
    ASSERT_EQ(records.size(), 4u);
    EXPECT_EQ(records[0].only, Protocol::simple);
    EXPECT_EQ(records[1].only, Protocol::extended);
    EXPECT_EQ(records[2].kind, Record::Kind::connection);
    EXPECT_EQ(records[2].sql, "other");
    EXPECT_FALSE(records[3].only);
}

TEST(Script, StopsAtHalt) {
    EXPECT_EQ(parse("statement ok\nSELECT 1\n\nhalt\n\nnonsense\n").size(), 1u);
}

TEST(Script, IncludesFilesBesideTheIncludingOne) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "slt_include";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "part.inc") << "statement ok\nSELECT 1\n\nhalt\n";
    std::ofstream(folder / "whole.slt") << "include part.inc\n\nstatement ok\nSELECT 2\n";
    std::ofstream(folder / "endless.slt") << "include endless.slt\n";

    const auto records = read_script(folder / "whole.slt");
    ASSERT_EQ(records.size(), 1u) << "a halt in an included file ends the including one too";
    EXPECT_EQ(records[0].place.file, folder / "part.inc");
    EXPECT_THROW(read_script(folder / "endless.slt"), ScriptError);
    EXPECT_THROW(read_script(folder / "absent.slt"), ScriptError);
    std::filesystem::remove_all(folder);
}

TEST(Script, RejectsWhatBreaksTheFormat) {
    const std::pair<const char*, const char*> cases[] = {
        {"statment ok\nSELECT 1\n", "suite/case.slt:1: unknown directive \"statment\""},
        {"statement\nSELECT 1\n",
         "suite/case.slt:1: expected statement ok or statement error (SQLSTATE)"},
        {"statement error\nSELECT 1\n",
         "suite/case.slt:1: expected an SQLSTATE in parentheses after error"},
        {"statement error (42p07)\nSELECT 1\n",
         "suite/case.slt:1: expected an SQLSTATE in parentheses after error"},
        {"statement ok\n\nSELECT 1\n", "suite/case.slt:1: a record without SQL"},
        {"statement ok\nSELECT 1\n----\n1\n",
         "suite/case.slt:3: a statement has no expected rows: use query"},
        {"query\nSELECT 1\n----\n1\n",
         "suite/case.slt:1: a query needs one type letter per column"},
        {"query X\nSELECT 1\n----\n1\n", "suite/case.slt:1: type letters are TIRBD, not \"X\""},
        {"query I sorted\nSELECT 1\n----\n1\n",
         "suite/case.slt:1: unknown query option \"sorted\""},
        {"query I\nSELECT 1\n", "suite/case.slt:2: a query needs ---- and its expected rows"},
        {"query I names\nSELECT 1\n----\n", "suite/case.slt:3: the row of names is missing"},
        {"onlyif simple\nstatement ok\nSELECT 1\n", "suite/case.slt:1: state the reason after a #"},
        {"skipif copy # why\nstatement ok\nSELECT 1\n",
         "suite/case.slt:1: expected simple or extended"},
        {"onlyif simple # why\n", "suite/case.slt:1: onlyif or skipif must stand before a record"},
        {"connection\n", "suite/case.slt:1: connection needs a name"},
        {"include nowhere.slt\n", "suite/case.slt:1: cannot read \"suite/nowhere.slt\""},
    };
    for (const auto& [text, message] : cases)
        EXPECT_EQ(rejection(text), message) << text;
    EXPECT_NE(rejection("query error (22012) (\nSELECT 1/0\n").find("the pattern \"(\" is wrong"),
              std::string::npos);
}

}  // namespace
}  // namespace blueshift::slt
