// SPDX-License-Identifier: Apache-2.0 OR MIT
// Provider: a value that lists the algorithms TLS and PKI may use, in order of preference. It is
// passed explicitly, and several may live in one process. Make one with
// crypto/default_provider.hpp, or build your own from objects of several back-ends.
#pragma once

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/ref.hpp"
#include "ferrule/crypto/aead.hpp"
#include "ferrule/crypto/hash.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/crypto/random.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::crypto {

/// The objects referred to outlive the Provider and everything made with it.
struct Provider {
  FixedVec<Ref<const Aead>, 8> aeads;
  FixedVec<Ref<const Hash>, 4> hashes;
  FixedVec<Ref<const KeyExchange>, 8> key_exchanges;
  Ref<const SignatureVerifier> verifier;
  Ref<const KeyLoader> key_loader;
  Ref<const Random> random;

  [[nodiscard]] Option<Ref<const Aead>> aead(AeadAlgorithm algorithm) const;
  [[nodiscard]] Option<Ref<const Hash>> hash(HashAlgorithm algorithm) const;
  [[nodiscard]] Option<Ref<const KeyExchange>> key_exchange(NamedGroup group) const;
  /// Validated only when every object is.
  [[nodiscard]] FipsStatus fips() const;
};

}  // namespace ferrule::crypto
