// SPDX-License-Identifier: GPL-2.0 OR MIT
// It may be null, and then names what lies before the object.
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Limits {
  u32 least = 0;
  u32 most = 9;
};

#if defined(WRONG)
u32 one(const Limits& limits, u32 Limits::* which) {
  return limits.*which;  // refused by the checker: [ferrule-ptr-deref]
}
#else
template <u32 Limits::* kWhich>
u32 one(const Limits& limits) {
  return limits.*kWhich;
}
u32 most(const Limits& limits) { return one<&Limits::most>(limits); }
#endif
