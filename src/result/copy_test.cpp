#include <gtest/gtest.h>

#include <fmt/format.h>

#include "base/error.h"
#include "result/copy_decode.h"
#include "result/copy_encode.h"

namespace blueshift::result {
namespace {

using Rows = std::vector<CopyDecoder::Row>;

/// Decodes `data` cut into blocks of `block` bytes.
Rows decode(const CopyOptions& options, std::vector<std::string> names, std::string_view data,
            std::size_t block = std::string_view::npos) {
    CopyDecoder decoder(options, std::move(names));
    Rows rows;
    CopyDecoder::Row row;
    for (std::size_t start = 0; start < data.size();
         start += std::min(block, data.size() - start)) {
        decoder.push(data.substr(start, block));
        while (decoder.next(row))
            rows.push_back(row);
    }
    decoder.finish();
    while (decoder.next(row))
        rows.push_back(row);
    return rows;
}

std::string refusal(const CopyOptions& options, std::vector<std::string> names,
                    std::string_view data) {
    try {
        decode(options, std::move(names), data);
    } catch (const Error& error) {
        return std::string(sqlstate(error.code())) + " " + error.message();
    }
    return "accepted";
}

const CopyOptions kText = default_copy_options(CopyFormat::text);
const CopyOptions kCsv = default_copy_options(CopyFormat::csv);

// Doc: PostgreSQL, COPY, "Text Format"
TEST(CopyDecodeText, FieldsAndEscapes) {
    EXPECT_EQ(decode(kText, {"a", "b"}, "1\tx\n2\t\\N\n"), (Rows{{"1", "x"}, {"2", std::nullopt}}));
    EXPECT_EQ(decode(kText, {"a"}, "a\\tb\\nc\\\\d\\101\\x42\\q\n"), (Rows{{"a\tb\nc\\dABq"}}));
    EXPECT_EQ(decode(kText, {"a"}, "a\\\nb\n"), (Rows{{"a\nb"}}));
    EXPECT_EQ(decode(kText, {"a", "b"}, "\\\t\t\n"), (Rows{{"\t", ""}}));
    EXPECT_EQ(decode(kText, {"a"}, "\\\\N\n"), (Rows{{"\\N"}}));
    EXPECT_EQ(decode(kText, {"a"}, "last"), (Rows{{"last"}}));
    EXPECT_EQ(decode(kText, {"a"}, "1\n\\.\nignored\n"), (Rows{{"1"}}));
    EXPECT_EQ(decode(kText, {"a"}, ""), Rows{});
    EXPECT_EQ(decode(kText, {"a"}, "\n"), (Rows{{""}}));
}

TEST(CopyDecodeText, LineEnds) {
    EXPECT_EQ(decode(kText, {"a"}, "1\r\n2\r\n"), (Rows{{"1"}, {"2"}}));
    EXPECT_EQ(decode(kText, {"a"}, "1\r2\r"), (Rows{{"1"}, {"2"}}));
    EXPECT_EQ(refusal(kText, {"a"}, "1\n2\r\n"), "22P04 literal carriage return found in data");
    EXPECT_EQ(refusal(kText, {"a"}, "1\r\n2\n"), "22P04 literal newline found in data");
}

TEST(CopyDecodeText, Refusals) {
    EXPECT_EQ(refusal(kText, {"a", "b"}, "1\n"), "22P04 missing data for column \"b\"");
    EXPECT_EQ(refusal(kText, {"a"}, "1\t2\n"), "22P04 extra data after last expected column");
    EXPECT_EQ(refusal(kText, {"a"}, "\xff\n"),
              "22021 invalid byte sequence for encoding \"UTF8\": 0xff");
    EXPECT_EQ(refusal(kText, {"a"}, "\\xff\n"),
              "22021 invalid byte sequence for encoding \"UTF8\": 0xff");
    EXPECT_EQ(refusal(kText, {"a"}, "\\0\n"),
              "22021 invalid byte sequence for encoding \"UTF8\": 0x00");
}

TEST(CopyDecodeText, KnowsItsLine) {
    CopyDecoder decoder(kText, {"a"});
    decoder.push("1\n2\n3");
    CopyDecoder::Row row;
    ASSERT_TRUE(decoder.next(row));
    ASSERT_TRUE(decoder.next(row));
    EXPECT_EQ(decoder.line_number(), 2);
    EXPECT_FALSE(decoder.next(row));
    EXPECT_EQ(decoder.line_number(), 2);
}

// Doc: PostgreSQL, COPY, "CSV Format"
TEST(CopyDecodeCsv, QuotesAndNulls) {
    EXPECT_EQ(decode(kCsv, {"a", "b"}, "1,\"x, \"\"y\"\"\n z\"\n2,\n"),
              (Rows{{"1", "x, \"y\"\n z"}, {"2", std::nullopt}}));
    EXPECT_EQ(decode(kCsv, {"a"}, "\"\"\n"), (Rows{{""}}));
    EXPECT_EQ(decode(kCsv, {"a"}, "a\"b,c\"d\n"), (Rows{{"ab,cd"}}));
    EXPECT_EQ(decode(kCsv, {"a"}, "\"\\.\"\n\\.\nrest\n"), (Rows{{"\\."}}));
    CopyOptions options = kCsv;
    options.escape = '\\';
    options.header = true;
    options.force_not_null = {true, false};
    EXPECT_EQ(decode(options, {"a", "b"}, "a,b\n,\n\"x\\\"y\\\\\",\"\\n\"\n"),
              (Rows{{"", std::nullopt}, {"x\"y\\", "\\n"}}));
    EXPECT_EQ(refusal(kCsv, {"a"}, "\"open\n"), "22P04 unterminated CSV quoted field");
    EXPECT_EQ(refusal(kCsv, {"a"}, "1\n2\r\n"), "22P04 unquoted carriage return found in data");
}

TEST(CopyDecode, CutsDoNotMatter) {
    const std::string text = "1\ta\\\nb\\t\n2\t\\N\n\\\\\t\\x41\n";
    const std::string crlf = "1\tx\r\n2\ty\r\n";
    const std::string csv = "1,\"a\nb\"\"c\"\n2,\n\"3\",\"\"\n";
    for (std::size_t block = 1; block < 12; ++block) {
        EXPECT_EQ(decode(kText, {"a", "b"}, text, block), decode(kText, {"a", "b"}, text));
        EXPECT_EQ(decode(kText, {"a", "b"}, crlf, block), decode(kText, {"a", "b"}, crlf));
        EXPECT_EQ(decode(kCsv, {"a", "b"}, csv, block), decode(kCsv, {"a", "b"}, csv));
    }
}

class CopyOut : public testing::Test {
protected:
    CopyOut() {
        RowSource source(types_, {{1, "plain"},
                                  {2, "tab\t, \"quote\" \\ line\n"},
                                  {Value(), Value()},
                                  {4, ""},
                                  {5, "\\."}});
        source.next(batch_);
    }

