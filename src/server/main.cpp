/// The executable: reads its options and runs one command.
#include <cstdio>
#include <exception>

#include "base/error.h"
#include "base/log.h"
#include "server/commands.h"

int main(int argc, char** argv) {
    using namespace blueshift;
    server::Options options;
    try {
        const int exit_code = server::read_options(argc, argv, options);
        if (exit_code >= 0) return exit_code;
        log::configure(server::log_options(options));
        switch (options.command) {
            case server::Command::init: return server::run_init(options);
            case server::Command::serve: return server::run_serve(options);
            case server::Command::status: return server::run_status(options);
            case server::Command::version: std::printf("blueshift %s\n", BLUESHIFT_VERSION); return 0;
            case server::Command::none: break;
        }
    } catch (const Error& error) {
        std::fprintf(stderr, "blueshift: %s\n", error.message().c_str());
        if (!error.detail().empty()) std::fprintf(stderr, "  %s\n", error.detail().c_str());
        if (!error.hint().empty()) std::fprintf(stderr, "  %s\n", error.hint().c_str());
        return 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "blueshift: %s\n", error.what());
        return 1;
    }
    return 1;
}
