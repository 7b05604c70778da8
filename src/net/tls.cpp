#include "net/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <csignal>

#include "base/error.h"

namespace blueshift::net {

namespace {

Error file_error(const std::string& what, const std::string& path) {
    const char* reason = ERR_reason_error_string(ERR_get_error());
    ERR_clear_error();
    return Error(Code::config_file_error, "could not load {} file \"{}\": {}", what, path,
                 reason == nullptr ? "unknown error" : reason);
}

}  // namespace

TlsContext::TlsContext(const CertificateFiles& files) : context_(SSL_CTX_new(TLS_server_method())) {
    if (context_ == nullptr) throw Error(Code::internal_error, "could not create a TLS context");
    // OpenSSL writes to sockets without MSG_NOSIGNAL.
    std::signal(SIGPIPE, SIG_IGN);
    try {
        SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION);
        // Clients of this protocol do not resume sessions; without tickets each handshake costs
        // less.
        SSL_CTX_set_session_cache_mode(context_, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_num_tickets(context_, 0);
        SSL_CTX_set_options(
            context_, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
        SSL_CTX_set_mode(context_, SSL_MODE_ENABLE_PARTIAL_WRITE |
                                       SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                       SSL_MODE_RELEASE_BUFFERS);
        if (SSL_CTX_use_certificate_chain_file(context_, files.certificate_path.c_str()) != 1) {
            throw file_error("certificate", files.certificate_path);
        }
        if (SSL_CTX_use_PrivateKey_file(context_, files.key_path.c_str(), SSL_FILETYPE_PEM) != 1) {
            throw file_error("private key", files.key_path);
        }
    } catch (...) {
        SSL_CTX_free(context_);
        throw;
    }
}

TlsContext::~TlsContext() {
    SSL_CTX_free(context_);
}

SSL* TlsContext::new_session() const {
    SSL* session = SSL_new(context_);
    if (session == nullptr) throw Error(Code::out_of_memory, "could not create a TLS session");
    return session;
}

}  // namespace blueshift::net
