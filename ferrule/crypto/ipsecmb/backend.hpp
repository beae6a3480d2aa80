// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/crypto/ipsecmb/chacha20_poly1305.hpp"
#include "ferrule/crypto/ipsecmb/gcm.hpp"

namespace ferrule::crypto::ipsecmb {

/// The record ciphers of libipsec-mb.
struct Backend {
  Gcm aes_128_gcm;
  Gcm aes_256_gcm;
  ChaCha20Poly1305 chacha20_poly1305;

  /// Nothing when this processor lacks what the library needs.
  [[nodiscard]] static Result<Option<Backend>, CryptoError> load();
  /// The same with the functions of one instruction set.
  [[nodiscard]] static Result<Option<Backend>, CryptoError> load(InstructionSet instructions);
};

}  // namespace ferrule::crypto::ipsecmb
