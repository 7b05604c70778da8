/// `blueshift status`: whether a server runs.
#include <cstdio>

#include "server/commands.h"
#include "server/data_directory.h"

namespace blueshift::server {

int run_status(const Options& options) {
    const auto running = find_running(options.data_directory);
    if (!running) {
        std::printf("no server runs on %s\n", options.data_directory.c_str());
        return 3;
    }
    std::printf("running process_id=%lld port=%d http_port=%d\n", static_cast<long long>(running->process_id),
                running->port, running->http_port);
    return 0;
}

}  // namespace blueshift::server
