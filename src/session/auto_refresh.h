#pragma once
/// Refreshes materialized views with AUTO REFRESH YES in the background when what they read was written.
/// Doc: dg/materialized-view-auto-mv
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>

namespace blueshift::session {

class Cluster;

/// What its sessions call themselves.
inline constexpr std::string_view kAutoRefreshApplication = "auto refresh";

/// One thread, which lives as long as the object.
class AutoRefresh {
public:
    explicit AutoRefresh(Cluster& cluster);
    ~AutoRefresh();
    AutoRefresh(const AutoRefresh&) = delete;
    AutoRefresh& operator=(const AutoRefresh&) = delete;

    /// Something was written, or a view was made or altered: look again soon.
    void wake();

private:
    void run();
    void refresh_stale_views();

    Cluster& cluster_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool awake_ = true;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace blueshift::session
