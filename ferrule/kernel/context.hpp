// SPDX-License-Identifier: GPL-2.0 OR MIT
// Where code may sleep. A function that may sleep (it takes a mutex, allocates with GFP_KERNEL,
// waits, copies from user memory) says MAY_SLEEP after its parameters, and clang's thread safety
// analysis refuses to compile a call of it from a function that does not say so itself (the handler
// of an interrupt, a timer, a lambda without it), and while a spinlock is held, or anything else
// that makes the context atomic.
//
//   Result<> add(const Mutex<Queue>& queue, u32 entry) MAY_SLEEP {
//     msleep(1_ms);
//     return queue.with([&](Queue& held) MAY_SLEEP { return held.push(entry, GFP_KERNEL); });
//   }
//
// A function that must be called in atomic context says ATOMIC_CONTEXT. Nothing of this is left in
// the code that runs.
#pragma once

#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel {

/// The right to sleep. There is no object of it: only the analysis knows who has it.
class [[clang::capability("context")]] SleepableContext {};
/// A context that must not sleep: with a spinlock held, in an interrupt, under RCU.
class [[clang::capability("atomic context")]] AtomicContext {};

extern SleepableContext may_sleep;
/// Entered with a spinlock or an interrupt.
extern AtomicContext atomic_context;
/// Entered with an RCU read guard: no sleep either, yet spinlocks are taken as elsewhere.
extern AtomicContext rcu_read_side;

/// Where C calls into us, the analysis is told what context that is.
FERRULE_UNSAFE_FN("the kernel calls this code in process context, with no spinlock held")
inline void assume_may_sleep() __attribute__((assert_shared_capability(may_sleep))) {}
/// The same for a timer or an interrupt. Nothing can go wrong: it only takes rights away.
inline void assume_atomic_context() __attribute__((assert_shared_capability(atomic_context))) {}

}  // namespace ferrule::kernel

#define FERRULE_MAY_SLEEP FERRULE_IN_SLEEPABLE_CONTEXT FERRULE_NOT_IN_ATOMIC_CONTEXT
/// The two halves of MAY_SLEEP. A function that returns a scoped guard cannot have the first, as
/// clang would take the right to sleep for what the guard manages: the guard's destructor has it.
#define FERRULE_IN_SLEEPABLE_CONTEXT \
  __attribute__((requires_shared_capability(::ferrule::kernel::may_sleep)))
#define FERRULE_NOT_IN_ATOMIC_CONTEXT \
  __attribute__((                     \
      locks_excluded(::ferrule::kernel::atomic_context, ::ferrule::kernel::rcu_read_side)))
#define FERRULE_ATOMIC_CONTEXT \
  __attribute__((requires_shared_capability(::ferrule::kernel::atomic_context)))

/// Vocabulary of the analysis for locks and guards
/// (https://clang.llvm.org/docs/ThreadSafetyAnalysis.html).
#define FERRULE_CAPABILITY(name) [[clang::capability(name)]]
#define FERRULE_SCOPED_GUARD [[clang::scoped_lockable]]
#define FERRULE_ACQUIRES(...) __attribute__((acquire_capability(__VA_ARGS__)))
#define FERRULE_ACQUIRES_SHARED(...) __attribute__((acquire_shared_capability(__VA_ARGS__)))
#define FERRULE_RELEASES(...) __attribute__((release_capability(__VA_ARGS__)))
#define FERRULE_RELEASES_ANY(...) __attribute__((release_generic_capability(__VA_ARGS__)))
#define FERRULE_MUST_HOLD(...) __attribute__((requires_capability(__VA_ARGS__)))
#define FERRULE_MUST_NOT_HOLD(...) __attribute__((locks_excluded(__VA_ARGS__)))
#define FERRULE_GUARDED_BY(...) __attribute__((guarded_by(__VA_ARGS__)))
/// Order of locks: this one is taken after those.
#define FERRULE_ACQUIRED_AFTER(...) __attribute__((acquired_after(__VA_ARGS__)))
/// The body is the implementation of a lock, which the analysis cannot follow.
#define FERRULE_LOCK_IMPLEMENTATION __attribute__((no_thread_safety_analysis))

#if !defined(FERRULE_NO_SHORT_NAMES)
#define MAY_SLEEP FERRULE_MAY_SLEEP
#define ATOMIC_CONTEXT FERRULE_ATOMIC_CONTEXT
#define GUARDED_BY(...) FERRULE_GUARDED_BY(__VA_ARGS__)
#define ACQUIRED_AFTER(...) FERRULE_ACQUIRED_AFTER(__VA_ARGS__)
#endif
