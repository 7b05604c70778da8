#include "session/history/audit_log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "base/log.h"
#include "storage/location.h"

namespace blueshift::session {

namespace {

using catalog::system::HistoryTable;

/// As the vendor names the files that it delivers.
constexpr std::string_view kAccount = "123456789012";
constexpr std::string_view kCluster = "blueshift";

std::size_t file_index(HistoryTable table) {
    switch (table) {
        case HistoryTable::connection_event: return 0;
        case HistoryTable::user_change: return 1;
        default: return 2;
    }
}

}  // namespace

AuditLog::AuditLog(AuditOptions options)
    : options_(std::move(options)), files_{File{"connectionlog"}, File{"userlog"}, File{"useractivitylog"}} {
    std::error_code error;
    std::filesystem::create_directories(options_.folder, error);
    if (error) throw Error(Code::io_error, "could not make the audit folder \"{}\": {}", options_.folder, error.message());
    if (!options_.s3_prefix.empty()) {
        const auto location = storage::parse_location(options_.s3_prefix);
        if (!location || location->scheme != storage::Scheme::s3) {
            throw Error(Code::config_file_error, "audit files can go to s3:// only, not to \"{}\"", options_.s3_prefix);
        }
        store_ = storage::open_s3(location->bucket, options_.credentials);
        key_prefix_ = location->key;
    }
    for (File& file : files_) open(file);
}

AuditLog::~AuditLog() {
    for (File& file : files_) file.stream.flush();
}

std::string AuditLog::path_of(const File& file) const {
    return fmt::format("{}/{}.{}", options_.folder, file.name, options_.format == AuditFormat::json ? "json" : "log");
}

void AuditLog::open(File& file) {
    const std::string path = path_of(file);
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    file.size_bytes = error ? 0 : static_cast<std::int64_t>(size);
    file.started = std::chrono::system_clock::now();
    file.stream.open(path, std::ios::app | std::ios::binary);
    // Texts of statements are for the operator alone.
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
    if (!file.stream) throw Error(Code::io_error, "could not open the audit file \"{}\"", path);
}

void AuditLog::write(HistoryTable table, const catalog::system::Row& row) {
    if (table == HistoryTable::statement && !options_.user_activity) return;
    const std::string line = audit_line(table, row, options_.format);
    if (line.empty()) return;
    File& file = files_[file_index(table)];
    file.stream << line << '\n';
    file.size_bytes += static_cast<std::int64_t>(line.size()) + 1;
}

void AuditLog::flush() {
    const auto now = std::chrono::system_clock::now();
    for (File& file : files_) {
        file.stream.flush();
        const bool due = file.size_bytes >= options_.file_bytes_max || now - file.started >= options_.rotation;
        if (due && file.size_bytes > 0) rotate(file);
    }
}

void AuditLog::rotate(File& file) {
    const auto now = std::chrono::system_clock::now();
    const auto part = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 60'000;
    const std::string name = fmt::format("{}_redshift_{}_{}_{}_{:%Y-%m-%dT%H:%M}.{:05}", kAccount, options_.credentials.region,
                                         kCluster, file.name, fmt::gmtime(now), part);
    const std::string target = options_.folder + "/" + name;
    file.stream.close();
    std::error_code error;
    std::filesystem::rename(path_of(file), target, error);
    if (error) log::warning("audit file not renamed", {{"file", target}, {"error", error.message()}});
    open(file);
    if (store_ == nullptr || error) return;
    try {
        std::ifstream input(target, std::ios::binary);
        std::ostringstream bytes;
        bytes << input.rdbuf();
        // AWSLogs/<account>/redshift/<region>/<year>/<month>/<day>/<file>
        store_->write(fmt::format("{}AWSLogs/{}/redshift/{}/{:%Y/%m/%d}/{}", key_prefix_, kAccount, options_.credentials.region,
                                  fmt::gmtime(now), name),
                      bytes.str(), {}, CancelToken{});
    } catch (const Error& failure) {
        // The file stays in the folder, so nothing is lost.
        log::warning("audit file not stored", {{"file", name}, {"error", failure.message()}});
    }
}

}  // namespace blueshift::session
