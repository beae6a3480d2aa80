// SPDX-License-Identifier: GPL-2.0 OR MIT
// Timer<T>: an object whose expired() the kernel calls after a while. HrTimer<T> is the same with
// the resolution of nanoseconds instead of ticks.
//
//   class Blink {
//    public:
//     explicit Blink(Arc<Led> led) : led_{std::move(led)} {}
//     Option<Duration> expired() const {      // in interrupt context: what may sleep is refused
//       led_->toggle();
//       return 5_ms;                          // again after that; kNone for no more
//     }
//
//    private:
//     Arc<Led> led_;
//   };
//
//   struct Device {
//     Timer<Blink> blink;
//
//     static auto init(Arc<Led> led) {
//       return pin_init<Device>(field<&Device::blink>(new_timer(Blink(std::move(led)))));
//     }
//   };
//
//   device->blink.start(5_ms);
//
// expired() may return nothing too. It is const, as others may look at the object meanwhile: what
// changes is atomic or stands in a SpinLock, which everybody else takes with interrupts off. Where
// it says ATOMIC_CONTEXT it may take the nested kind of a spinlock and nothing else.
//
// A timer does not move. When it ends it is stopped first, which waits for an expired() that runs:
// it is a field of what is ended where code may sleep.
#pragma once

#include <ferrule/bindings.hpp>

#include <concepts>
#include <type_traits>
#include <utility>

#include "ferrule/core/init.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/embeds.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/jiffies.hpp"
#include "ferrule/kernel/lock_class.hpp"
#include "ferrule/kernel/time.hpp"

namespace ferrule::kernel {

namespace internal {

template <typename T>
concept Expires = requires(const T& state) {
  requires std::is_void_v<decltype(state.expired())> ||
               std::same_as<decltype(state.expired()), Option<Duration>>;
};

/// Calls the handler as an interrupt would. When it is to be called again, if it is.
template <Expires T>
Option<Duration> expire(const T& state) {
  assume_atomic_context();
  if constexpr (std::is_void_v<decltype(state.expired())>) {
    state.expired();
    return kNone;
  } else {
    return state.expired();
  }
}

/// The kernel's timers in ticks (include/linux/timer.h).
struct TickTimer {
  using Raw = struct timer_list;
  using Returned = void;

  FERRULE_UNSAFE_FN("raw is storage for a timer; callback is called until stop()")
  static void setup(Raw* raw, Returned (*callback)(Raw*), LockClass lock_class) {
    FERRULE_UNSAFE("the contract above; name and key of a lock class are static") {
      ferrule_timer_setup(raw, callback, lock_class.name(), lock_class.key());
    }
  }
  FERRULE_UNSAFE_FN("setup() was called")
  static void start(Raw* raw, Duration after) {
    FERRULE_UNSAFE("the contract above") {
      ferrule_timer_start(raw, Jiffies(after).count());
    }
  }
  FERRULE_UNSAFE_FN("setup() was called; no lock is held that the callback takes")
  static bool stop(Raw* raw, bool for_good) {
    FERRULE_UNSAFE("the contract above") {
      return ferrule_timer_stop(raw, for_good);
    }
  }
  FERRULE_UNSAFE_FN("setup() was called")
  static bool is_waiting(const Raw* raw) {
    FERRULE_UNSAFE("the contract above") {
      return ferrule_timer_pending(raw);
    }
  }
};

/// The kernel's timers in nanoseconds (include/linux/hrtimer.h).
struct NanosecondTimer {
  using Raw = struct hrtimer;
  using Returned = enum hrtimer_restart;

  FERRULE_UNSAFE_FN("raw is storage for a timer; callback is called until stop()")
  static void setup(Raw* raw, Returned (*callback)(Raw*), LockClass) {
    FERRULE_UNSAFE("the contract above") {
      ferrule_hrtimer_setup(raw, callback);
    }
  }
  FERRULE_UNSAFE_FN("setup() was called")
  static void start(Raw* raw, Duration after) {
    FERRULE_UNSAFE("the contract above") {
      ferrule_hrtimer_start(raw, after.is_negative() ? 0 : after.as_nanoseconds());
    }
  }
  FERRULE_UNSAFE_FN("setup() was called; no lock is held that the callback takes")
  static bool stop(Raw* raw, bool for_good) {
    FERRULE_UNSAFE("the contract above") {
      return ferrule_hrtimer_stop(raw, for_good);
    }
  }
  FERRULE_UNSAFE_FN("setup() was called")
  static bool is_waiting(const Raw* raw) {
    FERRULE_UNSAFE("the contract above") {
      return hrtimer_active(raw);
    }
  }
};

/// What Timer and HrTimer have in common.
template <typename T, typename Kind>
class FERRULE_OWNER TimerOf : Embeds<typename Kind::Raw> {
  using Raw = typename Kind::Raw;
  friend class Embeds<Raw>;
  static_assert(Expires<T>, "a timer's object has `void expired() const`, or an Option<Duration>");

