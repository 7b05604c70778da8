/// slt: runs .slt files against a server through libpq. `slt --help` lists the options; README.md
/// describes the files.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "runner.h"

namespace blueshift::slt {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    RunOptions run;
    std::vector<fs::path> paths;
    int job_count = 1;
    bool verbose = false;
};

/// A file to run and its name within the suite, from which its schema is named.
struct SuiteFile {
    fs::path path;
    fs::path name;
};

/// Files stand for themselves; folders for every .slt below them, in the order of their names.
std::vector<SuiteFile> collect(const std::vector<fs::path>& paths) {
    std::vector<SuiteFile> files;
    for (const fs::path& path : paths) {
        if (!fs::is_directory(path)) {
            files.push_back({path, path.filename()});
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (entry.path().extension() == ".slt") {
                files.push_back({entry.path(), fs::relative(entry.path(), path)});
            }
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SuiteFile& a, const SuiteFile& b) { return a.path < b.path; });
    return files;
}

void add_report(FileReport& total, FileReport report) {
    total.passed += report.passed;
    total.failed += report.failed;
    total.skipped += report.skipped;
    std::move(report.failures.begin(), report.failures.end(), std::back_inserter(total.failures));
}

/// Runs the files on `job_count` threads, printing each failure as soon as its file ends.
FileReport run_all(const std::vector<SuiteFile>& files, const Arguments& arguments) {
    FileReport total;
    std::mutex mutex;
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < files.size(); i = next++) {
            const auto start = std::chrono::steady_clock::now();
            FileReport report = run_file(files[i].path, files[i].name, arguments.run);
            const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
            const std::lock_guard lock(mutex);
            for (const std::string& failure : report.failures)
                fmt::print("{}\n\n", failure);
            if (arguments.verbose) {
                fmt::print("{}  {}  {} records  {:.2f} s\n", report.failed ? "FAIL" : "ok  ",
                           files[i].path.string(), report.passed + report.failed, seconds.count());
            }
            std::fflush(stdout);
            add_report(total, std::move(report));
        }
    };
    std::vector<std::thread> threads;
    for (int job = 0; job < arguments.job_count; ++job)
        threads.emplace_back(work);
    for (std::thread& thread : threads)
        thread.join();
    return total;
}

int run(const Arguments& arguments) {
    const std::vector<SuiteFile> files = collect(arguments.paths);
    if (files.empty()) {
        fmt::print(stderr, "slt: no .slt files found\n");
        return 2;
    }
    const FileReport total = run_all(files, arguments);
    fmt::print("{} passed, {} failed", total.passed, total.failed);
    if (total.skipped) fmt::print(", {} skipped", total.skipped);
    fmt::print("\n");
    return total.failed ? 1 : 0;
}

}  // namespace
}  // namespace blueshift::slt

int main(int argc, char** argv) {
    using namespace blueshift::slt;
    Arguments arguments;
    std::vector<std::string> settings;
    CLI::App app("Runs .slt files against a server; the password is read from PGPASSWORD");
    app.add_option("files", arguments.paths, "files, or folders to search for .slt files")
        ->required()
        ->check(CLI::ExistingPath);
    app.add_option("--host", arguments.run.target.host)->capture_default_str();
    app.add_option("--port", arguments.run.target.port)->capture_default_str();
    app.add_option("--user", arguments.run.target.user)->capture_default_str();
    app.add_option("--database", arguments.run.target.database)->capture_default_str();
    app.add_option("--protocol", arguments.run.protocol, "simple or extended")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Protocol>{
            {"simple", Protocol::simple}, {"extended", Protocol::extended}}));
    app.add_option_function<int>(
           "--timeout",
           [&](int seconds) { arguments.run.target.timeout = std::chrono::seconds(seconds); },
           "longest wait for one answer, in seconds (60)")
        ->check(CLI::PositiveNumber);
    app.add_option("--set", settings, "NAME=VALUE: replaces ${NAME} in the files");
    app.add_option("--jobs", arguments.job_count, "files run at once")->check(CLI::PositiveNumber);
    app.add_flag("--verbose", arguments.verbose, "print a line for every file");
    CLI11_PARSE(app, argc, argv);
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos) {
            fmt::print(stderr, "slt: --set {} has no =\n", setting);
            return 2;
        }
        arguments.run.variables[setting.substr(0, equals)] = setting.substr(equals + 1);
    }
    return run(arguments);
}
