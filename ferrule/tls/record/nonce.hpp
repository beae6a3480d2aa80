// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/aead.hpp"

namespace ferrule::tls {

/// The nonce of record `sequence`: its number, padded on the left, XOR the iv of 12 bytes (RFC
/// 8446, 5.3).
[[nodiscard]] constexpr crypto::Nonce record_nonce(Bytes iv, u64 sequence) {
  crypto::Nonce nonce{};
  nonce.span().copy_from(iv);
  for (usize i = 0; i < 8; ++i) {
    const u8 byte = static_cast<u8>(sequence >> (8 * i));
    nonce[nonce.size() - 1 - i] = static_cast<u8>(nonce[nonce.size() - 1 - i] ^ byte);
  }
  return nonce;
}

}  // namespace ferrule::tls
