// SPDX-License-Identifier: Apache-2.0 OR MIT
// How a broken invariant ends: one instruction, no unwinding, no library call.
#pragma once

namespace ferrule {

/// Stops the program. Reached only by a bug of ours or of the caller, never by a peer's input.
[[noreturn]] inline void trap() { __builtin_trap(); }

/// Traps unless `condition` holds. In constant evaluation a false condition does not compile.
constexpr void ensure(bool condition) {
  if (!condition) [[unlikely]] {
    trap();
  }
}

}  // namespace ferrule
