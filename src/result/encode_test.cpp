#include "result/encode.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "base/error.h"
#include "result/binary.h"
#include "result/decode.h"
#include "types/datetime.h"
#include "types/decimal.h"

namespace blueshift::result {
namespace {

std::string hex(std::string_view bytes) {
    std::string out;
    for (const char c : bytes)
        out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return out;
}

std::string binary(Type type, const Value& value, int client_protocol_version = 0) {
    std::string out;
    const SingleColumn single(type, value);
    append_binary_function(type.id, client_protocol_version)(out, single.column(), 0, type, {});
    return out;
}

std::string binary_hex(Type type, const Value& value, int client_protocol_version = 0) {
    return hex(binary(type, value, client_protocol_version));
}

TEST(RowEncoder, WritesDataRows) {
    RowSource source({{TypeId::integer}, varchar_type(10), {TypeId::boolean}},
                     {{7, "ab", Value()}, {-1, "", true}});
    Batch batch;
    ASSERT_TRUE(source.next(batch));
    const std::vector<Type> types = {{TypeId::integer}, varchar_type(10), {TypeId::boolean}};

    std::string out;
    RowEncoder(types, column_formats({}, 3), 0, {}).append_data_rows(out, batch, 0, 2);
    EXPECT_EQ(hex(out),
              "44"
              "00000015"
              "0003"
              "00000001"
              "37"
              "00000002"
              "6162"
              "ffffffff"
              "44"
              "00000015"
              "0003"
              "00000002"
              "2d31"
              "00000000"
              "00000001"
              "74");

    out.clear();
    const std::vector<std::int16_t> codes = {1, 0, 1};
    RowEncoder(types, column_formats(codes, 3), 0, {}).append_data_rows(out, batch, 0, 1);
    EXPECT_EQ(hex(out),
              "44"
              "00000018"
              "0003"
              "00000004"
              "00000007"
              "00000002"
              "6162"
              "ffffffff");
}

TEST(RowEncoder, FormatCodes) {
    const std::vector<std::int16_t> one = {1};
    EXPECT_EQ(column_formats(one, 3), std::vector(3, Format::binary));
    EXPECT_EQ(column_formats({}, 2), std::vector(2, Format::text));
    const std::vector<std::int16_t> two = {1, 0};
    try {
        column_formats(two, 3);
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_EQ(sqlstate(error.code()), "08P01");
        EXPECT_EQ(error.message(), "bind message has 2 result formats but query has 3 columns");
    }
    const std::vector<std::int16_t> wrong = {2};
    EXPECT_THROW(column_formats(wrong, 1), Error);
}

// Expected bytes: PostgreSQL's protocol documentation, and the vendor's drivers for what differs.
TEST(BinaryForms, Numbers) {
    EXPECT_EQ(binary_hex({TypeId::boolean}, true), "01");
    EXPECT_EQ(binary_hex({TypeId::smallint}, -2), "fffe");
    EXPECT_EQ(binary_hex({TypeId::integer}, 258), "00000102");
    EXPECT_EQ(binary_hex({TypeId::bigint}, -1), "ffffffffffffffff");
    EXPECT_EQ(binary_hex({TypeId::oid}, std::uint32_t{4000000000}), "ee6b2800");
    EXPECT_EQ(binary_hex({TypeId::real}, 1.5), "3fc00000");
    EXPECT_EQ(binary_hex({TypeId::double_}, -2.0), "c000000000000000");
}

TEST(BinaryForms, NumericInDigitGroups) {
    // Number of groups, weight, sign, scale, groups.
    EXPECT_EQ(binary_hex(decimal_type(10, 2), Decimal{1234567, 2}),
              "0003"
              "0001"
              "0000"
              "0002"
              "0001"
              "0929"
              "1a2c");
    EXPECT_EQ(binary_hex(decimal_type(10, 2), Decimal{-50, 2}),
              "0001"
              "ffff"
              "4000"
              "0002"
              "1388");
    EXPECT_EQ(binary_hex(decimal_type(10, 2), Decimal{0, 2}),
              "0000"
              "0000"
              "0000"
              "0002");
    EXPECT_EQ(binary_hex(decimal_type(10, 0), Decimal{10000, 0}),
              "0001"
              "0001"
              "0000"
              "0000"
              "0001");
    EXPECT_EQ(binary_hex(decimal_type(10, 8), Decimal{1, 8}),
              "0001"
              "fffe"
              "0000"
              "0008"
              "0001");
}

TEST(BinaryForms, NumericAsScaledInteger) {
    EXPECT_EQ(binary_hex(decimal_type(10, 2), Decimal{1234567, 2}, 2), "000000000012d687");
    EXPECT_EQ(binary_hex(decimal_type(19, 2), Decimal{-1, 2}, 2), "ffffffffffffffff");
    EXPECT_EQ(binary_hex(decimal_type(20, 2), Decimal{-2, 2}, 2),
              "fffffffffffffffffffffffffffffffe");
    EXPECT_EQ(binary_hex(decimal_type(38, 2), Decimal{5, 1}, 2),
              "00000000000000000000000000000032");
}

TEST(BinaryForms, DatesAndTimes) {
    EXPECT_EQ(binary_hex({TypeId::date}, kDaysTo2000), "00000000");
    EXPECT_EQ(binary_hex({TypeId::date}, kDaysTo2000 - 1), "ffffffff");
    EXPECT_EQ(binary_hex({TypeId::time}, 1), "0000000000000001");
    EXPECT_EQ(binary_hex({TypeId::timetz}, TimeTz{1, 3600}),
              "0000000000000001"
              "fffff1f0");
    EXPECT_EQ(binary_hex({TypeId::timestamp}, kDaysTo2000 * kMicrosPerDay + 5), "0000000000000005");
    EXPECT_EQ(binary_hex({TypeId::timestamptz}, kTimestampInfinity), "7fffffffffffffff");
    EXPECT_EQ(binary_hex({TypeId::timestamp}, kTimestampMinusInfinity), "8000000000000000");
    EXPECT_EQ(binary_hex({TypeId::interval}, Interval{1, 2, 3}),
              "0000000000000003"
              "00000002"
              "00000001");
    EXPECT_EQ(binary_hex({TypeId::interval_ym}, Interval{14, 0, 0}), "0000000e");
    EXPECT_EQ(binary_hex({TypeId::interval_ds}, Interval{0, 1, 1}), "000000141dd76001");
}

TEST(BinaryForms, StringsAndBytes) {
    EXPECT_EQ(binary(char_type(4), "ab"), "ab  ");
    EXPECT_EQ(binary({TypeId::super}, "[1]"), "[1]");
    EXPECT_EQ(binary({TypeId::varbyte}, "abc"), "616263");
    EXPECT_EQ(binary({TypeId::geography}, "abc"), "abc");
}

TEST(BinaryForms, Arrays) {
    EXPECT_EQ(binary_hex({TypeId::int4_array}, "{7,NULL}"),
              "00000001"
              "00000001"
              "00000017"
              "00000002"
              "00000001"
              "00000004"
              "00000007"
              "ffffffff");
    EXPECT_EQ(binary_hex({TypeId::text_array}, "{}"),
              "00000000"
              "00000000"
              "00000019");
    EXPECT_EQ(binary_hex({TypeId::int2vector}, "1 2"),
              "00000001"
              "00000000"
              "00000015"
              "00000002"
              "00000000"
              "00000002"
              "0001"
              "00000002"
              "0002");
}

/// A random value of a type, and how both forms must give it back.
class RoundTrip : public testing::Test {
protected:
    std::int64_t integer(std::int64_t min, std::int64_t max) {
        return std::uniform_int_distribution<std::int64_t>(min, max)(random_);
    }

