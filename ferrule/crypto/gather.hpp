// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::crypto {

/// The size of all pieces together, or nothing when it is above `limit`.
[[nodiscard]] constexpr Option<usize> gathered_size(Span<const Bytes> pieces, usize limit) {
  usize total = 0;
  for (const Bytes& piece : pieces) {
    if (piece.size() > limit - total) {
      return kNone;
    }
    total += piece.size();
  }
  return total;
}

}  // namespace ferrule::crypto
