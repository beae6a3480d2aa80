// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/hash.hpp"

#include "ferrule/core/result.hpp"
#include "ferrule/core/trap.hpp"

namespace ferrule::crypto {

Digest HashContext::zeroed(usize length) {
  const Array<u8, kMaxHashLength> zeros{};
  Result<Digest, CapacityError> digest = Digest::copy_of(zeros.span().first(length));
  ensure(digest.has_value());
  return *digest;
}

}  // namespace ferrule::crypto
