// SPDX-License-Identifier: GPL-2.0 OR MIT
// What comes out of the array may be the last share, and its end waits.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

struct Tell {
  void run() const MAY_SLEEP {}
};
struct Session {
  Work<Tell> tell;
};

void end(const XArray<Arc<Session>>& sessions) MAY_SLEEP {
#if defined(WRONG)
  auto held = sessions.lock();
  // refused by the checker below: [ferrule-sleeping-end]
  static_cast<void>(held.erase(3));
#else
  static_cast<void>(sessions.erase(3));
#endif
}

Result<> add(const XArray<Arc<Session>>& sessions, Arc<Session> session) MAY_SLEEP {
#if defined(WRONG)
  auto held = sessions.lock();
  // refused by the checker below: 'owner', when there is no memory
  return held.insert(3, std::move(session), GFP_ATOMIC);
#else
  TRY(const auto replaced, sessions.store(3, std::move(session), GFP_KERNEL));
  return ok();
#endif
}
