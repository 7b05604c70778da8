#include "script.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <utility>

namespace blueshift::slt {
namespace {

constexpr int kIncludeDepthMax = 8;
constexpr std::string_view kTypeLetters = "TIRBD";

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    std::istringstream stream{std::string(text)};
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        lines.push_back(std::move(line));
    }
    return lines;
}

/// Takes the words of a directive from left to right.
class Words {
public:
    explicit Words(std::string_view text) : rest_(text) { skip_blanks(); }

    bool empty() const { return rest_.empty(); }
    std::string_view rest() const { return rest_; }
    std::string_view next() {
        const std::string_view word = rest_.substr(0, rest_.find_first_of(" \t"));
        rest_.remove_prefix(word.size());
        skip_blanks();
        return word;
    }

private:
    void skip_blanks() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
        while (!rest_.empty() && (rest_.back() == ' ' || rest_.back() == '\t')) {
            rest_.remove_suffix(1);
        }
    }

    std::string_view rest_;
};

class Parser {
public:
    Parser(std::string_view text, std::filesystem::path file, int depth)
        : lines_(split_lines(text)), file_(std::move(file)), depth_(depth) {}

    /// Returns true when a `halt` ended the file, so that an including file ends too.
    bool parse(std::vector<Record>& records) {
        while (position_ < lines_.size()) {
            const std::string& line = lines_[position_++];
            if (is_blank(line) || line.front() == '#') continue;
            Words words(line);
            const std::string_view directive = words.next();
            if (directive == "halt") {
                reject_condition();
                return true;
            }
            if (directive == "onlyif" || directive == "skipif") {
                parse_condition(directive == "onlyif", words);
            } else if (directive == "include") {
                if (include(words, records)) return true;
            } else if (directive == "connection") {
                records.push_back(parse_connection(words));
            } else if (directive == "statement") {
                records.push_back(parse_statement(words));
            } else if (directive == "query") {
                records.push_back(parse_query(words));
            } else {
                fail(fmt::format("unknown directive \"{}\"", directive));
            }
        }
        reject_condition();
        return false;
    }

private:
    Place place() const { return {file_, static_cast<int>(position_)}; }
    [[noreturn]] void fail(std::string_view message) const { throw ScriptError(place(), message); }

    void reject_condition() const {
        if (only_) fail("onlyif or skipif must stand before a record");
    }

    void parse_condition(bool wanted, Words& words) {
        const std::string_view name = words.next();
        if (name != "simple" && name != "extended") fail("expected simple or extended");
        if (words.empty() || words.rest().front() != '#') fail("state the reason after a #");
        const bool simple = (name == "simple") == wanted;
        only_ = simple ? Protocol::simple : Protocol::extended;
    }

    bool include(Words& words, std::vector<Record>& records) {
        reject_condition();
        if (words.empty()) fail("include needs a file");
        if (depth_ >= kIncludeDepthMax) fail("includes are nested too deeply");
        const std::filesystem::path target = file_.parent_path() / words.rest();
        std::ifstream stream(target, std::ios::binary);
        if (!stream) fail(fmt::format("cannot read \"{}\"", target.string()));
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        return Parser(text, target, depth_ + 1).parse(records);
    }

    Record start_record(Record::Kind kind) {
        Record record;
        record.place = place();
        record.kind = kind;
        record.only = std::exchange(only_, std::nullopt);
        return record;
    }

    Record parse_connection(Words& words) {
        Record record = start_record(Record::Kind::connection);
        if (words.empty()) fail("connection needs a name");
        record.sql = words.rest();
        return record;
    }

    Record parse_statement(Words& words) {
        Record record = start_record(Record::Kind::statement);
        const std::string_view outcome = words.next();
        if (outcome == "ok") {
            record.tag = words.rest();
        } else if (outcome == "error") {
            record.error = parse_error(words);
        } else {
            fail("expected statement ok or statement error (SQLSTATE)");
        }
        if (read_sql(record)) fail("a statement has no expected rows: use query");
        return record;
    }

    Record parse_query(Words& words) {
        Record record = start_record(Record::Kind::query);
        const std::string_view types = words.next();
        if (types == "error") {
            record.error = parse_error(words);
            if (read_sql(record)) fail("a failing query has no expected rows");
            return record;
        }
        if (types.empty()) fail("a query needs one type letter per column");
        if (types.find_first_not_of(kTypeLetters) != std::string_view::npos) {
            fail(fmt::format("type letters are {}, not \"{}\"", kTypeLetters, types));
        }
        record.types = types;
        while (!words.empty())
            parse_query_option(words.next(), record);
        if (!read_sql(record)) fail("a query needs ---- and its expected rows");
        // An empty line ends the rows; one of blanks is a row, of a single column.
        while (position_ < lines_.size() && !lines_[position_].empty()) {
            record.expected_rows.push_back(lines_[position_++]);
        }
        if (record.with_names && record.expected_rows.empty()) fail("the row of names is missing");
        return record;
    }

    void parse_query_option(std::string_view option, Record& record) {
        if (option == "rowsort") {
            record.sorting = Sorting::rows;
        } else if (option == "valuesort") {
            record.sorting = Sorting::values;
        } else if (option == "nosort") {
            record.sorting = Sorting::none;
        } else if (option == "names") {
            record.with_names = true;
        } else {
            fail(fmt::format("unknown query option \"{}\"", option));
        }
    }

    ExpectedError parse_error(Words& words) {
        const std::string_view code = words.next();
        const bool shaped = code.size() == 7 && code.front() == '(' && code.back() == ')' &&
                            std::all_of(code.begin() + 1, code.end() - 1, [](unsigned char c) {
                                return std::isdigit(c) || std::isupper(c);
                            });
        if (!shaped) fail("expected an SQLSTATE in parentheses after error");
        ExpectedError error{std::string(code.substr(1, 5)), std::string(words.rest())};
        try {
            const std::regex valid(error.pattern);
        } catch (const std::regex_error& problem) {
            fail(fmt::format("the pattern \"{}\" is wrong: {}", error.pattern, problem.what()));
        }
        return error;
    }

    /// Reads the SQL of a record; true when a line of ---- ended it.
    bool read_sql(Record& record) {
        while (position_ < lines_.size() && !is_blank(lines_[position_])) {
            const std::string& line = lines_[position_++];
            if (line == "----") {
                if (record.sql.empty()) fail("no SQL before ----");
                return true;
            }
            if (!record.sql.empty()) record.sql += '\n';
            record.sql += line;
        }
        if (record.sql.empty()) fail("a record without SQL");
        return false;
    }

    std::vector<std::string> lines_;
    std::filesystem::path file_;
    int depth_;
    std::size_t position_ = 0;  ///< index of the next line, so also the number of the current one
    std::optional<Protocol> only_;
};

}  // namespace

std::string Place::text() const {
    return fmt::format("{}:{}", file.string(), line);
}

ScriptError::ScriptError(const Place& place, std::string_view message)
    : std::runtime_error(fmt::format("{}: {}", place.text(), message)) {}

std::vector<Record> parse_script(std::string_view text, const std::filesystem::path& file) {
    std::vector<Record> records;
    Parser(text, file, 0).parse(records);
    return records;
}

std::vector<Record> read_script(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw ScriptError({file, 0}, "cannot be read");
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    return parse_script(text, file);
}

}  // namespace blueshift::slt
