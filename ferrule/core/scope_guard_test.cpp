// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/scope_guard.hpp"

#include "tests/support/both.hpp"

namespace ferrule {
namespace {

constexpr int count_leaving(bool early, bool dismissed) {
  int runs = 0;
  const auto leave = [&](int) {
    ScopeGuard guard([&runs] { ++runs; });
    if (early) {
      return;
    }
    if (dismissed) {
      guard.dismiss();
    }
  };
  leave(0);
  return runs;
}

constexpr bool runs_on_every_way_out_unless_dismissed() {
  CHECK(count_leaving(false, false) == 1);
  CHECK(count_leaving(true, true) == 1);
  CHECK(count_leaving(false, true) == 0);
  return true;
}
BOTH(ScopeGuard, runs_on_every_way_out_unless_dismissed)

constexpr bool runs_once_when_run_early() {
  int runs = 0;
  {
    ScopeGuard guard([&runs] { ++runs; });
    guard.run();
    guard.run();
  }
  CHECK(runs == 1);
  return true;
}
BOTH(ScopeGuard, runs_once_when_run_early)

constexpr bool guards_end_in_reverse_order() {
  int order = 0;
  {
    ScopeGuard first([&order] { order = order * 10 + 1; });
    ScopeGuard second([&order] { order = order * 10 + 2; });
  }
  CHECK(order == 21);
  return true;
}
BOTH(ScopeGuard, guards_end_in_reverse_order)

}  // namespace
}  // namespace ferrule
