// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/crypto_backends.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/system_allocator.hpp"
#if defined(FERRULE_HAVE_IPSECMB)
#include "ferrule/crypto/ipsecmb/backend.hpp"
#endif

namespace ferrule::testing {

namespace {

using crypto::AeadAlgorithm;
using crypto::DefaultProvider;
using crypto::Provider;
using crypto::RecordBackend;

template <typename T>
Ref<const T> static_ref(const T& object) {
  UNSAFE("the objects of this file are constants of static storage") {
    return Ref<const T>::from(object);
  }
}

FERRULE_STATIC_LIFETIME const DefaultProvider& composite() {
  static const auto made = crypto::make_default_provider(system_allocator());
  return **made;
}

FERRULE_STATIC_LIFETIME const DefaultProvider& libcrypto() {
  static const auto made =
      crypto::make_default_provider(system_allocator(), RecordBackend::Libcrypto);
  return **made;
}

#if defined(FERRULE_HAVE_IPSECMB)
using crypto::ipsecmb::InstructionSet;

FERRULE_STATIC_LIFETIME const Option<crypto::ipsecmb::Backend>& ipsecmb(InstructionSet set) {
  using Loaded = Result<Option<crypto::ipsecmb::Backend>, crypto::CryptoError>;
  static const Array<Loaded, 4> loaded{{
      crypto::ipsecmb::Backend::load(InstructionSet::Sse),
      crypto::ipsecmb::Backend::load(InstructionSet::Avx),
      crypto::ipsecmb::Backend::load(InstructionSet::Avx2),
      crypto::ipsecmb::Backend::load(InstructionSet::Avx512),
  }};
  return *loaded[static_cast<usize>(set)];
}

void add_ipsecmb(std::vector<NamedAead>& list, const std::string& name, InstructionSet set,
                 AeadAlgorithm algorithm) {
  const Option<crypto::ipsecmb::Backend>& backend = ipsecmb(set);
  if (!backend) {
    return;
  }
  switch (algorithm) {
    case AeadAlgorithm::Aes128Gcm: list.push_back({name, static_ref(backend->aes_128_gcm)}); break;
    case AeadAlgorithm::Aes256Gcm: list.push_back({name, static_ref(backend->aes_256_gcm)}); break;
    case AeadAlgorithm::ChaCha20Poly1305:
      list.push_back({name, static_ref(backend->chacha20_poly1305)});
      break;
  }
}
#endif

}  // namespace

std::vector<NamedAead> aeads(AeadAlgorithm algorithm) {
  std::vector<NamedAead> list;
  list.push_back({"libcrypto", *libcrypto().provider().aead(algorithm)});
  list.push_back({"composite", *composite().provider().aead(algorithm)});
#if defined(FERRULE_HAVE_IPSECMB)
  add_ipsecmb(list, "ipsec-mb SSE", InstructionSet::Sse, algorithm);
  add_ipsecmb(list, "ipsec-mb AVX", InstructionSet::Avx, algorithm);
  add_ipsecmb(list, "ipsec-mb AVX2", InstructionSet::Avx2, algorithm);
  add_ipsecmb(list, "ipsec-mb AVX-512", InstructionSet::Avx512, algorithm);
#endif
  return list;
}

std::vector<NamedProvider> providers() {
  return {{"composite", static_ref(composite().provider())},
          {"libcrypto", static_ref(libcrypto().provider())}};
}

const Provider& provider() { return composite().provider(); }

}  // namespace ferrule::testing
