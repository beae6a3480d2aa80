// SPDX-License-Identifier: GPL-2.0 OR MIT
// The second translation unit. What stands here in the unnamed namespace has the names, the types
// and the lines that it has in units.cpp.
#include "tests/kernel/guest/units/units.hpp"

namespace units {
namespace {

struct Own {};
LockClass class_of_own_function() { return FERRULE_LOCK_CLASS("own"); }

}  // namespace

Classes classes_of_other_unit() {
  return {class_of_inline(), class_of_template<u32>(), class_of_template<Own>(),
          class_of_own_function()};
}

u32 add_in_other_unit(u32 number) MAY_SLEEP {
  const Mutex<u32> sum(class_of_own_function(), 2U);
  return sum.with([&](u32& now) { return now += number; });
}

}  // namespace units
