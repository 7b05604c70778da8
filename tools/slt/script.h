#pragma once
/// The text of .slt files as records. README.md beside this file describes the format.
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace blueshift::slt {

/// Which sub-protocol of PostgreSQL's protocol carries the statements.
enum class Protocol { simple, extended };

/// Where a record stands, for messages.
struct Place {
    std::filesystem::path file;
    int line = 0;

    std::string text() const;
};

/// A file that breaks the format. The message starts with FILE:LINE.
class ScriptError : public std::runtime_error {
public:
    ScriptError(const Place& place, std::string_view message);
};

enum class Sorting { none, rows, values };

/// What a statement must end with: an error of this SQLSTATE whose message matches `pattern`, when
/// one is given.
struct ExpectedError {
    std::string sqlstate;
    std::string pattern;
};

/// One statement or query and what must come of it, or a switch to another session.
struct Record {
    enum class Kind { statement, query, connection };

    Place place;
    Kind kind = Kind::statement;
    std::optional<Protocol> only;        ///< run with this protocol alone
    std::string sql;                     ///< for connection: its name
    std::string tag;                     ///< statement: the command tag it must answer; empty: any
    std::optional<ExpectedError> error;  ///< must fail like this
    std::string types;                   ///< query: one letter per column
    Sorting sorting = Sorting::none;     ///< query: order that both sides are put in first
    bool with_names = false;             ///< query: the first expected row names the columns
    std::vector<std::string> expected_rows;  ///< query: lines as they stand in the file
};

/// Reads the file and what it includes, up to the first `halt`.
/// Throws: ScriptError, also for a file that cannot be read.
std::vector<Record> read_script(const std::filesystem::path& file);

/// Parses `text` as if read from `file`; includes are found beside it. Throws: ScriptError.
std::vector<Record> parse_script(std::string_view text, const std::filesystem::path& file);

}  // namespace blueshift::slt
