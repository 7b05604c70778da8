#pragma once
/// Named secrets of the server's configuration, by which SECRET_ARN names the log-in to another server.
/// Doc: dg/federated-create-secret-iam-role
#include <string>

namespace blueshift::external {

struct LoginSecret {
    std::string username;
    std::string password;
};

/// Reads the secret `arn` of `file`, a JSON object like `{"arn:…": {"username": "u", "password": "p"}}`. The file is read anew each
/// time, so that a password can be changed while the server runs.
/// Throws undefined_object (42704) when there is no such secret, config_file_error (F0000) for a file that is not like this.
LoginSecret find_secret(const std::string& file, const std::string& arn);

}  // namespace blueshift::external
