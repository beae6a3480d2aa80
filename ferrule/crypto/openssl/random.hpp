// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/random.hpp"

namespace ferrule::crypto::openssl {

/// libcrypto's per-thread generators (CTR_DRBG, seeded by the kernel).
class LibcryptoRandom final : public Random {
 public:
  FipsStatus fips() const override { return FipsStatus::Unvalidated; }
  Result<void, CryptoError> fill(MutBytes out) const override;
};

/// From the generator that libcrypto keeps for private keys.
[[nodiscard]] Result<void, CryptoError> fill_private(MutBytes out);

}  // namespace ferrule::crypto::openssl
