#include "plpgsql/parser.h"

#include <gtest/gtest.h>

#include "base/routine_error.h"

namespace blueshift::plpgsql {
namespace {

catalog::Routine routine(std::string body) {
    catalog::Routine routine;
    routine.name = "p";
    routine.kind = catalog::RoutineKind::procedure;
    routine.language = "plpgsql";
    routine.body = std::move(body);
    routine.arguments = {{"a", catalog::ArgumentMode::in, Type{TypeId::integer}},
                         {"", catalog::ArgumentMode::inout, Type{TypeId::varchar}}};
    return routine;
}

std::shared_ptr<const Procedure> parse(std::string body) { return parse_procedure(routine(std::move(body)), false); }

const Statements& statements(const Procedure& procedure) { return procedure.body->body; }

RoutineError error_of(std::string body) {
    try {
        parse(std::move(body));
    } catch (const RoutineError& error) {
        return error;
    }
    return RoutineError("00000", "no error");
}

TEST(PlpgsqlParser, FindsVariablesInExpressions) {
    const auto procedure = parse("BEGIN a := a + length($2) + p.a; END");
    const auto& assign = as<Assign>(*statements(*procedure).at(0));
    const std::size_t a = procedure->argument_slots[0];
    EXPECT_EQ(assign.target, (VariableUse{a, ""}));
    EXPECT_EQ(assign.value->parameters, (std::vector<VariableUse>{{a, ""}, {procedure->argument_slots[1], ""}}));
    EXPECT_EQ(assign.value->shown, "SELECT  $1  + length( $2 ) +  $1 ");
}

TEST(PlpgsqlParser, LeavesColumnsAndTablesAlone) {
    const auto procedure = parse("BEGIN INSERT INTO a (a, b) SELECT a, t.a, b FROM a AS t; END");
    const auto& insert = as<SqlStatement>(*statements(*procedure).at(0));
    EXPECT_EQ(insert.sql->parameters.size(), 1u);
    EXPECT_EQ(insert.sql->shown, "INSERT INTO a (a, b) SELECT  $1 , t.a, b FROM a AS t");
}

TEST(PlpgsqlParser, TakesIntoFromAnywhere) {
    for (const char* sql : {"SELECT INTO a 1 FROM t WHERE x > a", "SELECT 1 INTO a FROM t WHERE x > a",
                            "SELECT 1 FROM t INTO a WHERE x > a", "SELECT 1 FROM t WHERE x > a INTO a"}) {
        const auto procedure = parse(std::string("BEGIN ") + sql + "; END");
        const auto& select = as<SqlStatement>(*statements(*procedure).at(0));
        EXPECT_EQ(select.kind, StatementKind::select_into);
        EXPECT_EQ(select.target.places.size(), 1u);
        EXPECT_EQ(select.sql->shown.find("INTO"), std::string::npos);
        EXPECT_EQ(select.sql->parameters.size(), 1u);
    }
}

TEST(PlpgsqlParser, TellsLoopsApart) {
    const auto procedure = parse(
        "DECLARE r RECORD; c CURSOR FOR SELECT 1; BEGIN "
        "FOR i IN 1..a LOOP NULL; END LOOP; "
        "FOR i IN REVERSE (a + 1) .. 2 BY 3 LOOP NULL; END LOOP; "
        "FOR r IN SELECT 1 FROM t LOOP NULL; END LOOP; "
        "FOR r IN EXECUTE 'x' USING a LOOP NULL; END LOOP; "
        "FOR r IN c LOOP NULL; END LOOP; "
        "LOOP EXIT; END LOOP; WHILE true LOOP NULL; END LOOP; END");
    std::vector<StatementKind> kinds;
    for (const StatementPtr& statement : statements(*procedure)) kinds.push_back(statement->kind);
    EXPECT_EQ(kinds, (std::vector<StatementKind>{StatementKind::for_integer, StatementKind::for_integer,
                                                 StatementKind::for_query, StatementKind::for_dynamic,
                                                 StatementKind::for_cursor, StatementKind::loop,
                                                 StatementKind::while_}));
    EXPECT_TRUE(as<ForInteger>(*statements(*procedure).at(1)).reverse);
    EXPECT_NE(as<ForInteger>(*statements(*procedure).at(1)).step, nullptr);
}

TEST(PlpgsqlParser, CountsLinesAsPostgresqlDoes) {
    const auto procedure = parse("\nBEGIN\n  a := 1;\n\n  a := 2; END");
    EXPECT_EQ(procedure->body->line, 1);
    EXPECT_EQ(statements(*procedure).at(0)->line, 2);
    EXPECT_EQ(statements(*procedure).at(1)->line, 4);
}

TEST(PlpgsqlParser, SaysWhereItStopped) {
    const RoutineError error = error_of("BEGIN\n  a := ;\nEND");
    EXPECT_EQ(error.sqlstate(), "42601");
    EXPECT_EQ(error.message(), "syntax error at or near \";\"");
    ASSERT_TRUE(error.position());
    EXPECT_EQ(error.position()->begin, 13u);
    EXPECT_EQ(error.context(), "compile of PL/pgSQL function \"p\" near line 2");
}

TEST(PlpgsqlParser, HasLimits) {
    std::string body = "DECLARE ";
    for (int i = 0; i < 1030; ++i) body += "v" + std::to_string(i) + " int; ";
    EXPECT_EQ(error_of(body + "BEGIN NULL; END").sqlstate(), "54000");
    std::string nested;
    for (int i = 0; i < 2000; ++i) nested += "BEGIN ";
    EXPECT_EQ(error_of(nested).sqlstate(), "54001");
}

// Every prefix of a long body, and the body without any one of its tokens, is refused or accepted, and never worse.
TEST(PlpgsqlParser, SurvivesBrokenBodies) {
    const std::string body =
        "<<l>> DECLARE r RECORD; c CURSOR (x int) FOR SELECT x; s varchar(9) := 'a'; BEGIN IF a > 1 THEN a := 1; ELSIF a IS NULL THEN NULL; ELSE "
        "RAISE NOTICE '%', a USING HINT = 'h'; END IF; CASE a WHEN 1, 2 THEN EXIT l; ELSE RETURN; END CASE; FOR r IN c(1) LOOP CONTINUE WHEN r.x = 1; "
        "END LOOP; EXECUTE 'x' || s INTO a USING 1, s; OPEN c(2); FETCH c INTO a; CLOSE c; GET DIAGNOSTICS a := ROW_COUNT; CALL q(a, $2); COMMIT; "
        "EXCEPTION WHEN OTHERS THEN RAISE; END l;";
    ASSERT_NE(parse(body), nullptr);
    for (std::size_t length = 0; length < body.size(); ++length) {
        try {
            parse(body.substr(0, length));
        } catch (const Error& error) {
            EXPECT_NE(error.code(), Code::internal_error);
        }
    }
    for (std::size_t begin = 0; begin < body.size();) {
        const std::size_t end = std::min(body.find(' ', begin), body.size());
        try {
            parse(body.substr(0, begin) + body.substr(end));
        } catch (const Error& error) {
            EXPECT_NE(error.code(), Code::internal_error);
        }
        begin = end + 1;
    }
}

}  // namespace
}  // namespace blueshift::plpgsql
