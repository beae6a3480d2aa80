// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/fips.hpp"

namespace ferrule::crypto {

/// A cryptographically secure source of random bytes, usable from several threads. Lives as long as
/// its provider.
class Random {
 public:
  virtual FipsStatus fips() const = 0;
  [[nodiscard]] virtual Result<void, CryptoError> fill(MutBytes out) const = 0;

 protected:
  ~Random() = default;
};

}  // namespace ferrule::crypto