 public:
  /// The class is made by FERRULE_LOCK_CLASS; a field is built by new_timer() and its like.
  TimerOf(LockClass lock_class, T value) : value_(std::move(value)) {
    FERRULE_UNSAFE("the object does not move, and its end stops the timer before anything ends") {
      Kind::setup(this->raw(), &TimerOf::expired, lock_class);
    }
  }
  TimerOf(const TimerOf&) = delete;
  TimerOf& operator=(const TimerOf&) = delete;
  FERRULE_MAY_SLEEP ~TimerOf() { take_back(true); }

  /// expired() is called once after that, even if it was waiting for another time. At once if the
  /// time is 0 or negative. Callable anywhere.
  void start(Duration after) const {
    FERRULE_UNSAFE("the constructor set it up") {
      Kind::start(this->raw(), after);
    }
  }
  /// expired() is not called any more, and does not run when this returns. True: it was waiting.
  bool stop() const FERRULE_MAY_SLEEP { return take_back(false); }
  /// Started and not expired; another moment may have passed when the answer is read.
  [[nodiscard]] bool is_waiting() const {
    FERRULE_UNSAFE("the constructor set it up") {
      return Kind::is_waiting(this->raw());
    }
  }

  /// The object. expired() may run on another CPU while it is looked at.
  const T& operator*() const FERRULE_LIFETIMEBOUND { return value_; }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(value_); }

 private:
  T value_;

  bool take_back(bool for_good) const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the constructor set it up; who may sleep holds no spinlock") {
      return Kind::stop(this->raw(), for_good);
    }
  }
  /// What the kernel calls.
  static typename Kind::Returned expired(Raw* raw) {
    FERRULE_UNSAFE("the timer was set up by a TimerOf, whose end waits for this function") {
      const auto& timer = Embeds<Raw>::template container_of<TimerOf>(raw);
      if (const Option<Duration> again = internal::expire(timer.value_)) {
        timer.start(*again);
      }
    }
    if constexpr (std::is_same_v<Kind, NanosecondTimer>) {
      return HRTIMER_NORESTART;  // start() has put it into the queue again, if it was to be
    }
  }
};

template <typename Whole, typename T>
[[nodiscard]] auto init_timer(LockClass lock_class, T value) {
  return [lock_class, value = std::move(value)](Slot<Whole>& slot) mutable -> Result<> {
    slot.emplace(lock_class, std::move(value));
    return ok();
  };
}

}  // namespace internal

template <typename T>
using Timer = internal::TimerOf<T, internal::TickTimer>;
template <typename T>
using HrTimer = internal::TimerOf<T, internal::NanosecondTimer>;

/// Initialisers; value is the object.
template <typename T>
[[nodiscard]] auto init_timer(LockClass lock_class, T value) {
  return internal::init_timer<Timer<T>>(lock_class, std::move(value));
}
template <typename T>
[[nodiscard]] auto init_hr_timer(LockClass lock_class, T value) {
  return internal::init_timer<HrTimer<T>>(lock_class, std::move(value));
}

}  // namespace ferrule::kernel

#define FERRULE_NEW_TIMER(...) ::ferrule::kernel::init_timer(FERRULE_LOCK_CLASS_HERE, __VA_ARGS__)
#define FERRULE_NEW_HR_TIMER(...) \
  ::ferrule::kernel::init_hr_timer(FERRULE_LOCK_CLASS_HERE, __VA_ARGS__)
#if !defined(FERRULE_NO_SHORT_NAMES)
#define new_timer(...) FERRULE_NEW_TIMER(__VA_ARGS__)
#define new_hr_timer(...) FERRULE_NEW_HR_TIMER(__VA_ARGS__)
#endif
