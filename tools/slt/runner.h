#pragma once
/// Runs the records of one .slt file against the server, in a schema of the file's own.
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "session.h"

namespace blueshift::slt {

/// How every file is run.
struct RunOptions {
    Target target;
    Protocol protocol = Protocol::simple;
    std::map<std::string, std::string> variables;  ///< ${name} in SQL and expected rows
};

/// What came of one file.
struct FileReport {
    int passed = 0;
    int failed = 0;
    int skipped = 0;                    ///< by onlyif and skipif
    std::vector<std::string> failures;  ///< FILE:LINE, the SQL, what was expected and what came
};

/// Returns the schema in which a file runs: slt_ and `name` (its path below the suite) in small
/// letters.
std::string schema_name(const std::filesystem::path& name);

/// Runs `file`. Creates schema_name(name), puts it first on the search path of every session, drops
/// it at the end. Never throws for what the file or the server does wrong: that is in the report.
/// Blocks.
FileReport run_file(const std::filesystem::path& file, const std::filesystem::path& name,
                    const RunOptions& options);

}  // namespace blueshift::slt
