#include "copy/record_reader.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace blueshift::copy {
namespace {

/// Gives its text in pieces of `step` bytes, so that every boundary falls between two blocks once.
class Pieces : public ByteStream {
public:
    Pieces(std::string text, std::size_t step) : text_(std::move(text)), step_(step) {}
    std::string_view next() override {
        const std::string_view piece = std::string_view(text_).substr(position_, step_);
        position_ += piece.size();
        return piece;
    }

private:
    std::string text_;
    std::size_t step_;
    std::size_t position_ = 0;
};

/// Fields in brackets, NULLs as `-`, problems as `!`; records end with a blank.
std::string read_all(const std::string& text, const LoadOptions& options, std::size_t step = 1) {
    RecordReader reader(std::make_unique<Pieces>(text, step), options);
    Record record;
    std::string out;
    while (reader.next(record)) {
        out += std::to_string(record.line_number) + ":";
        if (!record.problem.empty()) {
            out += "! ";
            continue;
        }
        for (const Field& field : record.fields) out += field.is_null ? "-" : "[" + field.text + "]";
        out += ' ';
    }
    return out;
}

LoadOptions csv() {
    LoadOptions options;
    options.format = sql::CopyFormat::csv;
    options.delimiter = ',';
    return options;
}

TEST(RecordReader, SplitsDelimitedText) {
    EXPECT_EQ(read_all("1|\"a\"|\n\\N|b|c", {}), "1:[1][\"a\"][] 2:-[b][c] ");
}

TEST(RecordReader, TakesAllLineEnds) {
    EXPECT_EQ(read_all("1\n2\r\n3\r4\r\r5\n", {}), "1:[1] 2:[2] 3:[3] 4:[4] 5:[] 6:[5] ");
    EXPECT_EQ(read_all("", {}), "");
}

TEST(RecordReader, ReadsQuotedFields) {
    EXPECT_EQ(read_all("\"a,\"\"b\"\"\nc\",2\n3,\"\"\n", csv()), "1:[a,\"b\"\nc][2] 3:[3][] ");
    EXPECT_EQ(read_all("\"a\"b,1\n2,3\n", csv()), "1:! 2:[2][3] ");
    EXPECT_EQ(read_all("\"a", csv()), "1:! ");
}

TEST(RecordReader, SkipsHeaders) {
    LoadOptions options = csv();
    options.header_lines = 2;
    EXPECT_EQ(read_all("h\nh\n1\n", options), "3:[1] ");
    EXPECT_EQ(read_all("h", options), "");
}

TEST(RecordReader, Unescapes) {
    LoadOptions options;
    options.escape = true;
    EXPECT_EQ(read_all("a\\|b|\\N|c\\\nd|\\012\n", options), "1:[a|b]-[c\nd][012] ");
}

TEST(RecordReader, RemovesQuotes) {
    LoadOptions options;
    options.remove_quotes = true;
    EXPECT_EQ(read_all("'a'|\"b\"|c'\n'x\n", options), "1:[a][b][c'] 2:! ");
}

TEST(RecordReader, RefusesEndlessRecords) {
    EXPECT_THROW(read_all(std::string(kRecordBytesMax + 1, 'x'), {}, 1 << 20), Error);
}

}  // namespace
}  // namespace blueshift::copy
