// SPDX-License-Identifier: GPL-2.0 OR MIT
// CondVar: tasks that wait until the data under a Mutex is as they need it.
//
//   struct Device {
//     Mutex<Queue> queue;
//     CondVar not_empty;
//
//     static auto init() {
//       return pin_init<Device>(field<&Device::queue>(new_mutex(Queue{})),
//                               field<&Device::not_empty>(new_condvar()));
//     }
//   };
//
//   device->queue.with([](Queue& queue) { queue.push(7); });
//   device->not_empty.notify_one();
//
//   TRY(const u32 entry,
//       device->not_empty.with(
//           device->queue, [](const Queue& queue) { return !queue.empty(); },
//           [](Queue& queue) { return queue.pop(); }));
//
// with() is the one to use. Who waits with a guard gives the mutex up while the task sleeps, and
// others change the data meanwhile: a reference into it that was taken before is not used after, it
// is taken from the guard again. The checker does not see this.
//
//   auto queue = device->queue.lock();
//   TRYV(device->not_empty.wait_until(queue, [](const Queue& now) { return !now.empty(); }));
#pragma once

#include <memory>

#include "ferrule/kernel/jiffies.hpp"
#include "ferrule/kernel/lock_class.hpp"
#include "ferrule/kernel/mutex.hpp"

namespace ferrule::kernel {

class CondVar {
 public:
  explicit CondVar(LockClass lock_class) {
    FERRULE_UNSAFE("queue_ is storage for a wait queue; name and key of a lock class are static") {
      ferrule_init_waitqueue_head(std::addressof(queue_), lock_class.name(), lock_class.key());
    }
  }
  CondVar(const CondVar&) = delete;
  CondVar& operator=(const CondVar&) = delete;

  /// Runs `f(T&)` under the mutex as soon as `holds(const T&)` does, and returns what it returns.
  /// ERESTARTSYS when a signal came first.
  template <typename T, typename Holds, internal::KeepsNothingOf<T> F,
            typename R = std::invoke_result_t<F, T&>>
  [[nodiscard]] Result<R> with(const Mutex<T>& mutex, Holds&& holds, F&& f) const FERRULE_MAY_SLEEP
      FERRULE_MUST_NOT_HOLD(mutex) {
    MutexGuard<T> guard = mutex.lock();
    FERRULE_TRYV(wait_until(guard, std::forward<Holds>(holds)));
    if constexpr (std::is_void_v<R>) {
      f(*guard);
      return ok();
    } else {
      return f(*guard);
    }
  }
  /// Sleeps until someone notifies or a signal comes (ERESTARTSYS). Nobody promises that the data
  /// is then as wished: wait_until() asks.
  template <typename T>
  [[nodiscard]] Result<> wait(MutexGuard<T>& guard) const FERRULE_MAY_SLEEP {
    sleep_interruptible(guard, Jiffies::forever());
    return signalled();
  }
  /// Sleeps until `holds(const T&)` does. ERESTARTSYS when a signal came first.
  template <typename T, typename Holds>
  [[nodiscard]] Result<> wait_until(MutexGuard<T>& guard, Holds&& holds) const FERRULE_MAY_SLEEP {
    return wait_until(guard, Jiffies::forever(), std::forward<Holds>(holds));
  }
  /// The same for at most `timeout`: ETIMEDOUT.
  template <typename T, typename Holds>
  [[nodiscard]] Result<> wait_until(MutexGuard<T>& guard, Jiffies timeout,
                                    Holds&& holds) const FERRULE_MAY_SLEEP {
    for (;;) {
      if (holds(std::as_const(*guard))) {
        return ok();  // even after a signal: the notification may have been for this task alone
      }
      FERRULE_TRYV(signalled());
      if (timeout.count() == 0) {
        return Err{errors::ETIMEDOUT};
      }
      timeout = sleep_interruptible(guard, timeout);
    }
  }
  /// The same without listening to signals: for what must be finished, and will be soon.
  template <typename T, typename Holds>
  void wait_until_uninterruptible(MutexGuard<T>& guard, Holds&& holds) const FERRULE_MAY_SLEEP {
    while (!holds(std::as_const(*guard))) {
      FERRULE_UNSAFE("both were initialised, and the guard shows that this task holds the mutex") {
        ferrule_wait(std::addressof(queue_), std::addressof(guard.mutex().raw()),
                     Jiffies::forever().count());
      }
    }
  }

  /// Wakes one that waits, or all. Callable anywhere.
  void notify_one() const {
    FERRULE_UNSAFE("the constructor initialised it") {
      ferrule_wake_up(std::addressof(queue_));
    }
  }
  void notify_all() const {
    FERRULE_UNSAFE("the constructor initialised it") {
      ferrule_wake_up_all(std::addressof(queue_));
    }
  }

 private:
  friend class PollCondVar;

  // The queue has a lock of its own.
  FERRULE_SYNC mutable struct wait_queue_head queue_{};

  /// What is left of `most`.
  template <typename T>
  Jiffies sleep_interruptible(MutexGuard<T>& guard, Jiffies most) const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("both were initialised, and the guard shows that this task holds the mutex") {
      return Jiffies(ferrule_wait_interruptible(std::addressof(queue_),
                                                std::addressof(guard.mutex().raw()), most.count()));
    }
  }
  [[nodiscard]] static Result<> signalled() {
    bool pending = false;
    FERRULE_UNSAFE("asks about the task that runs; there always is one") {
      pending = ferrule_signal_pending();
    }
    if (pending) {
      return Err{errors::ERESTARTSYS};
    }
    return ok();
  }
};

/// A CondVar that a poll table (poll.hpp) may wait on too. Its end wakes the pollers and waits
/// until they have left, so it ends where code may sleep, and not inside the poll() that registered
/// it.
class PollCondVar final : public CondVar {
 public:
  using CondVar::CondVar;
  FERRULE_MAY_SLEEP ~PollCondVar() {
    FERRULE_UNSAFE(
        "initialised; nobody is in the queue after it, or looks at it after a grace period") {
      ferrule_wake_up_pollfree(std::addressof(queue_));
      ferrule_synchronize_rcu();
    }
  }

  /// For PollTable::register_wait.
  [[nodiscard]] struct wait_queue_head* wait_queue_head() const FERRULE_LIFETIMEBOUND {
    return std::addressof(queue_);
  }
};

namespace internal {

/// What new_condvar and its like return.
template <typename T>
[[nodiscard]] auto init_with_class(LockClass lock_class) {
  return [lock_class](Slot<T>& slot) -> Result<> {
    slot.emplace(lock_class);
    return ok();
  };
}

}  // namespace internal

}  // namespace ferrule::kernel

/// Initialisers of a CondVar and a PollCondVar.
#define FERRULE_NEW_CONDVAR() \
  ::ferrule::kernel::internal::init_with_class<::ferrule::kernel::CondVar>(FERRULE_LOCK_CLASS_HERE)
#define FERRULE_NEW_POLL_CONDVAR()                                              \
  ::ferrule::kernel::internal::init_with_class<::ferrule::kernel::PollCondVar>( \
      FERRULE_LOCK_CLASS_HERE)
#if !defined(FERRULE_NO_SHORT_NAMES)
#define new_condvar() FERRULE_NEW_CONDVAR()
#define new_poll_condvar() FERRULE_NEW_POLL_CONDVAR()
#endif
