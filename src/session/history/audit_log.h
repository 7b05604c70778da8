#pragma once
/// Audit files: who connected, which users were changed, what was run. They are for readers outside of the server, who may not be
/// able to ask it any more.  Doc: mgmt/db-auditing
#include <array>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "catalog/system/history.h"
#include "catalog/system/system.h"
#include "storage/object_store.h"

namespace blueshift::session {

enum class AuditFormat { vendor, json };

struct AuditOptions {
    std::string folder;  ///< empty: no audit files
    AuditFormat format = AuditFormat::vendor;
    bool user_activity = true;  ///< the log of statements too
    std::int64_t file_bytes_max = 100 << 20;
    std::chrono::minutes rotation = std::chrono::hours(1);
    /// Where files go when they are complete, `s3://bucket/prefix/`; empty: they stay in the folder only.
    std::string s3_prefix;
    storage::Credentials credentials;
};

/// One line of an audit file for a row of the history; empty for rows that no audit file has.
std::string audit_line(catalog::system::HistoryTable table, const catalog::system::Row& row, AuditFormat format);

/// Writes the three files. Used by one thread.
class AuditLog {
public:
    /// Throws io_error (58030) when the folder cannot be made.
    explicit AuditLog(AuditOptions options);
    ~AuditLog();
    AuditLog(const AuditLog&) = delete;
    AuditLog& operator=(const AuditLog&) = delete;

    void write(catalog::system::HistoryTable table, const catalog::system::Row& row);
    /// Hands what was written to the system, and starts new files where the old ones are large or old enough.
    void flush();

private:
    struct File {
        std::string_view name;
        std::ofstream stream;
        std::int64_t size_bytes = 0;
        std::chrono::system_clock::time_point started;
    };

    void open(File& file);
    void rotate(File& file);
    std::string path_of(const File& file) const;

    AuditOptions options_;
    std::unique_ptr<storage::ObjectStore> store_;
    std::string key_prefix_;
    std::array<File, 3> files_;
};

}  // namespace blueshift::session
