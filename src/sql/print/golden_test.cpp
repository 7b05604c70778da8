// tests/golden/parse: statements and their printed form. A file holds blocks separated by blank lines: comment lines (#), the
// statement, a line `----`, what print() makes of it. BLUESHIFT_UPDATE_GOLDEN=1 rewrites the printed forms; read the difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "sql/parser/parser.h"
#include "sql/print/print.h"

namespace blueshift::sql {
namespace {

constexpr std::string_view kSeparator = "----";

struct Block {
    std::string comments;  ///< with their newlines
    std::string statement;
    std::string expected;
};

std::vector<Block> read_blocks(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::vector<Block> blocks(1);
    bool behind_separator = false;
    for (std::string line; std::getline(in, line);) {
        Block& block = blocks.back();
        if (line.empty()) {
            behind_separator = false;
            blocks.emplace_back();
        } else if (line.starts_with('#') && block.statement.empty()) {
            block.comments += line + "\n";
        } else if (line == kSeparator) {
            behind_separator = true;
        } else {
            std::string& text = behind_separator ? block.expected : block.statement;
            if (!text.empty()) text += "\n";
            text += line;
        }
    }
    return blocks;
}

void write_blocks(const std::filesystem::path& path, const std::vector<Block>& blocks) {
    std::ofstream out(path);
    bool first = true;
    for (const Block& block : blocks) {
        if (!first) out << "\n";
        first = false;
        out << block.comments;
        if (!block.statement.empty()) out << block.statement << "\n" << kSeparator << "\n" << block.expected << "\n";
    }
}

std::string printed(const std::string& sql) {
    try {
        return print(*parse_statement(sql, {}));
    } catch (const Error& error) {
        return "ERROR: " + error.message();
    }
}

class GoldenFiles : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(GoldenFiles, PrintAsExpected) {
    std::vector<Block> blocks = read_blocks(GetParam());
    for (Block& block : blocks) {
        if (block.statement.empty()) continue;
        const std::string text = printed(block.statement);
        if (std::getenv("BLUESHIFT_UPDATE_GOLDEN")) {
            block.expected = text;
        } else {
            EXPECT_EQ(text, block.expected) << block.statement;
        }
        EXPECT_EQ(printed(text), text) << "printed again: " << block.statement;
    }
    if (std::getenv("BLUESHIFT_UPDATE_GOLDEN")) write_blocks(GetParam(), blocks);
}

std::vector<std::filesystem::path> golden_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(BLUESHIFT_SOURCE_DIR "/tests/golden/parse")) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

INSTANTIATE_TEST_SUITE_P(Parse, GoldenFiles, testing::ValuesIn(golden_files()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace blueshift::sql