    std::string encode(const CopyOptions& options) const {
        const CopyEncoder encoder(types_, {"id", "some, text"}, options, {});
        std::string out;
        encoder.begin(out);
        for (std::size_t row = 0; row < batch_.row_count; ++row)
            encoder.append_row(out, batch_, row);
        encoder.end(out);
        return out;
    }

    std::vector<Type> types_ = {{TypeId::integer}, varchar_type(100)};
    Batch batch_;
};

TEST_F(CopyOut, Text) {
    EXPECT_EQ(encode(kText),
              "1\tplain\n2\ttab\\t, \"quote\" \\\\ line\\n\n\\N\t\\N\n4\t\n5\t\\\\.\n");
}

TEST_F(CopyOut, Csv) {
    CopyOptions options = kCsv;
    options.header = true;
    EXPECT_EQ(
        encode(options),
        "id,\"some, text\"\n1,plain\n2,\"tab\t, \"\"quote\"\" \\ line\n\"\n,\n4,\"\"\n5,\"\\.\"\n");
    options.header = false;
    options.force_quote = {true, false};
    EXPECT_EQ(encode(options).substr(0, 10), "\"1\",plain\n");
}

TEST_F(CopyOut, DelimitersThatNumbersHold) {
    RowSource source({decimal_type(4, 1), {TypeId::date}}, {{Decimal{-15, 1}, 0}});
    Batch batch;
    ASSERT_TRUE(source.next(batch));
    const std::vector<Type> types = {decimal_type(4, 1), {TypeId::date}};
    std::string out;
    CopyOptions options = kText;
    options.delimiter = '-';
    CopyEncoder(types, {"a", "b"}, options, {}).append_row(out, batch, 0);
    options = kCsv;
    options.delimiter = '.';
    CopyEncoder(types, {"a", "b"}, options, {}).append_row(out, batch, 0);
    EXPECT_EQ(out, "\\-1.5-1970\\-01\\-01\n\"-1.5\".1970-01-01\n");
}

TEST_F(CopyOut, ReadsBack) {
    const Rows expected = {{"1", "plain"},
                           {"2", "tab\t, \"quote\" \\ line\n"},
                           {std::nullopt, std::nullopt},
                           {"4", ""},
                           {"5", "\\."}};
    for (CopyOptions options : {kText, kCsv}) {
        EXPECT_EQ(decode(options, {"id", "text"}, encode(options)), expected);
        options.delimiter = '|';
        options.null_text = "null";
        options.header = true;
        EXPECT_EQ(decode(options, {"id", "text"}, encode(options)), expected);
    }
}

TEST_F(CopyOut, Binary) {
    const std::string out = encode(default_copy_options(CopyFormat::binary));
    EXPECT_EQ(out.substr(0, 19), std::string("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19));
    EXPECT_EQ(out.substr(19, 19), std::string("\0\2\0\0\0\4\0\0\0\1\0\0\0\5plain", 19));
    EXPECT_EQ(out.substr(out.size() - 2), "\xff\xff");
}

// Doc: PostgreSQL, COPY, "Binary Format"
constexpr std::string_view kBinaryHeader("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
constexpr std::string_view kTwoTuples(
    "\0\2\0\0\0\4\0\0\0\7\0\0\0\1x"
    "\0\2\377\377\377\377\0\0\0\0",
    25);
constexpr std::string_view kTrailer("\377\377", 2);

Rows decode_binary(std::string_view data, std::size_t block) {
    const auto reader = make_copy_reader(default_copy_options(CopyFormat::binary), {"a", "b"});
    Rows rows;
    CopyReader::Row row;
    for (std::size_t start = 0; start < data.size();
         start += std::min(block, data.size() - start)) {
        reader->push(data.substr(start, block));
        while (reader->next(row))
            rows.push_back(row);
    }
    reader->finish();
    while (reader->next(row))
        rows.push_back(row);
    return rows;
}

std::string binary_refusal(const std::string& data) {
    try {
        decode_binary(data, data.size());
    } catch (const Error& error) {
        return std::string(sqlstate(error.code())) + " " + error.message();
    }
    return "accepted";
}

TEST(CopyDecodeBinary, TuplesCutAnywhere) {
    const std::string data = fmt::format("{}{}{}", kBinaryHeader, kTwoTuples, kTrailer);
    const Rows expected = {{std::string("\0\0\0\7", 4), "x"}, {std::nullopt, ""}};
    for (const std::size_t block : {data.size(), std::size_t{7}, std::size_t{1}}) {
        EXPECT_EQ(decode_binary(data, block), expected);
    }
    EXPECT_EQ(decode_binary(fmt::format("{}{}", kBinaryHeader, kTwoTuples), 7), expected);
}

TEST(CopyDecodeBinary, Refusals) {
    const std::string header(kBinaryHeader);
    EXPECT_EQ(binary_refusal("1\t2\n"), "22P04 COPY file signature not recognized");
    EXPECT_EQ(binary_refusal(header + std::string("\0\1\0\0\0\0", 6)),
              "22P04 row field count is 1, expected 2");
    EXPECT_EQ(binary_refusal(""), "22P04 unexpected EOF in COPY data");
    EXPECT_EQ(binary_refusal(header + std::string("\0\2\0\0", 4)),
              "22P04 unexpected EOF in COPY data");
    EXPECT_EQ(binary_refusal(header + std::string("\0\2\377\377\377\376", 6)),
              "22P04 invalid field size");
}

}  // namespace
}  // namespace blueshift::result
