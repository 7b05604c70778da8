#pragma once
/// Runs copy jobs with AUTO ON again and again, so that new objects are loaded.  Doc: dg/loading-data-copy-job
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "catalog/external.h"

namespace blueshift::session {

class Cluster;

/// One thread, which lives as long as the object.
class AutoCopy {
public:
    AutoCopy(Cluster& cluster, std::chrono::milliseconds interval);
    ~AutoCopy();
    AutoCopy(const AutoCopy&) = delete;
    AutoCopy& operator=(const AutoCopy&) = delete;

private:
    using Clock = std::chrono::steady_clock;
    struct Failure {
        int intervals = 1;  ///< until the next try
        Clock::time_point retry;
    };

    void run();
    void run_jobs();
    void run_job(const catalog::CopyJob& job);

    Cluster& cluster_;
    std::chrono::milliseconds interval_;
    std::map<catalog::Oid, Failure> failures_;  ///< of jobs whose last run failed
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace blueshift::session
