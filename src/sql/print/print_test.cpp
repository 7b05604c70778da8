#include "sql/print/print.h"

#include <gtest/gtest.h>

#include "sql/parser/parser.h"

namespace blueshift::sql {
namespace {

std::string redacted(std::string_view sql) {
    return print(*parse_statement(sql, {}), {.redact_secrets = true});
}

TEST(Print, QuotesOnlyNamesThatNeedIt) {
    EXPECT_EQ(quote_identifier("abc_1$"), "abc_1$");
    EXPECT_EQ(quote_identifier("#tmp"), "#tmp");
    EXPECT_EQ(quote_identifier("größe"), "größe");
    EXPECT_EQ(quote_identifier("year"), "year");
    EXPECT_EQ(quote_identifier("Abc"), "\"Abc\"");
    EXPECT_EQ(quote_identifier("select"), "\"select\"");
    EXPECT_EQ(quote_identifier("prior"), "\"prior\"");
    EXPECT_EQ(quote_identifier("1a"), "\"1a\"");
    EXPECT_EQ(quote_identifier("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(quote_identifier(""), "\"\"");
}

TEST(Print, EscapesQuotesAndBackslashes) {
    EXPECT_EQ(quote_literal("it's a\\b"), "'it''s a\\\\b'");
    EXPECT_EQ(quote_literal("a\tb\r\n"), "'a\\tb\\r\\n'");
    EXPECT_EQ(quote_literal(std::string_view("\0", 1)), "'\\000'");
}

TEST(Print, KeepsNamesWhenCaseMatters) {
    const ParseOptions options{.case_sensitive_identifiers = true};
    const std::string sql = "SELECT \"Ab\".\"C\" AS \"D\" FROM \"Ab\"";
    EXPECT_EQ(print(*parse_statement(sql, options)), sql);
    EXPECT_EQ(print(*parse_statement(sql, {})), "SELECT ab.c AS d FROM ab");
}

TEST(Print, WritesTypesAndNames) {
    EXPECT_EQ(print(parse_type_name("timestamp (3) with time zone", {})), "timestamp(3) with time zone");
    EXPECT_EQ(print(parse_type_name("Character Varying(MAX)", {})), "character varying(max)");
    EXPECT_EQ(print(parse_type_name("interval day to second (3)", {})), "interval day to second(3)");
    EXPECT_EQ(print(parse_type_name("int[3]", {})), "int[]");
}

TEST(Print, MasksSecretsOfTheTree) {
    EXPECT_EQ(redacted("create user u password 'Secret1' valid until '2030-01-01'"),
              "CREATE USER u PASSWORD '***' VALID UNTIL '2030-01-01'");
    EXPECT_EQ(redacted("copy t from 's3://b' access_key_id 'a' secret_access_key 'b' session_token 'c' region 'r'"),
              "COPY t FROM 's3://b' ACCESS_KEY_ID '***' SECRET_ACCESS_KEY '***' SESSION_TOKEN '***' REGION 'r'");
    EXPECT_EQ(redacted("unload ('select 1') to 's3://b' credentials 'aws_iam_role=x'"),
              "UNLOAD ('select 1') TO 's3://b' CREDENTIALS '***'");
    EXPECT_EQ(redacted("create library l language plpythonu from 's3://b' credentials 'k'"),
              "create library l language plpythonu from 's3://b' credentials '***'");
}

TEST(Redact, MasksLiteralsBehindSecretWords) {
    EXPECT_EQ(redact_secrets("COPY t FROM 's3://b' WITH credentials AS 'aws_access_key_id=a;b=c' csv"),
              "COPY t FROM 's3://b' WITH credentials AS '***' csv");
    EXPECT_EQ(redact_secrets("alter user u password $$x$$"), "alter user u password '***'");
    EXPECT_EQ(redact_secrets("set password to 'x'; set password = 'y'"), "set password to '***'; set password = '***'");
    EXPECT_EQ(redact_secrets("select 'a' from t where b = 'c'"), "select 'a' from t where b = 'c'");
}

TEST(Redact, MasksTheRestOfTextThatDoesNotLex) {
    EXPECT_EQ(redact_secrets("create user u password 'abc"), "create user u password ***");
    EXPECT_EQ(redact_secrets("select /* open"), "select /* open");
}

}  // namespace
}  // namespace blueshift::sql
