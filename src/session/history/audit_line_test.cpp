#include <gtest/gtest.h>

#include "session/history/audit_log.h"

namespace blueshift::session {

namespace {

using catalog::system::HistoryTable;
using catalog::system::Row;

/// 2019-05-15 05:59:03.623 UTC
constexpr std::int64_t kTime = 1'557'899'943'623'000;

Row connection(std::string application) {
    return {101,  "authenticated", kTime, "172.31.46.34", "39022", 22313, "dev", "ana", "password", 0, "TLSv1.2",
            "ECDHE-RSA-AES128-GCM-SHA256", std::move(application), "Linux", "JDBC 2.1", "none", 2};
}

Row statement(std::string text) {
    return {101, 7, 1'000'001, 4711, 22313, "dev", "default", "QUERY", "SELECT", std::move(text), kTime, kTime, "success",
            Value(), Value(), 1, 8, 0, 10, 0, 100, Value(), "ana", Value()};
}

}  // namespace

TEST(AuditLine, ConnectionAsTheVendorLaysItOut) {
    EXPECT_EQ(audit_line(HistoryTable::connection_event, connection("psql"), AuditFormat::vendor),
              "authenticated|Wed, 15 May 2019 05:59:03:623|172.31.46.34|39022|22313|dev|ana|password|0|TLSv1.2|"
              "ECDHE-RSA-AES128-GCM-SHA256|||||psql|Linux|JDBC 2.1|none|2||");
}

TEST(AuditLine, StatementIsOneLine) {
    EXPECT_EQ(audit_line(HistoryTable::statement, statement("SELECT 1,\n2"), AuditFormat::vendor),
              "'2019-05-15T05:59:03Z UTC [ db=dev user=ana pid=22313 userid=101 xid=4711 ]' LOG: SELECT 1, 2");
}

TEST(AuditLine, UserChange) {
    const Row row{102, "bob", Value(), "Create", 1, 0, 0, Value(), 22313, 4711, kTime};
    EXPECT_EQ(audit_line(HistoryTable::user_change, row, AuditFormat::vendor),
              "102|bob||Create|1|0|0||22313|4711|Wed, 15 May 2019 05:59:03:623");
}

TEST(AuditLine, ClientsCannotForgeFieldsOrLines) {
    const std::string line = audit_line(HistoryTable::connection_event, connection("x|y\nauthenticated"), AuditFormat::vendor);
    EXPECT_NE(line.find("|x y authenticated|"), std::string::npos);
}

TEST(AuditLine, Json) {
    const std::string line = audit_line(HistoryTable::statement, statement("SELECT '\"'"), AuditFormat::json);
    EXPECT_NE(line.find(R"("log":"useractivitylog")"), std::string::npos);
    EXPECT_NE(line.find(R"("querytxt":"SELECT '\"'")"), std::string::npos);
    EXPECT_NE(line.find(R"("starttime":"2019-05-15T05:59:03Z")"), std::string::npos);
}

TEST(AuditLine, OtherLogsAreNotAudited) {
    EXPECT_EQ(audit_line(HistoryTable::step, {}, AuditFormat::vendor), "");
}

}  // namespace blueshift::session
