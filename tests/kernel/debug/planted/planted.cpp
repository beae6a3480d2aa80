// SPDX-License-Identifier: GPL-2.0 OR MIT
// Mistakes made on purpose, each by a parameter: `insmod planted.ko overread=1`. The debug kernel
// has to catch every one; a kernel that misses one proves nothing about the modules it is kind to.
// Safe code cannot make them, hence the UNSAFE.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/module_param.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/refcount.hpp"
#include "ferrule/kernel/spin_lock.hpp"

namespace {

using namespace ferrule::kernel;

FERRULE_MODULE_PARAM(overread, bool, false, 0, "read behind an object");
FERRULE_MODULE_PARAM(use_after_free, bool, false, 0, "read an object that was freed");
FERRULE_MODULE_PARAM(double_free, bool, false, 0, "free an object twice");
FERRULE_MODULE_PARAM(leak, bool, false, 0, "forget an object");
FERRULE_MODULE_PARAM(stack_overread, bool, false, 0, "read outside an array on the stack");
FERRULE_MODULE_PARAM(sleep_in_atomic, bool, false, 0, "sleep with a spinlock held");
FERRULE_MODULE_PARAM(allocate_in_atomic, bool, false, 0, "allocate and wait with a spinlock held");
FERRULE_MODULE_PARAM(lock_inversion, bool, false, 0, "take two mutexes in either order");
FERRULE_MODULE_PARAM(lock_twice, bool, false, 0, "take two mutexes of one class in each other");
FERRULE_MODULE_PARAM(count_too_many, bool, false, 0, "count owners past the end of the number");

/// Of a size that nothing else here has, so that a report can be told by it.
struct Object {
  Array<u8, 24> bytes;
};
struct BigObject {
  Array<u64, 128> words;
};

/// What the compiler cannot know.
u32 hidden(u32 value) {
  volatile u32 place = value;
  return place;
}

Result<> read_behind() MAY_SLEEP {
  TRY(const KBox<Object> box, KBox<Object>::make(GFP_KERNEL, Object{}));
  UNSAFE("planted: one byte behind the object is read") {
    const auto* bytes = reinterpret_cast<const volatile u8*>(std::addressof(*box));
    pr_info("behind the object: {}\n", u32{bytes[hidden(sizeof(Object))]});
  }
  return ok();
}

Result<> read_freed() MAY_SLEEP {
  TRY(KBox<Object> box, KBox<Object>::make(GFP_KERNEL, Object{}));
  UNSAFE("planted: the object is read after its box freed it") {
    const auto* bytes = reinterpret_cast<const volatile u8*>(std::addressof(*box));
    {
      const KBox<Object> last = std::move(box);
    }
    pr_info("after its end: {}\n", u32{bytes[hidden(3)]});
  }
  return ok();
}

Result<> free_twice() MAY_SLEEP {
  TRY(KBox<Object> box, KBox<Object>::make(GFP_KERNEL, Object{}));
  UNSAFE("planted: two boxes own one object") {
    Object* const object = std::move(box).into_raw();
    {
      const KBox<Object> first = KBox<Object>::from_raw(object);
    }
    {
      const KBox<Object> second = KBox<Object>::from_raw(object);
    }
  }
  return ok();
}

/// Several: the address of one may be left somewhere on a stack.
Result<> forget() MAY_SLEEP {
  for (u32 i = 0; i < 8; ++i) {
    TRY(KBox<BigObject> box, KBox<BigObject>::make(GFP_KERNEL, BigObject{}));
    UNSAFE("planted: nobody owns the object from here on") {
      static_cast<void>(std::move(box).into_raw());
    }
  }
  return ok();
}

void read_outside_array() {
  volatile u8 bytes[16] = {};
  UNSAFE("planted: the index is behind the array") {
    pr_info("outside the array: {}\n", u32{bytes[hidden(17)]});
  }
}

/// The count stays where it saturates: what it counts is never freed, whoever gives it up.
Result<> count_past_the_end() {
  constexpr i32 kGreatest = 0x7fff'ffff;
  const Refcount count(kGreatest);
  count.inc();
  const u32 saturated = count.read();
  count.inc();
  const bool was_last = count.dec_and_test();
  if (was_last || !count.inc_not_zero() || count.read() != saturated) {
    return Err{errors::EOVERFLOW};
  }
  return ok();
}

FERRULE_LOCK_IMPLEMENTATION void sleep_under_spin_lock() {
  SpinLock<int> counter(FERRULE_LOCK_CLASS("planted"), 0);
  auto guard = counter.lock();
  msleep(1_ms);
  ++*guard;
}

FERRULE_LOCK_IMPLEMENTATION void allocate_under_spin_lock() {
  SpinLock<int> counter(FERRULE_LOCK_CLASS("planted"), 0);
  auto guard = counter.lock();
  *guard += KBox<Object>::make(GFP_KERNEL, Object{}).has_value() ? 1 : 0;
}

void take_in_either_order() MAY_SLEEP {
  Mutex<int> first(FERRULE_LOCK_CLASS("planted_first"), 0);
  Mutex<int> second(FERRULE_LOCK_CLASS("planted_second"), 0);
  {
    auto outer = first.lock();
    auto inner = second.lock();
    ++*inner;
  }
  {
    auto outer = second.lock();
    auto inner = first.lock();
    ++*inner;
  }
}

void take_two_of_a_class() MAY_SLEEP {
  const LockClass both = FERRULE_LOCK_CLASS("planted_twice");
  Mutex<int> one(both, 0);
  Mutex<int> other(both, 0);
  auto outer = one.lock();
  auto inner = other.lock();
  ++*inner;
}

class Planted {
 public:
  static Result<Planted> create(ThisModule) MAY_SLEEP {
    if (overread.get()) {
      TRYV(read_behind());
    }
    if (use_after_free.get()) {
      TRYV(read_freed());
    }
    if (double_free.get()) {
      TRYV(free_twice());
    }
    if (leak.get()) {
      TRYV(forget());
    }
    if (count_too_many.get()) {
      TRYV(count_past_the_end());
    }
    if (stack_overread.get()) {
      read_outside_array();
    }
    locks();
    return Planted();
  }

 private:
  static void locks() MAY_SLEEP {
    if (sleep_in_atomic.get()) {
      sleep_under_spin_lock();
    }
    if (allocate_in_atomic.get()) {
      allocate_under_spin_lock();
    }
    if (lock_inversion.get()) {
      take_in_either_order();
    }
    if (lock_twice.get()) {
      take_two_of_a_class();
    }
  }
};

}  // namespace

FERRULE_MODULE(Planted, {.license = "Dual MIT/GPL",
                         .author = "The Ferrule developers",
                         .description = "Mistakes for a debug kernel to find"});
