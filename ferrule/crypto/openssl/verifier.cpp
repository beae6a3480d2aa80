// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/verifier.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/crypto/openssl/algorithms.hpp"
#include "ferrule/crypto/openssl/ed25519.hpp"
#include "ferrule/crypto/openssl/sha2.hpp"

namespace ferrule::crypto::openssl {

Result<void, CryptoError> LibcryptoVerifier::verify(PublicKey key, SignatureAlgorithm algorithm,
                                                    Bytes message, Bytes signature) const {
  const SignatureParts parts = parts_of(algorithm);
  if (!fits(key.algorithm, parts.family)) {
    return Err{ErrorKind::Unsupported};
  }
  if (parts.family == SignatureFamily::Ed25519) {
    TRY(const Ed25519Key public_key, Ed25519Key::from_public(key.key));
    return public_key.verify(message, signature);
  }
  const Digest digest = hash(parts.hash, message);
  if (const Option<CurveName> name = curve_of(key.algorithm)) {
    const Arc<Curve>& curve = resources_->curve(*name);
    TRY(const EcKey public_key, curve->from_point(key.key));
    return curve->verify(public_key, digest.span(), signature);
  }
  TRY(const RsaKey public_key, RsaKey::from_public(key.key));
  return parts.family == SignatureFamily::RsaPss
             ? public_key.verify_pss(resources_->digest(parts.hash), digest.span(), signature)
             : public_key.verify_pkcs1(parts.hash, digest.span(), signature);
}

}  // namespace ferrule::crypto::openssl
