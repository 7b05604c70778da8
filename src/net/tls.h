#pragma once
/// TLS settings of the server's side. Hides OpenSSL.
#include <memory>
#include <string>

#include "net/certificate.h"

typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_st SSL;

namespace blueshift::net {

/// What connections share: certificate, key and allowed versions (1.2 and above). Thread-safe once
/// made.
class TlsContext {
public:
    /// Throws config_file_error (F0000) when a file cannot be read or the two do not belong
    /// together.
    explicit TlsContext(const CertificateFiles& files);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    /// A new connection's state; the caller frees it with SSL_free.
    SSL* new_session() const;

private:
    SSL_CTX* context_;
};

}  // namespace blueshift::net
