#include "tests/server/test_certificates.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>

namespace vigie {
namespace {

constexpr long kDay = 86'400;

void AddExtension(X509* certificate, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension =
      X509V3_EXT_conf_nid(nullptr, &context, kind, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

template <typename Write>
std::string Pem(const Write& write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()),
                                                      &BIO_free);
  write(out.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return {data, static_cast<size_t>(size)};
}

}  // namespace

void TestCertificate::Make(const std::string& name,
                           const TestCertificate& signer) {
  static std::atomic<long> serial{1};
  certificate_ = {X509_new(), &X509_free};
  X509* x509 = certificate_.get();
  X509_set_version(x509, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509), serial++);
  X509_gmtime_adj(X509_getm_notBefore(x509), -kDay);
  X509_gmtime_adj(X509_getm_notAfter(x509), kDay);
  X509_set_pubkey(x509, key_.get());
  X509_NAME_add_entry_by_txt(
      X509_get_subject_name(x509), "CN", MBSTRING_UTF8,
      reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(x509, X509_get_subject_name(signer.certificate_.get()));
  const bool authority = this == &signer;
  AddExtension(x509, NID_basic_constraints,
               authority ? "critical,CA:TRUE" : "CA:FALSE");
  if (!authority) {
    AddExtension(x509, NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost");
  }
  X509_sign(x509, signer.key_.get(), EVP_sha256());
}

TestCertificate::TestCertificate(const std::string& name)
    : key_(EVP_EC_gen("P-256"), &EVP_PKEY_free) {
  Make(name, *this);
}

TestCertificate::TestCertificate(const std::string& name,
                                 const TestCertificate& authority)
    : key_(EVP_EC_gen("P-256"), &EVP_PKEY_free) {
  Make(name, authority);
}

std::string TestCertificate::certificate_pem() const {
  return Pem([&](BIO* out) { PEM_write_bio_X509(out, certificate_.get()); });
}

std::string TestCertificate::key_pem() const {
  return Pem([&](BIO* out) {
    PEM_write_bio_PrivateKey(out, key_.get(), nullptr, nullptr, 0, nullptr,
                             nullptr);
  });
}

}  // namespace vigie
