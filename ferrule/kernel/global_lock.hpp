// SPDX-License-Identifier: GPL-2.0 OR MIT
// Locks of static storage, ready before any code of the module runs (DEFINE_MUTEX,
// DEFINE_SPINLOCK):
//
//   FERRULE_GLOBAL_LOCK(Mutex<Registry>, registry);
//   FERRULE_GLOBAL_LOCK(SpinLock<u64>, total, 40);
//
//   registry.with([](Registry& all) { ++all.entries; });
//   total.with([](u64& now) { now += 2; });
//
// The value is a constant, and of a class without a destructor: nobody would call it when the
// module goes. What needs one is a field of the module's class (module.hpp). lockdep takes the
// address of such a lock for its class.
#pragma once

#include "ferrule/kernel/lock.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/spin_lock.hpp"

// clang-format off
#define FERRULE_GLOBAL_LOCK(Type, name, ...)                        \
  FERRULE_SYNC [[clang::no_destroy]] static constinit Type name(    \
      ::ferrule::kernel::StaticLock{} __VA_OPT__(, ) __VA_ARGS__)
// clang-format on
