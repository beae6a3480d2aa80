// SPDX-License-Identifier: GPL-2.0 OR MIT
// What both translation units of the module know.
#pragma once

#include "ferrule/kernel/lock_class.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

namespace units {

using namespace ferrule::kernel;

/// An inline function is one in all units, and so is the class of its locks.
inline LockClass class_of_inline() { return FERRULE_LOCK_CLASS("inline"); }

/// Of a template there is one for each T; a T of one unit's own is another one.
template <typename T>
LockClass class_of_template() {
  return FERRULE_LOCK_CLASS("template");
}

/// Lock classes as one unit makes them.
struct Classes {
  LockClass of_inline;
  LockClass of_template;
  LockClass of_own_type;
  LockClass of_own_function;
};

Classes classes_of_other_unit();

/// Adds to what the other unit guards, and returns the sum of both. The caller holds a lock of its
/// own meanwhile.
u32 add_in_other_unit(u32 number) MAY_SLEEP;

}  // namespace units
