#pragma once
/// What COPY and UNLOAD did: the facts behind STL_LOAD_COMMITS, SYS_LOAD_HISTORY, STL_UNLOAD_LOG and their kind. Bounded, in memory.
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace blueshift::catalog::system {

/// A statement that loads or unloads. Times in microseconds since 1970, UTC.
struct TransferStatement {
    std::int64_t query_id = 0;
    std::int64_t transaction_id = 0;
    std::int32_t process_id = 0;
    std::int32_t user = 0;
    std::string database;
    std::int64_t started_micros = 0;
    std::int64_t ended_micros = 0;
    std::string location;     ///< as the statement names it
    std::string file_format;  ///< Text, CSV, JSON …
    std::string error;        ///< empty: success
};

/// An object that was read or written.
struct TransferredFile {
    std::string name;
    std::int64_t size_bytes = 0;
    std::int64_t line_count = 0;
    int slice = 0;
    std::int64_t started_micros = 0;
    std::int64_t ended_micros = 0;
};

/// A record in which ACCEPTINVCHARS replaced characters.
struct Replacement {
    std::string file_name;
    std::int64_t line_number = 0;
    std::string column_name;
    std::string raw_line;
};

/// One field of a rejected record.
struct RejectedField {
    std::string file_name;
    std::int64_t line_number = 0;
    int number = 0;  ///< in the record, from 0
    std::string column_name;
    std::string value;
    bool is_null = false;
    std::string type;
    std::string length;
};

struct LoadInfo : TransferStatement {
    std::int64_t table = 0;
    std::string table_name;
    std::int64_t loaded_count = 0;
    std::int64_t error_count = 0;
    std::int64_t copy_job_id = -1;
    std::vector<TransferredFile> files;
    std::vector<Replacement> replacements;  ///< the first kDetailCountMax
    std::vector<RejectedField> rejected;    ///< of the first records that were rejected
};

struct UnloadInfo : TransferStatement {
    std::string compression;  ///< gzip, zstd …
    std::int64_t row_count = 0;
    std::vector<TransferredFile> files;
};

/// Thread-safe.
class LoadLog {
public:
    static constexpr std::size_t kStatementCountMax = 10'000;

    void add(LoadInfo load) { add(loads_, std::move(load)); }
    void add(UnloadInfo unload) { add(unloads_, std::move(unload)); }
    std::vector<std::shared_ptr<const LoadInfo>> loads() const { return all(loads_); }
    std::vector<std::shared_ptr<const UnloadInfo>> unloads() const { return all(unloads_); }

private:
    template <class Info>
    void add(std::deque<std::shared_ptr<const Info>>& list, Info info) {
        std::lock_guard lock(mutex_);
        list.push_back(std::make_shared<const Info>(std::move(info)));
        if (list.size() > kStatementCountMax) list.pop_front();
    }
    template <class Info>
    std::vector<std::shared_ptr<const Info>> all(const std::deque<std::shared_ptr<const Info>>& list) const {
        std::lock_guard lock(mutex_);
        return {list.begin(), list.end()};
    }

    mutable std::mutex mutex_;
    // Readers share the entries with the log.
    std::deque<std::shared_ptr<const LoadInfo>> loads_;
    std::deque<std::shared_ptr<const UnloadInfo>> unloads_;
};

}  // namespace blueshift::catalog::system
