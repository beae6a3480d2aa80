// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/provider.hpp"

namespace ferrule::crypto {

namespace {

template <typename T>
bool all_validated(Span<const Ref<const T>> objects) {
  for (const Ref<const T>& object : objects) {
    if (object->fips() != FipsStatus::Validated) {
      return false;
    }
  }
  return true;
}

}  // namespace

Option<Ref<const Aead>> Provider::aead(AeadAlgorithm algorithm) const {
  for (const Ref<const Aead>& candidate : aeads) {
    if (candidate->algorithm() == algorithm) {
      return candidate;
    }
  }
  return kNone;
}

Option<Ref<const Hash>> Provider::hash(HashAlgorithm algorithm) const {
  for (const Ref<const Hash>& candidate : hashes) {
    if (candidate->algorithm() == algorithm) {
      return candidate;
    }
  }
  return kNone;
}

Option<Ref<const KeyExchange>> Provider::key_exchange(NamedGroup group) const {
  for (const Ref<const KeyExchange>& candidate : key_exchanges) {
    if (candidate->group() == group) {
      return candidate;
    }
  }
  return kNone;
}

FipsStatus Provider::fips() const {
  const bool validated = all_validated(aeads.span()) && all_validated(hashes.span()) &&
                         all_validated(key_exchanges.span()) &&
                         verifier->fips() == FipsStatus::Validated &&
                         random->fips() == FipsStatus::Validated;
  return validated ? FipsStatus::Validated : FipsStatus::Unvalidated;
}

}  // namespace ferrule::crypto
