// SPDX-License-Identifier: Apache-2.0 OR MIT
// HKDF (RFC 5869) over any hash of a provider. Nothing is allocated.
#pragma once

#include "ferrule/core/ref.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/hash.hpp"
#include "ferrule/crypto/hmac.hpp"

namespace ferrule::crypto {

/// The pseudorandom key of `ikm` (RFC 5869, 2.2). An empty salt stands for output_length() zero
/// bytes.
[[nodiscard]] HashSecret hkdf_extract(Ref<const Hash> hash, Bytes salt, Bytes ikm);

/// A pseudorandom key prepared for expansions. Usable from several threads.
class HkdfExpander {
 public:
  HkdfExpander(Ref<const Hash> hash, Bytes pseudorandom_key) : key_{hash, pseudorandom_key} {}

  [[nodiscard]] Ref<const Hash> hash() const { return key_.hash(); }

  /// Fills `out` with key material for the concatenation of `info` (RFC 5869, 2.3). BadLength
  /// beyond 255 hash outputs.
  [[nodiscard]] Result<void, CryptoError> expand(Span<const Bytes> info, MutBytes out) const;

 private:
  HmacKey key_;
};

}  // namespace ferrule::crypto
