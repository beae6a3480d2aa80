// SPDX-License-Identifier: Apache-2.0 OR MIT
// The default provider with some of its algorithms replaced by a test's own.
#pragma once

#include <utility>
#include <vector>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/crypto/provider.hpp"
#include "ferrule/io/system_allocator.hpp"

namespace ferrule::testing {

/// Owns what replaces; a configuration keeps it alive as an Arc.
class FERRULE_OWNER ComposedProvider {
 public:
  ComposedProvider()
      : base_{crypto::make_default_provider(system_allocator()).value()},
        provider_(base_->provider()) {}

  [[nodiscard]] const crypto::Provider& provider() const FERRULE_LIFETIMEBOUND { return provider_; }

  /// Its only AEAD.
  void use_only(Box<crypto::Aead> aead) {
    provider_.aeads.clear();
    static_cast<void>(provider_.aeads.push(keep(aeads_, std::move(aead))));
  }
  /// Instead of the hash with the same algorithm.
  void use(Box<crypto::Hash> hash) {
    const Ref<const crypto::Hash> kept = keep(hashes_, std::move(hash));
    for (Ref<const crypto::Hash>& other : provider_.hashes) {
      other = other->algorithm() == kept->algorithm() ? kept : other;
    }
  }
  /// Instead of the key exchange of the same group.
  void use(Box<crypto::KeyExchange> exchange) {
    const Ref<const crypto::KeyExchange> kept = keep(exchanges_, std::move(exchange));
    for (Ref<const crypto::KeyExchange>& other : provider_.key_exchanges) {
      other = other->group() == kept->group() ? kept : other;
    }
  }
  void use(Box<crypto::Random> random) { provider_.random = keep(randoms_, std::move(random)); }
  void use(Box<crypto::SignatureVerifier> verifier) {
    provider_.verifier = keep(verifiers_, std::move(verifier));
  }

 private:
  Arc<crypto::DefaultProvider> base_;
  std::vector<Box<crypto::Aead>> aeads_;
  std::vector<Box<crypto::Hash>> hashes_;
  std::vector<Box<crypto::KeyExchange>> exchanges_;
  std::vector<Box<crypto::Random>> randoms_;
  std::vector<Box<crypto::SignatureVerifier>> verifiers_;
  crypto::Provider provider_;

  template <typename T>
  static Ref<const T> keep(std::vector<Box<T>>& owners, Box<T> object) {
    owners.push_back(std::move(object));
    UNSAFE("a Box never moves its object, and the owner of this provider keeps all of them") {
      return Ref<const T>::from(*owners.back());
    }
  }
};

}  // namespace ferrule::testing
