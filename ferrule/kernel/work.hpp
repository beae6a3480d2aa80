// SPDX-License-Identifier: GPL-2.0 OR MIT
// Work that a task of the kernel does later (Documentation/core-api/workqueue.rst). Its run() may
// sleep. Three kinds, by who keeps the object alive:
//
//   class Refill {
//    public:
//     explicit Refill(Arc<Pool> pool) : pool_{std::move(pool)} {}
//     void run() const MAY_SLEEP { pool_->refill(); }
//
//    private:
//     Arc<Pool> pool_;
//   };
//
// Work is a field, and its end waits for run(), or takes it back. Delayed work is the same after a
// while; its run() may return an Option<Duration>: again after that.
//
//   struct Device {
//     Work<Refill> now;
//     DelayedWork<Refill> later;
//
//     static auto init(const Arc<Pool>& pool) {
//       return pin_init<Device>(
//           field<&Device::now>(new_work(Refill(pool.clone()))),
//           field<&Device::later>(new_delayed_work(Refill(pool.clone()))));
//     }
//   };
//
//   device->now.enqueue(system_queue());
//   device->later.enqueue(10_ms);
//
// Of shared work the queue owns a share until run() has ended.
//
//   TRY(const auto shared, Arc<SharedWork<Refill>>::pin_init(
//                              new_shared_work(Refill(pool.clone())), GFP_KERNEL));
//   queue.enqueue(shared.clone());
//
// A queue of one's own (new_queue) finishes all that was put into it before it ends. Shared work
// goes into such queues only: nobody would wait for it when the module goes. One object is never
// run by two tasks at once; put into a queue in which it waits already, it runs once.
#pragma once

#include <ferrule/bindings.hpp>

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/array.hpp"
#include "ferrule/core/init.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/embeds.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/jiffies.hpp"
#include "ferrule/kernel/lock_class.hpp"
#include "ferrule/kernel/time.hpp"

namespace ferrule::kernel {

template <typename T>
class Work;
template <typename T>
class DelayedWork;
template <typename T>
class SharedWork;

/// A queue that the kernel has for everybody.
class FERRULE_OWNER SystemQueue {
 private:
  template <typename>
  friend class Work;
  template <typename>
  friend class DelayedWork;
  friend SystemQueue system_queue();
  friend SystemQueue system_long_queue();
  friend SystemQueue system_high_priority_queue();
  friend SystemQueue system_unbound_queue();

  struct workqueue_struct* raw_;

  explicit SystemQueue(struct workqueue_struct* raw) : raw_{raw} {}
};

/// For what is soon done.
[[nodiscard]] inline SystemQueue system_queue() {
  FERRULE_UNSAFE("the kernel made its queues before it loaded the first module") {
    return SystemQueue(ferrule_system_wq());
  }
}
/// For what takes its time.
[[nodiscard]] inline SystemQueue system_long_queue() { return SystemQueue(system_long_wq); }
[[nodiscard]] inline SystemQueue system_high_priority_queue() {
  return SystemQueue(system_highpri_wq);
}
/// Runs on any CPU, not on the one that asked.
[[nodiscard]] inline SystemQueue system_unbound_queue() {
  FERRULE_UNSAFE("the kernel made its queues before it loaded the first module") {
    return SystemQueue(ferrule_system_unbound_wq());
  }
}

/// How a queue runs its work (WQ_UNBOUND and others).
struct QueueOptions {
  bool unbound = false;         // on any CPU
  bool high_priority = false;   // before other work
  bool memory_reclaim = false;  // makes progress when there is no memory
  bool freezable = false;       // stands still while the system is suspended
  u16 most_at_once = 0;         // 0: the kernel's own limit

  [[nodiscard]] constexpr u32 flags() const {
    return (unbound ? bindings::WQ_UNBOUND : 0U) | (high_priority ? bindings::WQ_HIGHPRI : 0U) |
           (memory_reclaim ? bindings::WQ_MEM_RECLAIM : 0U) |
           (freezable ? bindings::WQ_FREEZABLE : 0U);
  }
};

/// What a queue's worker is called in ps. The kernel keeps 23 characters in some versions.
class QueueName {
  static constexpr usize kSize = 24;

