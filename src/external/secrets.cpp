#include "external/secrets.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace blueshift::external {

LoginSecret find_secret(const std::string& file, const std::string& arn) {
    const Error missing = Error(Code::undefined_object, "secret \"{}\" does not exist", arn)
                              .hint("Secrets are entries of the file that the server's setting secrets-file names.");
    if (file.empty()) throw missing;
    std::ifstream stream(file);
    const auto document = nlohmann::json::parse(stream, nullptr, false);
    if (!document.is_object()) throw Error(Code::config_file_error, "the secrets file is not a JSON object");
    const auto found = document.find(arn);
    if (found == document.end()) throw missing;
    const auto text = [&](const char* name) {
        if (!found->is_object() || !found->contains(name) || !(*found)[name].is_string()) {
            throw Error(Code::config_file_error, "secret \"{}\" has no {}", arn, name);
        }
        return (*found)[name].get<std::string>();
    };
    return {text("username"), text("password")};
}

}  // namespace blueshift::external
