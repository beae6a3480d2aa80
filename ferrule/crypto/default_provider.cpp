// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/default_provider.hpp"

#include "ferrule/core/option.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/crypto/openssl/backend.hpp"
#if defined(FERRULE_HAVE_IPSECMB)
#include "ferrule/crypto/ipsecmb/backend.hpp"
#endif

namespace ferrule::crypto {

namespace internal {

struct Backends {
  openssl::Backend libcrypto;
#if defined(FERRULE_HAVE_IPSECMB)
  Option<ipsecmb::Backend> ipsecmb;
#endif

  explicit Backends(openssl::Backend first) : libcrypto{std::move(first)} {}
};

}  // namespace internal

namespace {

template <typename T>
Ref<const T> ref_to(const T& object) {
  UNSAFE(
      "every object lies in the Box that the DefaultProvider owns beside the Provider, and never "
      "moves") {
    return Ref<const T>::from(object);
  }
}

template <typename List, typename T>
void add(List& list, const T& object) {
  const bool added = list.push(ref_to<T>(object)).has_value();
  ensure(added);
}

void add_aeads(Provider& provider, const internal::Backends& backends) {
#if defined(FERRULE_HAVE_IPSECMB)
  if (backends.ipsecmb) {
    const ipsecmb::Backend& fast = *backends.ipsecmb;
    add(provider.aeads, fast.aes_128_gcm);
    add(provider.aeads, fast.aes_256_gcm);
    add(provider.aeads, fast.chacha20_poly1305);
    return;
  }
#endif
  add(provider.aeads, backends.libcrypto.aes_128_gcm);
  add(provider.aeads, backends.libcrypto.aes_256_gcm);
  add(provider.aeads, backends.libcrypto.chacha20_poly1305);
}

Provider provider_of(const internal::Backends& backends) {
  const openssl::Backend& libcrypto = backends.libcrypto;
  Provider provider;
  add_aeads(provider, backends);
  add(provider.hashes, libcrypto.sha256);
  add(provider.hashes, libcrypto.sha384);
  add(provider.hashes, libcrypto.sha512);
  add(provider.key_exchanges, libcrypto.x25519);
  add(provider.key_exchanges, libcrypto.secp256r1);
  add(provider.key_exchanges, libcrypto.secp384r1);
  provider.verifier = ref_to(libcrypto.verifier);
  provider.key_loader = ref_to(libcrypto.key_loader);
  provider.random = ref_to(libcrypto.random);
  return provider;
}

}  // namespace

Result<Arc<DefaultProvider>, CryptoError> make_default_provider(AllocatorRef allocator,
                                                                RecordBackend records) {
  TRY(openssl::Backend libcrypto, openssl::Backend::load(allocator));
  TRY(Box<internal::Backends> backends,
      Box<internal::Backends>::make(allocator, std::move(libcrypto)));
#if defined(FERRULE_HAVE_IPSECMB)
  if (records == RecordBackend::Fastest) {
    TRY(backends->ipsecmb, ipsecmb::Backend::load());
  }
#else
  static_cast<void>(records);
#endif
  Provider provider = provider_of(*backends);
  TRY(Arc<DefaultProvider> made,
      Arc<DefaultProvider>::make(allocator, std::move(backends), std::move(provider)));
  return made;
}

}  // namespace ferrule::crypto
