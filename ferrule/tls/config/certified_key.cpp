// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/config/certified_key.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/pki/certificate.hpp"
#include "ferrule/tls/config/limits.hpp"
#include "ferrule/tls/config/signature_schemes.hpp"

namespace ferrule::tls {

Result<CertifiedKey, Error> CertifiedKey::make(AllocatorRef allocator, Span<const Bytes> chain,
                                               Box<crypto::SigningKey> key) {
  if (chain.empty()) {
    return Err{ApiMisuse::NoCertificate};
  }
  if (chain.size() > kMaxChainLength) {
    return Err{ApiMisuse::TooManyCertificates};
  }
  TRY(const pki::Certificate leaf, pki::Certificate::parse(chain[0]));
  if (!equal(leaf.public_key_info, key->public_key_info())) {
    return Err{ApiMisuse::KeyDoesNotMatch};
  }
  ByteVec certificates(allocator);
  Vec<usize> ends(allocator);
  for (const Bytes& certificate : chain) {
    TRYV(certificates.append(certificate));
    TRYV(ends.push(certificates.size()));
  }
  return CertifiedKey(std::move(certificates), std::move(ends), std::move(key));
}

Bytes CertifiedKey::certificate(usize index) const {
  const usize start = index == 0 ? 0 : ends_[index - 1];
  return certificates_.span().subspan(start, ends_[index] - start);
}

Option<crypto::SignatureScheme> CertifiedKey::choose_scheme(
    Span<const crypto::SignatureScheme> offered) const {
  for (const crypto::SignatureScheme scheme : offered) {
    const Option<SchemeRow> row = handshake_scheme(scheme);
    if (row && row->key == key_->algorithm()) {
      return Option<crypto::SignatureScheme>(scheme);
    }
  }
  return kNone;
}

}  // namespace ferrule::tls
