// SPDX-License-Identifier: Apache-2.0 OR MIT
// Overwrites secrets in a way the optimiser must keep.
#pragma once

#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

/// Sets every byte to zero, even when nothing reads them afterwards.
constexpr void wipe(MutBytes secret) {
  if consteval {
    secret.fill(0);
  } else {
    if (secret.empty()) {
      return;
    }
    FERRULE_UNSAFE(
        "the span covers secret.size() bytes; the empty asm makes the compiler believe they are "
        "read") {
      u8* const data = secret.data();
      __builtin_memset(data, 0, secret.size());
      asm volatile("" : : "r"(data) : "memory");
    }
  }
}

}  // namespace ferrule
