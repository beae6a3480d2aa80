// SPDX-License-Identifier: GPL-2.0 OR MIT
// Atomic<T>: an integer, bool or enum that several CPUs change at once, with the kernel's
// operations and memory model (Documentation/atomic_t.txt, tools/memory-model).
//
//   const Atomic<u64> packets{0};
//   packets.fetch_add(1, kRelaxed);
//   if (state.cmpxchg(State::kIdle, State::kBusy)) {
//     start();                               // for one caller
//   }
//
// These are not C++'s atomics under other names. What changes a value and returns it is fully
// ordered unless it says otherwise (which seq_cst is not on every processor), load and store are
// relaxed unless they say otherwise, and a relaxed load orders what depends on it. No C++ compiler
// promises this, so every operation is the kernel's own one on atomic_t or atomic64_t, inlined.
#pragma once

#include <ferrule/bindings.hpp>

#include <memory>
#include <type_traits>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel {

/// Nothing else is ordered by the operation.
struct Relaxed {
  static constexpr u32 kOrder = 0;
};
/// What comes after it stays after it. Of loads, and of the load in a change.
struct Acquire {
  static constexpr u32 kOrder = 1;
};
/// What came before it stays before it. Of stores, and of the store in a change.
struct Release {
  static constexpr u32 kOrder = 2;
};
/// What came before it is before all that comes after it.
struct FullyOrdered {
  static constexpr u32 kOrder = 3;
};
inline constexpr Relaxed kRelaxed{};
inline constexpr Acquire kAcquire{};
inline constexpr Release kRelease{};
inline constexpr FullyOrdered kFullyOrdered{};

template <typename T>
concept AtomicValue = (std::is_integral_v<T> || std::is_enum_v<T>) && sizeof(T) <= sizeof(u64);
template <typename Order>
concept LoadOrder = std::is_same_v<Order, Relaxed> || std::is_same_v<Order, Acquire>;
template <typename Order>
concept StoreOrder = std::is_same_v<Order, Relaxed> || std::is_same_v<Order, Release>;
template <typename Order>
concept ChangeOrder = LoadOrder<Order> || StoreOrder<Order> || std::is_same_v<Order, FullyOrdered>;

template <AtomicValue T>
class Atomic {
  static constexpr bool kWide = sizeof(T) > sizeof(i32);
  static constexpr bool kCounts = std::is_integral_v<T> && !std::is_same_v<T, bool>;
  // A narrow T has a whole word to itself. The types are those of the kernel's s32 and s64.
  using Word = std::conditional_t<kWide, long long, int>;
  static_assert(!kCounts || sizeof(T) == sizeof(Word),
                "a counter is a whole word, as in the kernel");

 public:
  constexpr explicit Atomic(T value) : word_{static_cast<Word>(value)} {}
  Atomic(const Atomic&) = delete;
  Atomic& operator=(const Atomic&) = delete;

