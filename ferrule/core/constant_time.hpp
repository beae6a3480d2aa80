// SPDX-License-Identifier: Apache-2.0 OR MIT
// Comparisons whose time does not depend on the bytes compared.
#pragma once

#include "ferrule/core/bulk.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

namespace internal {

/// The same value, about which the optimiser knows nothing: it cannot turn a loop that feeds it
/// into one that stops early.
constexpr u32 opaque(u32 value) {
  if !consteval {
    FERRULE_UNSAFE("an empty asm with one register operand: it touches no memory") {
      asm("" : "+r"(value));
    }
  }
  return value;
}

}  // namespace internal

/// Equal contents. Only the lengths may influence the time taken.
[[nodiscard]] constexpr bool constant_time_equal(Bytes a, Bytes b) {
  if (a.size() != b.size()) {
    return false;
  }
  u32 difference = 0;
  zip(a, b, [&difference](const u8& x, const u8& y) { difference |= static_cast<u32>(x ^ y); });
  return internal::opaque(difference) == 0;
}

}  // namespace ferrule
