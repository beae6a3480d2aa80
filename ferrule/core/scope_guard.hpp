// SPDX-License-Identifier: Apache-2.0 OR MIT
// ScopeGuard: does something when the scope ends, on every way out, unless dismissed.
#pragma once

#include <utility>

#include "ferrule/core/unsafe.hpp"

namespace ferrule {

///   ScopeGuard undo([&] { list.remove(entry); });
///   TRYV(more());      // undone when this fails
///   undo.dismiss();
template <typename F>
class [[nodiscard]] ScopeGuard {
 public:
  explicit constexpr ScopeGuard(F action FERRULE_LIFETIMEBOUND) : action_(std::move(action)) {}
  ScopeGuard(const ScopeGuard&) = delete;
  ScopeGuard& operator=(const ScopeGuard&) = delete;
  constexpr ~ScopeGuard() { run(); }

  constexpr void dismiss() { armed_ = false; }
  /// Does it now instead of at the end.
  constexpr void run() {
    if (std::exchange(armed_, false)) {
      action_();
    }
  }

 private:
  F action_;
  bool armed_ = true;
};

}  // namespace ferrule
