#include "runner.h"

#include <fmt/format.h>

#include <cctype>
#include <memory>
#include <optional>
#include <regex>
#include <stdexcept>
#include <utility>

namespace blueshift::slt {
namespace {

constexpr std::size_t kSchemaNameBytesMax = 100;
constexpr std::string_view kMainSession = "main";

/// Replaces ${name} by the variables' values; other text stays.
std::string substituted(std::string text, const std::map<std::string, std::string>& variables) {
    for (const auto& [name, value] : variables) {
        const std::string reference = "${" + name + "}";
        for (std::size_t at = text.find(reference); at != std::string::npos;
             at = text.find(reference, at + value.size())) {
            text.replace(at, reference.size(), value);
        }
    }
    return text;
}

std::string indented(std::string_view text) {
    std::string lines = "  ";
    for (const char c : text) {
        lines += c;
        if (c == '\n') lines += "  ";
    }
    return lines;
}

std::string described(const Outcome& outcome) {
    return fmt::format("error ({}) {}", outcome.sqlstate.empty() ? "no SQLSTATE" : outcome.sqlstate,
                       outcome.message);
}

/// Returns what is wrong with how the record's statement ended; nothing when that is as expected.
std::optional<std::string> judge(const Record& record, const Outcome& outcome) {
    if (record.error) {
        const ExpectedError& error = *record.error;
        const std::string wanted = fmt::format("error ({}) {}", error.sqlstate, error.pattern);
        if (!outcome.failed) return fmt::format("expected {}, but it succeeded", wanted);
        if (outcome.sqlstate == error.sqlstate &&
            (error.pattern.empty() ||
             std::regex_search(outcome.message, std::regex(error.pattern)))) {
            return std::nullopt;
        }
        return fmt::format("expected {}\n  actual   {}", wanted, described(outcome));
    }
    if (outcome.failed) return described(outcome);
    if (record.kind == Record::Kind::query) return find_difference(record, outcome.answer);
    if (!record.tag.empty() && record.tag != outcome.tag) {
        return fmt::format("expected the command tag \"{}\", got \"{}\"", record.tag, outcome.tag);
    }
    return std::nullopt;
}

class FileRun {
public:
    FileRun(const RunOptions& options, std::string schema)
        : options_(options), variables_(options.variables), schema_(std::move(schema)) {
        variables_["schema"] = schema_;
    }

    FileReport run(const std::filesystem::path& file) {
        try {
            const std::vector<Record> records = read_script(file);
            run_all({fmt::format("DROP SCHEMA IF EXISTS {} CASCADE", schema_),
                     fmt::format("CREATE SCHEMA {}", schema_)});
            for (const Record& record : records) {
                run_record(record);
                if (!session(current_).is_open()) {
                    throw std::runtime_error(
                        fmt::format("{}: the connection is lost", record.place.text()));
                }
            }
            tear_down();
        } catch (const std::exception& error) {
            ++report_.failed;
            const std::string message = error.what();
            const bool placed = message.find(file.string()) != std::string::npos;
            report_.failures.push_back(placed ? message
                                              : fmt::format("{}: {}", file.string(), message));
        }
        return std::move(report_);
    }

private:
    Session& session(std::string_view name) {
        auto& slot = sessions_[std::string(name)];
        if (!slot) {
            slot = std::make_unique<Session>(options_.target);
            run_all({fmt::format("SET search_path TO {}, public", schema_)}, *slot);
        }
        return *slot;
    }

    /// Runs statements of the runner's own, which must not fail.
    static void run_all(const std::vector<std::string>& statements, Session& session) {
        for (const std::string& sql : statements) {
            const Outcome outcome = session.run(sql, Protocol::simple);
            if (outcome.failed) {
                throw std::runtime_error(fmt::format("{}: {}", sql, described(outcome)));
            }
        }
    }

    /// The same in a session that no record has touched.
    void run_all(const std::vector<std::string>& statements) {
        Session session(options_.target);
        run_all(statements, session);
    }

    void run_record(Record record) {
        if (record.only && *record.only != options_.protocol) {
            ++report_.skipped;
            return;
        }
        if (record.kind == Record::Kind::connection) {
            current_ = record.sql;
            session(current_);
            return;
        }
        record.sql = substituted(std::move(record.sql), variables_);
        for (std::string& row : record.expected_rows) {
            row = substituted(std::move(row), variables_);
        }
        const Outcome outcome = session(current_).run(record.sql, options_.protocol);
        const auto complaint = judge(record, outcome);
        if (!complaint) {
            ++report_.passed;
            return;
        }
        ++report_.failed;
        report_.failures.push_back(
            fmt::format("{}: [{}]\n{}\n  {}", record.place.text(),
                        options_.protocol == Protocol::simple ? "simple" : "extended",
                        indented(record.sql), *complaint));
    }

    void tear_down() {
        sessions_.clear();  // what they hold open would keep the schema from being dropped
        run_all({fmt::format("DROP SCHEMA {} CASCADE", schema_)});
    }

    const RunOptions& options_;
    std::map<std::string, std::string> variables_;
    std::string schema_;
    std::map<std::string, std::unique_ptr<Session>> sessions_;
    std::string current_{kMainSession};
    FileReport report_;
};

}  // namespace

std::string schema_name(const std::filesystem::path& name) {
    std::string schema = "slt_";
    for (const char c : std::filesystem::path(name).replace_extension().string()) {
        const auto byte = static_cast<unsigned char>(c);
        schema += std::isalnum(byte) ? static_cast<char>(std::tolower(byte)) : '_';
    }
    return schema.substr(0, kSchemaNameBytesMax);
}

FileReport run_file(const std::filesystem::path& file, const std::filesystem::path& name,
                    const RunOptions& options) {
    return FileRun(options, schema_name(name)).run(file);
}

}  // namespace blueshift::slt
