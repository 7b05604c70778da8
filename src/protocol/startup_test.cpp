#include "protocol/startup.h"

#include <gtest/gtest.h>

#include "protocol/fatal_error.h"
#include "protocol/testing/test_client.h"

namespace blueshift::protocol::testing {
namespace {

std::string packet(const std::vector<std::pair<std::string, std::string>>& parameters,
                   std::int32_t version = 3 << 16) {
    std::string out = int32(version);
    for (const auto& [name, value] : parameters)
        out += cstring(name) + cstring(value);
    return out + '\0';
}

StartupMessage startup(const std::vector<std::pair<std::string, std::string>>& parameters) {
    return std::get<StartupMessage>(parse_startup_packet(packet(parameters)));
}

std::string code_of(const std::string& bytes) {
    try {
        parse_startup_packet(bytes);
    } catch (const FatalError& error) {
        return std::string(sqlstate(error.code()));
    }
    return "accepted";
}

TEST(Startup, Requests) {
    EXPECT_TRUE(std::holds_alternative<SslRequest>(parse_startup_packet(int32(80877103))));
    EXPECT_TRUE(std::holds_alternative<GssEncRequest>(parse_startup_packet(int32(80877104))));
    const auto cancel =
        std::get<CancelRequest>(parse_startup_packet(int32(80877102) + int32(7) + int32(-9)));
    EXPECT_EQ(cancel.process_id, 7);
    EXPECT_EQ(cancel.secret_key, -9);
}

TEST(Startup, ParametersOfAnyClient) {
    const auto message = startup({{"user", "ana"},
                                  {"database", "dev"},
                                  {"application_name", "psql"},
                                  {"client_encoding", "UTF8"},
                                  {"DateStyle", "ISO"},
                                  {"options", "-c search_path=a,b --statement-timeout=5s"}});
    EXPECT_EQ(message.user, "ana");
    EXPECT_EQ(message.database, "dev");
    EXPECT_EQ(message.application_name, "psql");
    EXPECT_FALSE(message.is_redshift_driver);
    const std::map<std::string, std::string> settings = {{"client_encoding", "UTF8"},
                                                         {"datestyle", "ISO"},
                                                         {"search_path", "a,b"},
                                                         {"statement_timeout", "5s"}};
    EXPECT_EQ(message.settings, settings);
}

TEST(Startup, ParametersOfRedshiftDrivers) {
    const auto message = startup({{"user", "ana"},
                                  {"driver_version", "Redshift Python Driver 2.1.15"},
                                  {"os_version", "Linux"},
                                  {"client_protocol_version", "2"},
                                  {"_pq_.compression", "lz4:1"}});
    EXPECT_EQ(message.database, "ana");
    EXPECT_TRUE(message.is_redshift_driver);
    EXPECT_EQ(message.redshift_protocol, 2);
    EXPECT_EQ(message.unknown_protocol_options, std::vector<std::string>{"_pq_.compression"});
    EXPECT_EQ(startup({{"user", "a"}, {"client_protocol_version", "3"}}).redshift_protocol, 2);
    EXPECT_EQ(startup({{"user", "a"}, {"client_protocol_version", "-1"}}).redshift_protocol, 0);
    EXPECT_EQ(startup({{"user", "a"}, {"client_protocol_version", "x"}}).redshift_protocol, 0);
}

TEST(Startup, OptionsAreSplitAtUnescapedBlanks) {
    const std::map<std::string, std::string> expected = {{"a", "1 2"}, {"b", "\\"}, {"c_d", ""}};
    EXPECT_EQ(parse_options("  -c a=1\\ 2\t-cb=\\\\ --C-D="), expected);
    for (const char* bad : {"-c", "-x", "word", "--=1", "-c novalue"})
        EXPECT_THROW(parse_options(bad), FatalError) << bad;
}

TEST(Startup, MalformedPackets) {
    EXPECT_EQ(code_of(""), "08P01");
    EXPECT_EQ(code_of("abc"), "08P01");
    EXPECT_EQ(code_of(int32(80877103) + "x"), "08P01");
    EXPECT_EQ(code_of(int32(80877102) + int32(1)), "08P01");
    EXPECT_EQ(code_of(int32(3 << 16)), "08P01");
    EXPECT_EQ(code_of(int32(3 << 16) + cstring("user")), "08P01");
    EXPECT_EQ(code_of(int32(3 << 16) + cstring("user") + "ana"), "08P01");
    EXPECT_EQ(code_of(packet({{"user", "ana"}}) + "x"), "08P01");
    EXPECT_EQ(code_of(packet({})), "28000");
    EXPECT_EQ(code_of(packet({{"user", "ana"}}, 2 << 16)), "0A000");
    EXPECT_EQ(code_of(packet({{"user", "ana"}}, 4 << 16)), "0A000");
}

}  // namespace
}  // namespace blueshift::protocol::testing
