#include "net/certificate.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <filesystem>
#include <memory>

#include "base/error.h"
#include "base/log.h"

namespace blueshift::net {

namespace {

constexpr long kValiditySeconds = 60L * 60 * 24 * 3650;
constexpr int kSerialBits = 127;

template <auto Free>
struct Deleter {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Memory = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;
using BigNumber = std::unique_ptr<BIGNUM, Deleter<BN_free>>;

/// OpenSSL's calls here fail for want of memory or randomness only.
void require(bool succeeded) {
    if (!succeeded) throw Error(Code::internal_error, "could not make a TLS certificate");
}

std::string host_name() {
    char name[HOST_NAME_MAX + 1] = {};
    return gethostname(name, HOST_NAME_MAX) == 0 && name[0] != '\0' ? name : "localhost";
}

void add_extension(X509* certificate, int id, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str()));
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

Certificate self_signed(EVP_PKEY* key) {
    Certificate certificate(X509_new());
    require(certificate != nullptr);
    X509_set_version(certificate.get(), X509_VERSION_3);
    const BigNumber serial(BN_new());
    require(serial && BN_rand(serial.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1);
    require(BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate.get())) != nullptr);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);  // clocks differ
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kValiditySeconds);
    require(X509_set_pubkey(certificate.get(), key) == 1);

    const std::string host = host_name();
    X509_NAME* name = X509_get_subject_name(certificate.get());
    // A common name holds 64 characters; the whole name is among the alternative names.
    const std::string common_name = host.substr(0, 64);
    require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char*>(common_name.data()),
                                       static_cast<int>(common_name.size()), -1, 0) == 1);
    X509_set_issuer_name(certificate.get(), name);
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    add_extension(certificate.get(), NID_subject_alt_name,
                  fmt::format("DNS:{},DNS:localhost,IP:127.0.0.1,IP:::1", host));
    require(X509_sign(certificate.get(), key, EVP_sha256()) != 0);
    return certificate;
}

/// Writes to a temporary name first, so that a crash leaves no half file.
void write_file(const std::string& path, BIO* content, mode_t mode) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(content, &data);
    const std::string temporary = path + ".new";
    const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    const bool written =
        file >= 0 && write(file, data, static_cast<std::size_t>(size)) == size && fsync(file) == 0;
    const int reason = errno;
    if (file >= 0) close(file);
    if (!written || rename(temporary.c_str(), path.c_str()) != 0) {
        throw Error(Code::io_error, "could not write file \"{}\": {}", path,
                    std::strerror(written ? errno : reason));
    }
}

}  // namespace

CertificateFiles ensure_certificate(const std::string& directory) {
    const CertificateFiles files{directory + "/server.crt", directory + "/server.key"};
    const bool has_certificate = std::filesystem::exists(files.certificate_path);
    const bool has_key = std::filesystem::exists(files.key_path);
    // The certificate is written last: a key alone is what an interrupted first start leaves.
    if (has_certificate && has_key) return files;
    if (has_certificate) {
        throw Error(Code::config_file_error, "private key file \"{}\" does not exist",
                    files.key_path);
    }

    std::error_code failure;
    std::filesystem::create_directories(directory, failure);
    if (failure) {
        throw Error(Code::io_error, "could not create directory \"{}\": {}", directory,
                    failure.message());
    }
    const Key key(EVP_EC_gen("P-256"));
    require(key != nullptr);
    const auto certificate = self_signed(key.get());
    const Memory key_text(BIO_new(BIO_s_mem()));
    const Memory certificate_text(BIO_new(BIO_s_mem()));
    require(PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                     nullptr) == 1);
    require(PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1);
    write_file(files.key_path, key_text.get(), 0600);
    write_file(files.certificate_path, certificate_text.get(), 0644);
    log::info("made a TLS certificate", {{"path", files.certificate_path}});
    return files;
}

}  // namespace blueshift::net
