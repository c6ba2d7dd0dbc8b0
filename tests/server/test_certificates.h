// Certificates made for one test.
#ifndef TESTS_SERVER_TEST_CERTIFICATES_H_
#define TESTS_SERVER_TEST_CERTIFICATES_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace vigie {

// A key of P-256 with its certificate, valid for a day.
class TestCertificate {
 public:
  // Signed by itself: an authority.
  explicit TestCertificate(const std::string& name);
  // Signed by `authority`; as a server's it is for 127.0.0.1 and localhost.
  TestCertificate(const std::string& name, const TestCertificate& authority);

  std::string certificate_pem() const;
  std::string key_pem() const;

 private:
  void Make(const std::string& name, const TestCertificate& signer);

  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<X509> certificate_;
};

}  // namespace vigie

#endif  // TESTS_SERVER_TEST_CERTIFICATES_H_
