// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/xarray.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace xarray_example {

using namespace ferrule::kernel;

class Session {
 public:
  void touch() const { touched_.fetch_add(1); }
  u32 touched() const { return touched_.load(); }

 private:
  Atomic<u32> touched_{0};
};

/// Whether it was replaced.
inline Result<bool> replace_first(const XArray<Arc<Session>>& sessions,
                                  Arc<Session> fresh) MAY_SLEEP {
  const u32 id = 0;
#include "examples/xarray-2.inc"
  return replaced.has_value();
}

inline Result<> run(Test& test) MAY_SLEEP {
  const XArray<Arc<Session>> sessions(FERRULE_LOCK_CLASS("sessions"));
  TRY(const auto session, Arc<Session>::make(GFP_KERNEL));
#include "examples/xarray-1.inc"
  test.expect(ended && ended->is_same(session));
  test.expect(sessions.empty());
  TRY(const u32 again, sessions.allocate(session.clone(), GFP_KERNEL));
  test.expect_eq(again, 0U);
  TRY(auto fresh, Arc<Session>::make(GFP_KERNEL));
  TRY(const bool replaced, replace_first(sessions, fresh.clone()));
  test.expect(replaced);
  test.expect_eq(session->touched(), 2U);
  const auto now = sessions.load(0);
  test.expect(now && now->is_same(fresh));
  return ok();
}

}  // namespace xarray_example
