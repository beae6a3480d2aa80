// SPDX-License-Identifier: Apache-2.0 OR MIT
// What can go wrong in cryptography. Reasons that would help an attacker are deliberately not told
// apart.
#pragma once

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::crypto {

enum class ErrorKind : u8 {
  OutOfMemory,
  RandomUnavailable,
  BadRecordMac,    ///< the AEAD tag does not match
  BadSignature,    ///< the signature does not match
  BadPublicKey,    ///< malformed, off the curve, or of a size that is not accepted
  BadPrivateKey,   ///< cannot be parsed, or is of a kind or size that is not accepted
  BadPeerShare,    ///< a key-exchange share that is malformed, off the curve or gives an all-zero
                   ///< secret
  Unsupported,     ///< the provider has no such algorithm
  BadLength,       ///< a key, nonce or buffer of the wrong length: misuse by the caller
  BackendFailure,  ///< the library below reported an error that should not happen
};

struct CryptoError {
  ErrorKind kind;

  constexpr CryptoError(ErrorKind what) : kind{what} {}
  constexpr CryptoError(AllocError) : kind{ErrorKind::OutOfMemory} {}
  constexpr bool operator==(const CryptoError&) const = default;
};

}  // namespace ferrule::crypto
