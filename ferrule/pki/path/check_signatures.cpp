// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/try.hpp"
#include "ferrule/pki/algorithm_identifier.hpp"
#include "ferrule/pki/path/checks.hpp"

namespace ferrule::pki {

namespace {

using Kind = CertificateErrorKind;

CertificateError translate(crypto::CryptoError error, const Certificate& certificate) {
  switch (error.kind) {
    case crypto::ErrorKind::BadSignature: return Kind::BadSignature;
    case crypto::ErrorKind::BadPublicKey: return Kind::BadPublicKey;
    case crypto::ErrorKind::Unsupported:
      return CertificateError::with_detail(Kind::UnsupportedSignatureAlgorithm,
                                           certificate.signature_algorithm);
    case crypto::ErrorKind::OutOfMemory:
    case crypto::ErrorKind::RandomUnavailable:
    case crypto::ErrorKind::BadRecordMac:
    case crypto::ErrorKind::BadPrivateKey:
    case crypto::ErrorKind::BadPeerShare:
    case crypto::ErrorKind::BadLength:
    case crypto::ErrorKind::BackendFailure: return Kind::ProviderFailure;
  }
  return Kind::ProviderFailure;
}

CertificateError at_depth(CertificateError error, usize depth) {
  error.depth = static_cast<u8>(depth);
  return error;
}

Result<void, CertificateError> check_signature(const Certificate& certificate,
                                               crypto::PublicKey issuer_key,
                                               const crypto::Provider& provider) {
  TRY(const crypto::SignatureAlgorithm algorithm,
      parse_signature_algorithm(certificate.signature_algorithm));
  return provider.verifier->verify(issuer_key, algorithm, certificate.tbs, certificate.signature)
      .map_err([&](crypto::CryptoError error) { return translate(error, certificate); });
}

}  // namespace

Result<void, CertificateError> check_signatures(Span<const Certificate> path,
                                                const crypto::Provider& provider, Budget& budget) {
  for (usize depth = path.size() - 1; depth > 0; --depth) {
    TRYV(budget.spend_signature());
    const Result<crypto::PublicKey, CertificateError> key = path[depth].public_key();
    if (!key) {
      return Err{at_depth(key.error(), depth)};
    }
    const Result<void, CertificateError> checked = check_signature(path[depth - 1], *key, provider);
    if (!checked) {
      return Err{at_depth(checked.error(), depth - 1)};
    }
  }
  return ok();
}

}  // namespace ferrule::pki
