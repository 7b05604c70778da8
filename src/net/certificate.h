#pragma once
/// The server's own certificate.
#include <string>

namespace blueshift::net {

/// Where the PEM files of a server certificate are.
struct CertificateFiles {
    std::string certificate_path;
    std::string key_path;
};

/// Returns `directory`/server.crt and server.key. When there is none, makes a key (mode 0600) and a
/// certificate signed with itself, for this host's name and localhost. Throws io_error (58030), and
/// config_file_error (F0000) when only one is there.
CertificateFiles ensure_certificate(const std::string& directory);

}  // namespace blueshift::net
