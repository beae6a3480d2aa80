// SPDX-License-Identifier: GPL-2.0 OR MIT
// Names and keys of lock classes are static.
#include "ferrule/kernel/lock_class.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

LockClass name_it(const char (&name)[4]) {
#if defined(WRONG)
  return FERRULE_LOCK_CLASS(name);  // refused: cannot be implicitly captured in a lambda
#else
  static_cast<void>(name);
  return FERRULE_LOCK_CLASS("abc");
#endif
}