 public:
  template <usize N>
  consteval QueueName(const char (&literal)[N]) {
    static_assert(N <= kSize, "the name of a queue has at most 23 characters");
    FERRULE_UNSAFE("constant evaluation refuses an index outside the literal") {
      for (usize i = 0; i < N; ++i) {
        text_[i] = literal[i];
      }
    }
  }
  /// For C functions: ends in a NUL.
  [[nodiscard]] constexpr const char* c_str() const FERRULE_LIFETIMEBOUND {
    return std::addressof(text_[0]);
  }

 private:
  Array<char, kSize> text_{};
};

/// A queue of one's own.
class FERRULE_OWNER Queue {
 public:
  [[nodiscard]] static Result<Queue> make(QueueName name,
                                          QueueOptions options = {}) FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the name is copied; the object gives the queue back") {
      auto* const made = ferrule_alloc_workqueue(name.c_str(), options.flags(),
                                                 static_cast<int>(options.most_at_once));
      if (made == nullptr) {
        return Err{errors::ENOMEM};
      }
      return Queue(made);
    }
  }
  Queue(Queue&& other) noexcept : raw_{std::exchange(other.raw_, nullptr)} {}
  Queue& operator=(Queue&&) = delete;
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;
  /// Waits until everything in it was run.
  FERRULE_MAY_SLEEP ~Queue() {
    if (raw_ != nullptr) {
      FERRULE_UNSAFE("alloc_workqueue made it; delayed work never waits for a queue like this") {
        destroy_workqueue(raw_);
      }
    }
  }

  /// False: it is waiting already, and runs once. Callable anywhere.
  template <typename T>
  bool enqueue(Arc<SharedWork<T>> work) const {
    return SharedWork<T>::enqueue_in(live(), std::move(work));
  }
  /// Waits until all that was put into it so far was run.
  void flush() const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("live() is a queue, and the caller may sleep") {
      ferrule_flush_workqueue(live());
    }
  }

 private:
  template <typename>
  friend class Work;

  struct workqueue_struct* raw_;

  explicit Queue(struct workqueue_struct* raw) : raw_{raw} {}

  /// Traps when the queue was moved away.
  [[nodiscard]] struct workqueue_struct* live() const FERRULE_LIFETIMEBOUND {
    ensure(raw_ != nullptr);
    return raw_;
  }
};

namespace internal {

template <typename T>
concept RunsOnce = requires(const T& state) {
  { state.run() } -> std::same_as<void>;
};
template <typename T>
concept RunsAgain = requires(const T& state) {
  { state.run() } -> std::same_as<Option<Duration>>;
};

}  // namespace internal

/// Work that is part of something else; see above.
template <typename T>
class FERRULE_OWNER Work : internal::Embeds<struct work_struct> {
  using Base = internal::Embeds<struct work_struct>;
  friend Base;
  using Base::raw;
  static_assert(internal::RunsOnce<T>, "work has `void run() const MAY_SLEEP`");

 public:
  /// The class is made by FERRULE_LOCK_CLASS; a field is built by new_work().
  Work(LockClass lock_class, T value) : value_(std::move(value)) {
    FERRULE_UNSAFE("the object does not move, and its end takes it out of its queue first") {
      ferrule_init_work(raw(), &Work::run, lock_class.name(), lock_class.key());
    }
  }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
  FERRULE_MAY_SLEEP ~Work() { take_back(true); }

