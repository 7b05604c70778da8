#include "copy/slice_pool.h"

#include <algorithm>
#include <system_error>

namespace blueshift::copy {

namespace {

constexpr std::size_t kSliceCountMax = 16;
constexpr std::size_t kWaitingMax = 4;  ///< batches of one slice

std::size_t slice_count(const UnloadOptions& options) {
    if (!options.parallel) return 1;
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kSliceCountMax);
}

}  // namespace

SlicePool::SlicePool(UnloadDestination& destination, const UnloadOptions& options, const std::vector<UnloadColumn>& columns,
                     const Environment& environment, bool empty_file)
    : slices_(slice_count(options)) {
    for (std::size_t i = 0; i < slices_.size(); ++i) {
        Slice& slice = slices_[i];
        slice.rows = make_row_writer(columns, options, environment.text);
        slice.writer = std::make_unique<SliceWriter>(destination, options, *slice.rows, "", i);
    }
    if (empty_file) slices_.front().writer->start();
    try {
        for (Slice& slice : slices_) slice.thread = std::thread([this, &slice] { run(slice); });
    } catch (const std::system_error&) {
        stop(false);
        throw Error(Code::out_of_memory, "could not start a thread to write objects");
    }
}

SlicePool::~SlicePool() { stop(false); }

void SlicePool::add(Batch batch) {
    Slice& slice = slices_[next_];
    next_ = (next_ + 1) % slices_.size();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return slice.waiting.size() < kWaitingMax || failure_; });
    if (failure_) throw Error(*failure_);
    slice.waiting.push_back(std::move(batch));
    changed_.notify_all();
}

void SlicePool::finish() {
    stop(true);
    if (failure_) throw Error(*failure_);
}

void SlicePool::stop(bool complete) {
    {
        std::lock_guard lock(mutex_);
        if (!ended_) complete_ = complete;
        ended_ = true;
    }
    changed_.notify_all();
    for (Slice& slice : slices_) {
        if (slice.thread.joinable()) slice.thread.join();
    }
}

bool SlicePool::take(Slice& slice, Batch& batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !slice.waiting.empty() || ended_ || failure_; });
    const bool given_up = failure_ || (ended_ && !complete_);
    if (given_up || slice.waiting.empty()) return false;
    batch = std::move(slice.waiting.front());
    slice.waiting.pop_front();
    changed_.notify_all();
    return true;
}

void SlicePool::run(Slice& slice) {
    try {
        Batch batch;
        while (take(slice, batch)) {
            for (std::size_t row = 0; row < batch.row_count; ++row) slice.writer->append(batch, row);
        }
        std::unique_lock lock(mutex_);
        const bool finish = complete_ && !failure_;
        lock.unlock();
        if (finish) slice.writer->finish();
    } catch (const Error& error) {
        std::lock_guard lock(mutex_);
        if (!failure_) failure_ = error;
        changed_.notify_all();
    }
}

}  // namespace blueshift::copy