    void check(Type type, const Value& value) {
        TextSettings settings;
        settings.extra_float_digits = 2;
        settings.time_zone = TimeZone::find("Europe/Berlin");
        const std::string text = value_to_text(type, value, settings);
        EXPECT_EQ(decode_parameter(type, Format::text, text, settings), value) << text;
        EXPECT_EQ(decode_parameter(type, Format::binary, binary(type, value), settings), value)
            << text;
    }

    std::mt19937_64 random_{7};
};

TEST_F(RoundTrip, EveryType) {
    constexpr std::int64_t kTime = kMicrosPerDay - 1;
    for (int round = 0; round < 3000; ++round) {
        check({TypeId::smallint}, integer(INT16_MIN, INT16_MAX));
        check({TypeId::integer}, integer(INT32_MIN, INT32_MAX));
        check({TypeId::bigint}, integer(INT64_MIN, INT64_MAX));
        check({TypeId::oid}, integer(0, UINT32_MAX));
        check({TypeId::boolean}, integer(0, 1) == 1);
        const int scale = static_cast<int>(integer(0, 37));
        const Int128 unscaled = (Int128{integer(INT64_MIN, INT64_MAX)} * integer(1, INT64_MAX)) %
                                power_of_ten(static_cast<int>(integer(1, 38)));
        check(decimal_type(38, scale), Decimal{unscaled, static_cast<std::uint8_t>(scale)});
        const auto real = std::bit_cast<float>(static_cast<std::uint32_t>(random_()));
        if (std::isfinite(real)) check({TypeId::real}, static_cast<double>(real));
        const auto number = std::bit_cast<double>(random_());
        if (std::isfinite(number)) check({TypeId::double_}, number);
        check({TypeId::date}, integer(kDateMin, kDateMax));
        check({TypeId::time}, integer(0, kMicrosPerDay));
        check({TypeId::timetz},
              TimeTz{integer(0, kTime), static_cast<std::int32_t>(integer(-57599, 57599))});
        const std::int64_t day = integer(kDateMin, kTimestampMax / kMicrosPerDay - 1);
        check({TypeId::timestamp}, day * kMicrosPerDay + integer(0, kTime));
        check({TypeId::timestamptz}, day * kMicrosPerDay + integer(kMicrosPerDay / 2, kTime));
        const auto months = static_cast<std::int32_t>(integer(INT32_MIN, INT32_MAX));
        check({TypeId::interval},
              Interval{months, static_cast<std::int32_t>(integer(INT32_MIN, INT32_MAX)),
                       integer(INT64_MIN, INT64_MAX)});
        check({TypeId::interval_ym}, Interval{months, 0, 0});
        const auto days = static_cast<std::int32_t>(integer(-100'000'000, 100'000'000));
        const std::int64_t micros = integer(0, kTime);
        check({TypeId::interval_ds}, Interval{0, days, days < 0 ? -micros : micros});
    }
    check({TypeId::timestamp}, kTimestampInfinity);
    check({TypeId::timestamptz}, kTimestampMinusInfinity);
    check(varchar_type(100), "text with \u00e9");
    check(char_type(10), "padded");
    check({TypeId::super}, R"({"a":[1,"b"]})");
    check({TypeId::geography}, std::string("\x01\x00\xff", 3));
    check({TypeId::int4_array}, "{1,NULL,-3}");
    check({TypeId::text_array}, R"({"a b",NULL,"NULL"})");
}

std::string refusal(Type type, std::string_view bytes) {
    try {
        decode_parameter(type, Format::binary, bytes, {});
    } catch (const Error& error) {
        return std::string(sqlstate(error.code()));
    }
    return "accepted";
}

TEST(Parameters, BadBinary) {
    EXPECT_EQ(refusal({TypeId::integer}, "abc"), "22P03");
    EXPECT_EQ(refusal({TypeId::integer}, "abcde"), "22P03");
    EXPECT_EQ(refusal({TypeId::boolean}, ""), "22P03");
    EXPECT_EQ(refusal({TypeId::decimal}, std::string("\0\1\0\0\0\0\0\0", 8)), "22P03");
    EXPECT_EQ(refusal({TypeId::decimal}, std::string("\0\0\0\0\xc0\0\0\0", 8)), "22003");
    EXPECT_EQ(refusal({TypeId::date}, "\x7f\xff\xff\xff"), "22008");
    EXPECT_EQ(refusal({TypeId::time}, "\x7f\xff\xff\xff\xff\xff\xff\xff"), "22008");
    EXPECT_EQ(refusal({TypeId::timestamp}, "\x7f\xff\xff\xff\xff\xff\xff\x00"), "22P03");
    EXPECT_EQ(refusal({TypeId::timestamp}, std::string("\x7f\xff\xff\xff\xff\xff\xff\x00", 8)),
              "22008");
    EXPECT_EQ(refusal(varchar_type(10), "\xff"), "22021");
    EXPECT_EQ(refusal(varchar_type(2), "abc"), "22001");
    EXPECT_EQ(refusal({TypeId::int4_array},
                      std::string("\0\0\0\1\0\0\0\0\0\0\0\x19\0\0\0\0\0\0\0\1", 20)),
              "22P03");
    EXPECT_EQ(refusal({TypeId::int4_array},
                      std::string("\0\0\0\1\0\0\0\0\0\0\0\x17\x7f\0\0\0\0\0\0\1", 20)),
              "22P03");
}

}  // namespace
}  // namespace blueshift::result
