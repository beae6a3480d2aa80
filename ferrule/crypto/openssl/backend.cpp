// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/backend.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::crypto::openssl {

Result<Backend, CryptoError> Backend::load(AllocatorRef allocator) {
  TRY(LibcryptoAead aes_128_gcm, LibcryptoAead::fetch(AeadAlgorithm::Aes128Gcm));
  TRY(LibcryptoAead aes_256_gcm, LibcryptoAead::fetch(AeadAlgorithm::Aes256Gcm));
  TRY(LibcryptoAead chacha20_poly1305, LibcryptoAead::fetch(AeadAlgorithm::ChaCha20Poly1305));
  TRY(Resources loaded, Resources::load(allocator));
  TRY(const Arc<Resources> resources, Arc<Resources>::make(allocator, std::move(loaded)));
  return Backend{
      .aes_128_gcm = std::move(aes_128_gcm),
      .aes_256_gcm = std::move(aes_256_gcm),
      .chacha20_poly1305 = std::move(chacha20_poly1305),
      .sha256 = {},
      .sha384 = {},
      .sha512 = {},
      .x25519 = {},
      .secp256r1 = Ecdh(kSecp256r1, resources->p256),
      .secp384r1 = Ecdh(kSecp384r1, resources->p384),
      .verifier = LibcryptoVerifier(resources),
      .key_loader = LibcryptoKeyLoader(resources),
      .random = {},
  };
}

}  // namespace ferrule::crypto::openssl
