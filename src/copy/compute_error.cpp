#include "copy/compute_error.h"

namespace blueshift::copy {

namespace {

/// The codes of compute nodes.
constexpr int kFileMissing = 2;
constexpr int kStorage = 8001;

}  // namespace

Error compute_error(const Error& error, const std::string& context, const Environment& environment) {
    constexpr std::string_view kRule = "  -----------------------------------------------\n";
    const std::string& text = error.detail().empty() ? error.message() : error.detail();
    const int code = error.code() == Code::undefined_file ? kFileMissing : kStorage;
    Error out = error;
    out.detail(fmt::format("\n{}  error:  {}\n  code:      {}\n  context:   {}\n  query:     {}\n  location:  object_store\n"
                           "  process:   query{} [pid={}]\n{}",
                           kRule, text, code, context, environment.query_id, environment.query_id, environment.process_id, kRule));
    return out;
}

}  // namespace blueshift::copy