  /// False: it is waiting already, and runs once. Callable anywhere.
  bool enqueue(SystemQueue queue) const { return enqueue_in(queue.raw_); }
  /// The queue may end before the work does: it then has run it.
  bool enqueue(const Queue& queue) const { return enqueue_in(queue.live()); }
  /// run() does not begin any more, unless somebody enqueues it, and has ended when this returns.
  /// True: it was waiting.
  bool cancel() const FERRULE_MAY_SLEEP { return take_back(false); }
  /// Waits until it was run. True: it had been waiting or running.
  bool flush() const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the constructor initialised it, and the caller may sleep") {
      return flush_work(raw());
    }
  }

  /// The object. run() may look at it at the same time.
  const T& operator*() const FERRULE_LIFETIMEBOUND { return value_; }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(value_); }

 private:
  T value_;

  bool take_back(bool for_good) const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the constructor initialised it, and the caller may sleep") {
      return ferrule_cancel_work(raw(), for_good);
    }
  }
  bool enqueue_in(struct workqueue_struct* queue) const {
    FERRULE_UNSAFE("the constructor initialised it, and the queue is alive") {
      return ferrule_queue_work(queue, raw());
    }
  }
  static void run(struct work_struct* raw) {
    FERRULE_UNSAFE("set up by a Work, whose end waits for this; a worker is a task") {
      assume_may_sleep();
      Base::container_of<Work>(raw).value_.run();
    }
  }
};

/// Work of a system queue that is run after a while, and perhaps again and again.
template <typename T>
class FERRULE_OWNER DelayedWork : internal::Embeds<struct delayed_work> {
  using Base = internal::Embeds<struct delayed_work>;
  friend Base;
  using Base::raw;
  static_assert(internal::RunsOnce<T> || internal::RunsAgain<T>,
                "delayed work has `void run() const MAY_SLEEP`, or an Option<Duration>");

 public:
  /// The class is made by FERRULE_LOCK_CLASS; a field is built by new_delayed_work().
  DelayedWork(LockClass lock_class, T value, SystemQueue queue = system_queue())
      : value_(std::move(value)), queue_{queue} {
    FERRULE_UNSAFE("the object does not move, and its end takes it out of its queue first") {
      ferrule_init_delayed_work(raw(), &DelayedWork::run, lock_class.name(), lock_class.key());
    }
  }
  DelayedWork(const DelayedWork&) = delete;
  DelayedWork& operator=(const DelayedWork&) = delete;
  FERRULE_MAY_SLEEP ~DelayedWork() { take_back(true); }

  /// False: it is waiting already, and nothing has changed. Callable anywhere.
  bool enqueue(Duration after) const {
    FERRULE_UNSAFE("the constructor initialised it, and a system queue is always there") {
      return ferrule_queue_delayed_work(queue_.raw_, raw(), Jiffies(after).count());
    }
  }
  /// The same, but if it is waiting it now waits for the new time: true.
  bool reschedule(Duration after) const {
    FERRULE_UNSAFE("the constructor initialised it, and a system queue is always there") {
      return ferrule_mod_delayed_work(queue_.raw_, raw(), Jiffies(after).count());
    }
  }
  /// run() does not begin any more, unless somebody enqueues it, and has ended when this returns.
  /// True: it was waiting.
  bool cancel() const FERRULE_MAY_SLEEP { return take_back(false); }
  /// Runs it now if it is waiting, and waits until it was run.
  bool flush() const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the constructor initialised it, and the caller may sleep") {
      return flush_delayed_work(raw());
    }
  }

  /// The object. run() may look at it at the same time.
  const T& operator*() const FERRULE_LIFETIMEBOUND { return value_; }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(value_); }

 private:
  T value_;
  SystemQueue queue_;

  bool take_back(bool for_good) const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the constructor initialised it, and the caller may sleep") {
      return ferrule_cancel_delayed_work(raw(), for_good);
    }
  }
  static void run(struct work_struct* raw) {
    FERRULE_UNSAFE("set up by a DelayedWork, whose end waits for this; a worker is a task") {
      assume_may_sleep();
      const auto& work = Base::container_of<DelayedWork>(ferrule_to_delayed_work(raw));
      if constexpr (internal::RunsOnce<T>) {
        work.value_.run();
      } else if (const Option<Duration> again = work.value_.run()) {
        work.enqueue(*again);
      }
    }
  }
};

/// Work that its owners share with the queue it is in.
template <typename T>
class FERRULE_OWNER SharedWork : internal::Embeds<struct work_struct> {
  using Base = internal::Embeds<struct work_struct>;
  friend Base;
  using Base::raw;
  static_assert(internal::RunsOnce<T>, "work has `void run() const MAY_SLEEP`");

