// SPDX-License-Identifier: GPL-2.0 OR MIT
// Completion: tells tasks that something is done (Documentation/scheduler/completion.rst).
//
//   struct Transfer {
//     Completion done;
//   };
//
//   transfer->done.complete();                 // the interrupt
//
//   transfer->done.wait();                     // the task
//
// It counts: each complete() lets one wait() through. Something that happens once is better told
// with a pair that says so in its types. The task that waits and the one that completes each have
// their half, and clang refuses (-Wconsumed) to complete or to wait twice, or to forget either:
//
//   OneShot done;
//   Completer completer = done.completer();
//   Waiter waiter = done.waiter();
//   start(std::move(completer));               // who has it calls completer.complete()
//   waiter.wait();
#pragma once

#include <ferrule/bindings.hpp>

#include <memory>
#include <utility>

#include "ferrule/core/init.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/jiffies.hpp"

namespace ferrule::kernel {

class Completion {
 public:
  Completion() {
    FERRULE_UNSAFE("raw_ is storage for a completion that nobody shares yet") {
      ferrule_init_completion(std::addressof(raw_));
    }
  }
  Completion(const Completion&) = delete;
  Completion& operator=(const Completion&) = delete;

  /// Lets one task through, now or when it comes. Callable anywhere.
  void complete() const {
    FERRULE_UNSAFE("the constructor initialised it") {
      ferrule_complete(std::addressof(raw_));
    }
  }
  /// Lets every task through, from now on.
  void complete_all() const {
    FERRULE_UNSAFE("the constructor initialised it") {
      ferrule_complete_all(std::addressof(raw_));
    }
  }
  void wait() const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the constructor initialised it") {
      ferrule_wait_for_completion(std::addressof(raw_));
    }
  }
  /// ERESTARTSYS when a signal came first.
  [[nodiscard]] Result<> wait_interruptible() const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the constructor initialised it") {
      return to_result_void(ferrule_wait_for_completion_interruptible(std::addressof(raw_)));
    }
  }
  /// ETIMEDOUT when it took longer.
  [[nodiscard]] Result<> wait_timeout(Jiffies timeout) const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the constructor initialised it") {
      if (ferrule_wait_for_completion_timeout(std::addressof(raw_), timeout.count()) == 0) {
        return Err{errors::ETIMEDOUT};
      }
    }
    return ok();
  }
  /// True: was let through, without waiting. Callable anywhere.
  [[nodiscard]] bool try_wait() const {
    FERRULE_UNSAFE("the constructor initialised it") {
      return ferrule_try_wait_for_completion(std::addressof(raw_));
    }
  }
  /// Whether a wait() would be let through.
  [[nodiscard]] bool done() const {
    FERRULE_UNSAFE("the constructor initialised it") {
      return ferrule_completion_done(std::addressof(raw_));
    }
  }

 private:
  // It has a lock of its own.
  FERRULE_SYNC mutable struct completion raw_{};
};

/// Will complete a OneShot. One that ends without having done it completes it too, so that nobody
/// waits for ever; clang refuses a local one that is forgotten.
class [[nodiscard]] [[clang::consumable(unconsumed)]] FERRULE_VIEW Completer {
 public:
  Completer(Completer&& other) noexcept : completion_{std::exchange(other.completion_, nullptr)} {}
  Completer& operator=(Completer&&) = delete;
  [[clang::callable_when("consumed", "unknown")]] ~Completer() { finish(); }

  [[clang::callable_when("unconsumed")]] [[clang::set_typestate(consumed)]] void complete() {
    ensure(completion_ != nullptr);
    finish();
  }

 private:
  friend class OneShot;

  const Completion* completion_;

  [[clang::return_typestate(unconsumed)]] explicit Completer(const Completion& completion
                                                             FERRULE_LIFETIMEBOUND)
      : completion_{std::addressof(completion)} {}

  void finish() {
    if (const Completion* const completion = std::exchange(completion_, nullptr)) {
      FERRULE_UNSAFE("the view is bound to its OneShot, which is alive as long as it is used") {
        completion->complete();
      }
    }
  }
};

/// Will wait for a OneShot.
class [[nodiscard]] [[clang::consumable(unconsumed)]] FERRULE_VIEW Waiter {
 public:
  Waiter(Waiter&&) noexcept = default;
  Waiter& operator=(Waiter&&) = delete;
  [[clang::callable_when("consumed", "unknown")]] ~Waiter() {}

  [[clang::callable_when("unconsumed")]] [[clang::set_typestate(consumed)]] void wait()
      FERRULE_MAY_SLEEP {
    completion_.wait();
  }

 private:
  friend class OneShot;

  const Completion& completion_;

  [[clang::return_typestate(unconsumed)]] explicit Waiter(const Completion& completion
                                                          FERRULE_LIFETIMEBOUND)
      : completion_{completion} {}
};

/// Something that is done once, and one task that waits for it.
class OneShot {
 public:
  OneShot() = default;
  OneShot(const OneShot&) = delete;
  OneShot& operator=(const OneShot&) = delete;

  /// Each once; a second call traps.
  [[clang::return_typestate(unconsumed)]] Completer completer() FERRULE_LIFETIMEBOUND {
    ensure(!std::exchange(completer_given_, true));
    return Completer(completion_);
  }
  [[clang::return_typestate(unconsumed)]] Waiter waiter() FERRULE_LIFETIMEBOUND {
    ensure(!std::exchange(waiter_given_, true));
    return Waiter(completion_);
  }

 private:
  Completion completion_;
  bool completer_given_ = false;
  bool waiter_given_ = false;
};

/// Initialiser of a Completion.
[[nodiscard]] inline auto new_completion() {
  return [](Slot<Completion>& slot) -> Result<> {
    slot.emplace();
    return ok();
  };
}

}  // namespace ferrule::kernel