  /// atomic_read: relaxed, or kAcquire.
  template <LoadOrder Order = Relaxed>
  [[nodiscard]] T load(Order = {}) const {
    FERRULE_UNSAFE("word_ is alive, and only ever reached by the kernel's atomic operations") {
      if constexpr (kWide) {
        return static_cast<T>(ferrule_atomic64_read(std::addressof(word_), Order::kOrder));
      } else {
        return static_cast<T>(ferrule_atomic_read(std::addressof(word_), Order::kOrder));
      }
    }
  }
  /// atomic_set: relaxed, or kRelease.
  template <StoreOrder Order = Relaxed>
  void store(T value, Order = {}) const {
    FERRULE_UNSAFE("word_ is alive, and only ever reached by the kernel's atomic operations") {
      if constexpr (kWide) {
        ferrule_atomic64_set(std::addressof(word_), static_cast<Word>(value), Order::kOrder);
      } else {
        ferrule_atomic_set(std::addressof(word_), static_cast<Word>(value), Order::kOrder);
      }
    }
  }
  /// Puts `value` in and returns what was there.
  template <ChangeOrder Order = FullyOrdered>
  T xchg(T value, Order = {}) const {
    FERRULE_UNSAFE("word_ is alive, and only ever reached by the kernel's atomic operations") {
      if constexpr (kWide) {
        return static_cast<T>(
            ferrule_atomic64_xchg(std::addressof(word_), static_cast<Word>(value), Order::kOrder));
      } else {
        return static_cast<T>(
            ferrule_atomic_xchg(std::addressof(word_), static_cast<Word>(value), Order::kOrder));
      }
    }
  }
  /// Puts `wanted` in if `expected` is there, else sets `expected` to what is. When it does not,
  /// nothing is ordered.
  template <ChangeOrder Order = FullyOrdered>
  [[nodiscard]] bool try_cmpxchg(T& expected, T wanted, Order = {}) const {
    auto seen = static_cast<Word>(expected);
    bool done = false;
    FERRULE_UNSAFE("word_ is only reached by atomic operations, and seen is a local") {
      if constexpr (kWide) {
        done = ferrule_atomic64_try_cmpxchg(std::addressof(word_), std::addressof(seen),
                                            static_cast<Word>(wanted), Order::kOrder);
      } else {
        done = ferrule_atomic_try_cmpxchg(std::addressof(word_), std::addressof(seen),
                                          static_cast<Word>(wanted), Order::kOrder);
      }
    }
    expected = static_cast<T>(seen);
    return done;
  }
  /// The same, where it does not matter what else was there.
  template <ChangeOrder Order = FullyOrdered>
  [[nodiscard]] bool cmpxchg(T expected, T wanted, Order order = {}) const {
    return try_cmpxchg(expected, wanted, order);
  }

  /// These return the value from before, and wrap around.
  template <ChangeOrder Order = FullyOrdered>
  T fetch_add(T operand, Order = {}) const
    requires kCounts
  {
    FERRULE_UNSAFE("word_ is alive, and only ever reached by the kernel's atomic operations") {
      if constexpr (kWide) {
        return static_cast<T>(ferrule_atomic64_fetch_add(
            std::addressof(word_), static_cast<Word>(operand), Order::kOrder));
      } else {
        return static_cast<T>(ferrule_atomic_fetch_add(std::addressof(word_),
                                                       static_cast<Word>(operand), Order::kOrder));
      }
    }
  }
  template <ChangeOrder Order = FullyOrdered>
  T fetch_sub(T operand, Order order = {}) const
    requires kCounts
  {
    using Bits = std::make_unsigned_t<T>;
    return fetch_add(static_cast<T>(Bits{0} - static_cast<Bits>(operand)), order);
  }
  template <ChangeOrder Order = FullyOrdered>
  T fetch_and(T operand, Order = {}) const {
    FERRULE_UNSAFE("word_ is alive, and only ever reached by the kernel's atomic operations") {
      if constexpr (kWide) {
        return static_cast<T>(ferrule_atomic64_fetch_and(
            std::addressof(word_), static_cast<Word>(operand), Order::kOrder));
      } else {
        return static_cast<T>(ferrule_atomic_fetch_and(std::addressof(word_),
                                                       static_cast<Word>(operand), Order::kOrder));
      }
    }
  }
  template <ChangeOrder Order = FullyOrdered>
  T fetch_or(T operand, Order = {}) const {
    FERRULE_UNSAFE("word_ is alive, and only ever reached by the kernel's atomic operations") {
      if constexpr (kWide) {
        return static_cast<T>(ferrule_atomic64_fetch_or(std::addressof(word_),
                                                        static_cast<Word>(operand), Order::kOrder));
      } else {
        return static_cast<T>(ferrule_atomic_fetch_or(std::addressof(word_),
                                                      static_cast<Word>(operand), Order::kOrder));
      }
    }
  }
  template <ChangeOrder Order = FullyOrdered>
  T fetch_xor(T operand, Order = {}) const {
    FERRULE_UNSAFE("word_ is alive, and only ever reached by the kernel's atomic operations") {
      if constexpr (kWide) {
        return static_cast<T>(ferrule_atomic64_fetch_xor(
            std::addressof(word_), static_cast<Word>(operand), Order::kOrder));
      } else {
        return static_cast<T>(ferrule_atomic_fetch_xor(std::addressof(word_),
                                                       static_cast<Word>(operand), Order::kOrder));
      }
    }
  }

 private:
  // Changed through const too: whoever shares it may change it.
  FERRULE_SYNC mutable Word word_;
};

}  // namespace ferrule::kernel