 public:
  SharedWork(LockClass lock_class, T value) : value_(std::move(value)) {
    FERRULE_UNSAFE("the object does not move, and a queue that it is in owns a share of it") {
      ferrule_init_work(raw(), &SharedWork::run, lock_class.name(), lock_class.key());
    }
  }
  SharedWork(const SharedWork&) = delete;
  SharedWork& operator=(const SharedWork&) = delete;

  const T& operator*() const FERRULE_LIFETIMEBOUND { return value_; }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(value_); }

 private:
  friend class Queue;

  T value_;
  // The share of the queue, as Arc::into_raw() gave it. Always the same pointer, set before the
  // work is put into a queue for the first time.
  FERRULE_SYNC mutable void* share_ = nullptr;

  static bool enqueue_in(struct workqueue_struct* queue, Arc<SharedWork> work) {
    FERRULE_UNSAFE("a share goes with the work, or is given up when the work was in a queue") {
      const SharedWork& object = *work;
      void* const share = std::move(work).into_raw();
      __atomic_store_n(std::addressof(object.share_), share, __ATOMIC_RELAXED);
      if (ferrule_queue_work(queue, object.raw())) {
        return true;
      }
      const auto given_up = Arc<SharedWork>::from_raw(share);
      return false;
    }
  }
  static void run(struct work_struct* raw) {
    FERRULE_UNSAFE("enqueue_in() put it into a queue with a share, which this run takes over") {
      assume_may_sleep();
      const auto& object = Base::container_of<SharedWork>(raw);
      const auto share = Arc<SharedWork>::from_raw(
          __atomic_load_n(std::addressof(object.share_), __ATOMIC_RELAXED));
      share->value_.run();
    }
  }
};

namespace internal {

template <typename Whole, typename T, typename... More>
[[nodiscard]] auto init_work(LockClass lock_class, T value, More... more) {
  return [lock_class, value = std::move(value), more...](Slot<Whole>& slot) mutable -> Result<> {
    slot.emplace(lock_class, std::move(value), more...);
    return ok();
  };
}

}  // namespace internal

/// Initialisers.
template <typename T>
[[nodiscard]] auto init_work(LockClass lock_class, T value) {
  return internal::init_work<Work<T>>(lock_class, std::move(value));
}
template <typename T>
[[nodiscard]] auto init_delayed_work(LockClass lock_class, T value,
                                     SystemQueue queue = system_queue()) {
  return internal::init_work<DelayedWork<T>>(lock_class, std::move(value), queue);
}
template <typename T>
[[nodiscard]] auto init_shared_work(LockClass lock_class, T value) {
  return internal::init_work<SharedWork<T>>(lock_class, std::move(value));
}
[[nodiscard]] inline auto new_queue(QueueName name, QueueOptions options = {}) {
  return [name, options](Slot<Queue>& slot) FERRULE_MAY_SLEEP -> Result<> {
    FERRULE_TRY(Queue made, Queue::make(name, options));
    slot.emplace(std::move(made));
    return ok();
  };
}

}  // namespace ferrule::kernel

#define FERRULE_NEW_WORK(...) ::ferrule::kernel::init_work(FERRULE_LOCK_CLASS_HERE, __VA_ARGS__)
#define FERRULE_NEW_DELAYED_WORK(...) \
  ::ferrule::kernel::init_delayed_work(FERRULE_LOCK_CLASS_HERE, __VA_ARGS__)
#define FERRULE_NEW_SHARED_WORK(...) \
  ::ferrule::kernel::init_shared_work(FERRULE_LOCK_CLASS_HERE, __VA_ARGS__)
#if !defined(FERRULE_NO_SHORT_NAMES)
#define new_work(...) FERRULE_NEW_WORK(__VA_ARGS__)
#define new_delayed_work(...) FERRULE_NEW_DELAYED_WORK(__VA_ARGS__)
#define new_shared_work(...) FERRULE_NEW_SHARED_WORK(__VA_ARGS__)
#endif
