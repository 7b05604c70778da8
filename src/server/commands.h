#pragma once
/// The commands of the executable. Each returns the exit code and throws Error for what people can mend.
#include "server/options.h"

namespace blueshift::server {

int run_init(const Options& options);
int run_serve(const Options& options);
int run_status(const Options& options);

}  // namespace blueshift::server
