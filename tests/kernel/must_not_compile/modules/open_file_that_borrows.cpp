// SPDX-License-Identifier: GPL-2.0 OR MIT
// An open file outlives a device that could not be loaded: it owns a share of what it needs.
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
struct FERRULE_VIEW Opened {
  using Shared = u64;
  const Arc<u64>& shared;
  explicit Opened(const Arc<u64>& given FERRULE_LIFETIMEBOUND) : shared{given} {}
  static Result<KBox<Opened>> open(const File&,
                                   const Arc<u64>& shared FERRULE_LIFETIMEBOUND) MAY_SLEEP {
    return KBox<Opened>::make(GFP_KERNEL, shared);
  }
};
#else
struct Opened {
  using Shared = u64;
  Arc<u64> shared;
  static Result<KBox<Opened>> open(const File&, const Arc<u64>& shared) MAY_SLEEP {
    return KBox<Opened>::make(GFP_KERNEL, shared.clone());
  }
};
#endif

// refused by the checker below: [ferrule-send]
using Field = decltype(MiscDevice<Opened>::register_in);
static_assert(sizeof(Field*) != 0);
