// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/keys/traffic_secret.hpp"

#include "ferrule/core/trap.hpp"
#include "ferrule/crypto/hkdf.hpp"
#include "ferrule/tls/keys/hkdf_label.hpp"

namespace ferrule::tls {

TrafficKeys TrafficSecret::keys(usize key_length) const {
  const crypto::HkdfExpander expander(hash_, secret_.bytes());
  TrafficKeys made;
  made.key = Secret<crypto::kMaxAeadKeyLength>::zeroed(key_length);
  made.iv = Secret<crypto::kAeadNonceLength>::zeroed(crypto::kAeadNonceLength);
  ensure(expand_label(expander, "key", Bytes(), made.key.mut()).has_value());
  ensure(expand_label(expander, "iv", Bytes(), made.iv.mut()).has_value());
  return made;
}

FinishedKey TrafficSecret::finished_key() const {
  const crypto::HkdfExpander expander(hash_, secret_.bytes());
  const crypto::HashSecret key = derive_secret(expander, "finished", crypto::Digest());
  return FinishedKey(hash_, key.bytes());
}

TrafficSecret TrafficSecret::next() && {
  const crypto::HkdfExpander expander(hash_, secret_.bytes());
  crypto::HashSecret next = derive_secret(expander, "traffic upd", crypto::Digest());
  secret_.clear();
  return TrafficSecret(hash_, std::move(next));
}

}  // namespace ferrule::tls
