// SPDX-License-Identifier: Apache-2.0 OR MIT
// Certificates and paths. The input is a row of DER elements: a trust anchor, the leaf, other
// certificates. Every signature is taken for good, so that the search goes as deep as it can.
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/der/der.hpp"
#include "ferrule/pki/verify.hpp"
#include "fuzz/input.hpp"

namespace ferrule::fuzz {
namespace {

using namespace pki;

class Credulous final : public crypto::SignatureVerifier {
 public:
  crypto::FipsStatus fips() const override { return crypto::FipsStatus::Unvalidated; }
  Result<void, crypto::CryptoError> verify(crypto::PublicKey key, crypto::SignatureAlgorithm,
                                           Bytes message, Bytes) const override {
    ensure(!key.key.empty() && !message.empty());
    return ok();
  }
};

constexpr Credulous kCredulous;

crypto::Provider provider() {
  crypto::Provider made;
  UNSAFE("kCredulous lives as long as the program") {
    made.verifier = Ref<const crypto::SignatureVerifier>::from(kCredulous);
  }
  return made;
}

/// What a certificate says of itself holds together.
void inspect(const Certificate& certificate) {
  ensure(equal(certificate.subject,
               certificate.der.subspan(certificate.subject_offset, certificate.subject.size())));
  ensure(certificate.tbs.size() < certificate.der.size());
  static_cast<void>(certificate.public_key());
  usize names = 0;
  GeneralNames listed = certificate.names();
  while (listed.next()) {
    ++names;
  }
  ensure(names == 0 || certificate.extensions.has(ExtensionId::SubjectAltName));
  for (const std::string_view wanted : {"localhost", "a.example.test", "127.0.0.1", "::1"}) {
    static_cast<void>(verify_name(certificate, *ServerName::parse(wanted)));
  }
}

}  // namespace

void run(Bytes input) {
  FixedVec<Bytes, kMaxPresentedCertificates> chain;
  TrustAnchors anchors(system_allocator());
  DerReader reader(input);
  for (usize i = 0; !reader.empty(); ++i) {
    const Result<DerElement, DerError> element = reader.read_any();
    const Bytes der = element ? element->whole : reader.rest();
    if (const auto parsed = Certificate::parse(der)) {
      inspect(*parsed);
    }
    if (i == 0) {
      const Profile profile = der.size() % 2 == 0 ? Profile::Public : Profile::Private;
      static_cast<void>(anchors.add_der(der, profile));
    } else if (!chain.push(der)) {
      break;
    }
    if (!element) {
      break;
    }
  }
  constexpr i64 kNow = 1795132800;  // 2026-11-20
  const crypto::Provider credulous = provider();
  const auto path = verify_path(credulous, anchors, chain.span(), Purpose::ServerAuth, kNow);
  ensure(!path || equal(path->leaf(), chain[0]));
  ensure(!path || anchors.size() == 1);
}

}  // namespace ferrule::fuzz
