// No text, however wrong, may do anything but give a value or an Error.
#include <gtest/gtest.h>

#include <random>

#include "types/text_test_support.h"

namespace blueshift {
namespace {

constexpr std::string_view kSeeds[] = {"1999-01-08 04:05:06.789-08:00",
                                       "January 8, 99 BC",
                                       "J2451187",
                                       "08-Jan-99 11:59 PM America/New_York",
                                       "EST5EDT,M3.2.0/1,M11.1.0",
                                       "1 year 2 mons -3 days +04:05:06.5 ago",
                                       "2-3 1 2:03:04",
                                       "-9223372036854775808",
                                       "1.5e-300",
                                       "NaN",
                                       "{\"a\":[1,2.5e3,\"x\"]}",
                                       "{1,NULL,\"a\\\"b\"}",
                                       "0101000000",
                                       "aGVsbG8=",
                                       "infinity",
                                       "tomorrow allballs",
                                       "19990108T040506.5Z",
                                       "true"};
constexpr std::string_view kAlphabet = "0123456789-+:./, {}[]\"\\eETJZabcx\t\xff";

std::string mutate(std::string text, std::mt19937_64& random) {
    for (std::uint64_t edits = random() % 4; edits > 0; --edits) {
        const std::size_t position = random() % (text.size() + 1);
        const char c = kAlphabet[random() % kAlphabet.size()];
        switch (random() % 4) {
            case 0:
                text.insert(position, 1, c);
                break;
            case 1:
                text.erase(position, 1 + random() % 3);
                break;
            case 2:
                text.insert(position, text.substr(random() % (text.size() + 1)));
                break;
            default:
                if (position < text.size()) text[position] = c;
        }
    }
    return text;
}

TEST(Robustness, EveryTypeTakesAnyText) {
    std::mt19937_64 random(11);
    const TextSettings settings = test_settings("Europe/London");
    int accepted = 0;
    for (int round = 0; round < 4000; ++round) {
        const std::string text = mutate(std::string(kSeeds[random() % std::size(kSeeds)]), random);
        for (const TypeInfo& info : all_types()) {
            const Type type = info.id == TypeId::decimal ? decimal_type(20, 5) : Type{info.id};
            try {
                const Value value = value_from_text(type, text, settings);
                value_to_text(type, value, settings);
                ++accepted;
            } catch (const Error& error) {
                EXPECT_NE(error.code(), Code::internal_error);
            }
        }
    }
    EXPECT_GT(accepted, 10000);
}

TEST(Robustness, WhatIsPrintedReadsBack) {
    std::mt19937_64 random(13);
    TextSettings settings = test_settings("America/St_Johns");
    settings.extra_float_digits = 2;
    for (const TypeId id : {TypeId::date, TypeId::time, TypeId::timetz, TypeId::timestamp,
                            TypeId::timestamptz, TypeId::interval, TypeId::interval_ym,
                            TypeId::interval_ds, TypeId::double_, TypeId::super}) {
        for (int round = 0; round < 20000; ++round) {
            const std::string text =
                mutate(std::string(kSeeds[random() % std::size(kSeeds)]), random);
            std::string shown;
            try {
                shown = value_to_text({id}, value_from_text({id}, text, settings), settings);
            } catch (const Error&) {
                continue;
            }
            EXPECT_EQ(echo(id, shown, settings), shown) << text;
        }
    }
}

}  // namespace
}  // namespace blueshift
