#pragma once
/// Objects as named pipes of this machine, through which the engine reads them: downloaded with our own retries, decompressed, in UTF-8,
/// without header lines, watched by LineScan. So the engine needs no credentials and knows nothing of object stores.
#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "catalog/system/load_log.h"
#include "copy/environment.h"
#include "copy/load_options.h"
#include "copy/source.h"
#include "copy/temporary_folder.h"

namespace blueshift::copy {

class Feeds {
public:
    /// Starts to feed. Refers to its arguments. `reader_count` is the largest number of pipes that are opened and not yet read to their
    /// end at a time; the pipes must be opened in the order of paths().
    Feeds(const Source& source, const LoadOptions& options, std::size_t column_count, const Environment& environment,
          std::size_t reader_count);
    ~Feeds();

    const std::vector<std::string>& paths() const { return paths_; }

    /// Ends the feeding; to be called when nobody reads any more. Throws what stopped a download.
    void finish();
    /// Whether an object stopped early because the engine would have read it otherwise than COPY does.
    bool engine_unfit() const { return engine_unfit_; }
    /// What was fed; after finish().
    const std::vector<catalog::system::TransferredFile>& files() const { return files_; }

private:
    void run();
    void feed(std::size_t index);
    /// Waits until somebody opens the pipe to read; -1 when finish() comes first.
    int open_pipe(const std::string& path) const;
    /// False when nobody reads any more.
    bool write_all(int pipe, std::string_view bytes) const;
    void fail(const Error& error);
    void stop();

    const Source& source_;
    const LoadOptions& options_;
    std::size_t column_count_;
    const Environment& environment_;
    TemporaryFolder folder_;
    std::vector<std::string> paths_;
    std::vector<catalog::system::TransferredFile> files_;  ///< each written by one thread
    std::vector<std::thread> threads_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> stopping_{false};
    std::atomic<bool> engine_unfit_{false};
    std::mutex mutex_;
    std::optional<Error> failure_;
};

}  // namespace blueshift::copy
