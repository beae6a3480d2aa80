// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/ipsecmb/backend.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::crypto::ipsecmb {

namespace {

Result<Option<Backend>, CryptoError> backend_of(const Option<Calls>& calls) {
  if (!calls) {
    return Option<Backend>();
  }
  TRY(openssl::LibcryptoAead longer,
      openssl::LibcryptoAead::fetch(AeadAlgorithm::ChaCha20Poly1305));
  return Option<Backend>(Backend{
      .aes_128_gcm = Gcm(AeadAlgorithm::Aes128Gcm, calls->aes_128),
      .aes_256_gcm = Gcm(AeadAlgorithm::Aes256Gcm, calls->aes_256),
      .chacha20_poly1305 =
          ChaCha20Poly1305(calls->chacha, chacha_limit(calls->instructions), std::move(longer)),
  });
}

}  // namespace

Result<Option<Backend>, CryptoError> Backend::load() { return backend_of(choose_calls()); }

Result<Option<Backend>, CryptoError> Backend::load(InstructionSet instructions) {
  return backend_of(choose_calls(instructions));
}

}  // namespace ferrule::crypto::ipsecmb
