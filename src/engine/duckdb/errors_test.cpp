#include "engine/duckdb/engine_fixture.h"
#include "engine/duckdb/errors.h"

namespace blueshift::engine {
namespace {

struct Case {
    const char* sql;
    const char* sqlstate;
    const char* message;
};

class ErrorsTest : public EngineTest {};

TEST_F(ErrorsTest, HaveTheirSqlstateAndWording) {
    connection_->execute("CREATE TABLE t (a INTEGER NOT NULL, b SMALLINT)");
    const Case cases[] = {
        {"SELECT 2147483647::INTEGER + i::INTEGER FROM range(1, 2) r(i)", "22003", "integer out of range"},
        {"SELECT 32767::SMALLINT + i::SMALLINT FROM range(1, 2) r(i)", "22003", "smallint out of range"},
        {"SELECT 9223372036854775807 * i FROM range(2, 3) r(i)", "22003", "bigint out of range"},
        {"SELECT CAST(i AS SMALLINT) FROM range(100000, 100001) r(i)", "22003", "smallint out of range"},
        {"SELECT CAST(1e10::DOUBLE * i AS INTEGER) FROM range(1, 2) r(i)", "22003", "integer out of range"},
        {"SELECT CAST(sum(x) AS BIGINT) FROM (VALUES (9223372036854775807), (1)) v(x)", "22003", "bigint out of range"},
        {"SELECT 99999999999999999999999999999999999999::DECIMAL(38,0) + i FROM range(1, 2) r(i)", "22003",
         "Numeric data overflow (result precision)"},
        {"SELECT CAST(i * 1000 AS DECIMAL(4,1)) FROM range(1, 2) r(i)", "22003",
         "Numeric data overflow (result precision)"},
        {"SELECT sqrt(-1.0 * i) FROM range(1, 2) r(i)", "2201F", "cannot take square root of a negative number"},
        {"SELECT ln(0.0 * i) FROM range(1, 2) r(i)", "2201E", "cannot take logarithm of zero"},
        {"SELECT ln(-1.0 * i) FROM range(1, 2) r(i)", "2201E", "cannot take logarithm of a negative number"},
        {"SELECT (SELECT i FROM range(2) r(i))", "21000", "more than one row returned by a subquery used as an expression"},
        {"INSERT INTO t VALUES (NULL, 1)", "23502", "Cannot insert a NULL value into column a"},
        {"SELECT TIMESTAMP '2020-01-01' + INTERVAL (i) YEAR FROM range(100000000, 100000001) r(i)", "22008", "date out of range"},
    };
    for (const Case& row : cases) {
        const Error error = error_of([&] { connection_->execute(row.sql); });
        EXPECT_EQ(sqlstate(error.code()), row.sqlstate) << row.sql << ": " << error.message();
        EXPECT_EQ(error.message(), row.message) << row.sql;
    }
}

TEST_F(ErrorsTest, MissingObjects) {
    EXPECT_EQ(error_of([&] { connection_->prepare("SELECT * FROM gone"); }).code(), Code::undefined_table);
    EXPECT_EQ(error_of([&] { connection_->prepare("SELECT gone(1)"); }).code(), Code::undefined_function);
    EXPECT_EQ(error_of([&] { connection_->prepare("SELECT gone FROM range(1)"); }).code(), Code::undefined_column);
}

TEST(MapErrorTest, OwnErrorsComeBackWhole) {
    const Error sent = Error(Code::invalid_datetime_format, "bad \"x\"").detail("Because.");
    const Error back = map_error("Invalid Input Error: " + raise_text(sent) + "\n\nLINE 1: SELECT");
    EXPECT_EQ(back.code(), Code::invalid_datetime_format);
    EXPECT_EQ(back.message(), "bad \"x\"");
    EXPECT_EQ(back.detail(), "Because.");
}

TEST(MapErrorTest, ShowsNothingOfTheEmittedSql) {
    const Error error = map_error("Conversion Error: Could not convert string 'abc' to INT32\n\nLINE 1: SELECT secret");
    EXPECT_EQ(error.message(), "Could not convert string 'abc' to INT32");
}

TEST(MapErrorTest, ObjectStore) {
    const Error denied = map_error(
        "HTTP Error: HTTP GET error reading 's3://b/t.csv?s3_access_key_id=AKIA&s3_secret_access_key=hush' in region "
        "'us-east-1' (HTTP 403 Forbidden)\n\nSignatureDoesNotMatch: The signature does not match.\n\nLINE 1: x");
    EXPECT_EQ(denied.code(), Code::insufficient_privilege);
    EXPECT_EQ(denied.message(), "S3ServiceException:The signature does not match.,Status 403,Error SignatureDoesNotMatch");
    EXPECT_EQ(denied.detail(), "HTTP GET error reading 's3://b/t.csv' in region 'us-east-1' (HTTP 403 Forbidden)");
    const Error missing = map_error("HTTP Error: HTTP GET error reading 's3://b/x' in region 'r' (HTTP 404 Not Found)\n\nLINE 1: x");
    EXPECT_EQ(missing.code(), Code::undefined_file);
    EXPECT_EQ(missing.message(), "S3ServiceException:Not Found,Status 404");
    EXPECT_EQ(map_error("IO Error: Could not resolve 's3://b/x?s3_secret_access_key=hush'").message(),
              "Could not resolve 's3://b/x'");
}

TEST(MapErrorTest, StorageAndResources) {
    EXPECT_EQ(map_error("Out of Memory Error: failed to allocate data of size 1.0 GiB").code(), Code::out_of_memory);
    EXPECT_EQ(map_error("IO Error: Could not write file \"/x\": No space left on device").code(), Code::disk_full);
    EXPECT_EQ(map_error("IO Error: Could not read from file").code(), Code::io_error);
    EXPECT_EQ(map_error("INTERRUPT Error: Interrupted!").code(), Code::query_canceled);
}

}  // namespace
}  // namespace blueshift::engine
