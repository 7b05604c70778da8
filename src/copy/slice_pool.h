#pragma once
/// Slices of an UNLOAD: threads that each format, compress and send every n-th batch of the rows.
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "copy/slice_writer.h"
#include "copy/unload.h"

namespace blueshift::copy {

class SlicePool {
public:
    /// Slice 0 makes a file even without rows when `empty_file` says so. Refers to the other arguments.
    SlicePool(UnloadDestination& destination, const UnloadOptions& options, const std::vector<UnloadColumn>& columns,
              const Environment& environment, bool empty_file);
    ~SlicePool();

    /// Hands a batch to the next slice; waits while that one has enough to do. Throws what a slice failed with.
    void add(Batch batch);
    /// Ends all files.
    void finish();

private:
    struct Slice {
        std::unique_ptr<RowWriter> rows;
        std::unique_ptr<SliceWriter> writer;
        std::deque<Batch> waiting;
        std::thread thread;
    };

    void run(Slice& slice);
    /// False at the end.
    bool take(Slice& slice, Batch& batch);
    void stop(bool complete);

    std::vector<Slice> slices_;
    std::size_t next_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool ended_ = false;     ///< no batches will come
    bool complete_ = false;  ///< the files are to be finished
    std::optional<Error> failure_;
};

}  // namespace blueshift::copy
