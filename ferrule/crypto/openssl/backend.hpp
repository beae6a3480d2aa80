// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/crypto/openssl/aead.hpp"
#include "ferrule/crypto/openssl/ecdh.hpp"
#include "ferrule/crypto/openssl/key_loader.hpp"
#include "ferrule/crypto/openssl/random.hpp"
#include "ferrule/crypto/openssl/sha2.hpp"
#include "ferrule/crypto/openssl/verifier.hpp"
#include "ferrule/crypto/openssl/x25519.hpp"

namespace ferrule::crypto::openssl {

/// Every algorithm object that libcrypto implements.
struct Backend {
  LibcryptoAead aes_128_gcm;
  LibcryptoAead aes_256_gcm;
  LibcryptoAead chacha20_poly1305;
  Sha256 sha256;
  Sha384 sha384;
  Sha512 sha512;
  X25519 x25519;
  Ecdh secp256r1;
  Ecdh secp384r1;
  LibcryptoVerifier verifier;
  LibcryptoKeyLoader key_loader;
  LibcryptoRandom random;

  [[nodiscard]] static Result<Backend, CryptoError> load(AllocatorRef allocator);
};

}  // namespace ferrule::crypto::openssl
