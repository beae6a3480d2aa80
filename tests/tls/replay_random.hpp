// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <vector>

#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/random.hpp"

namespace ferrule::testing {

/// Takes its bytes off the front of the pool; BackendFailure when that has too few left.
class ReplayRandom final : public crypto::Random {
 public:
  crypto::FipsStatus fips() const override { return crypto::FipsStatus::Unvalidated; }
  Result<void, crypto::CryptoError> fill(MutBytes out) const override;
};

/// The pool of every ReplayRandom.
void set_replay_pool(std::vector<u8> pool);
/// Bytes that were not drawn yet.
[[nodiscard]] usize left_in_replay_pool();

}  // namespace ferrule::testing
