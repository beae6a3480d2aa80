// SPDX-License-Identifier: Apache-2.0 OR MIT
// Loops over whole spans that check once. A check in each step keeps compilers from vectorising
// (g++-12 -O3 runs a checked xor loop at 6 % of its speed); these run like raw pointers.
#pragma once

#include <type_traits>
#include <utility>

#include "ferrule/core/span.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

/// Exactly N consecutive elements. An index known when compiling costs nothing.
template <typename T, usize N>
class FERRULE_VIEW Chunk {
 public:
  FERRULE_UNSAFE_FN("data points to at least N elements that outlive the chunk")
  static constexpr Chunk from_raw(T* data FERRULE_LIFETIMEBOUND) { return Chunk(data); }

  [[nodiscard]] static constexpr usize size() { return N; }
  constexpr T& operator[](usize index) const {
    ensure(index < N);
    FERRULE_UNSAFE("index was just checked against N") {
      return data_[index];
    }
  }
  [[nodiscard]] constexpr Span<T> span() const {
    FERRULE_UNSAFE("from_raw demands N elements") {
      return Span<T>::from_raw(data_, N);
    }
  }

 private:
  T* data_;

  explicit constexpr Chunk(T* data FERRULE_LIFETIMEBOUND) : data_{data} {}
};

/// f(a[i], b[i]) for every i. Traps before the first call unless the sizes are equal. Spans that f
/// writes to may coincide with the others, but not overlap them shifted.
template <typename A, typename B, typename F>
constexpr void zip(Span<A> a, Span<B> b, F&& f) {
  const usize size = a.size();
  ensure(b.size() == size);
  FERRULE_UNSAFE("both spans have `size` elements, and every index stays below it") {
    A* const from_a = a.data();
    B* const from_b = b.data();
    for (usize i = 0; i < size; ++i) {
      f(from_a[i], from_b[i]);
    }
  }
}

/// f(out[i], a[i], b[i]) for every i, as above.
template <typename Out, typename A, typename B, typename F>
constexpr void zip(Span<Out> out, Span<A> a, Span<B> b, F&& f) {
  const usize size = out.size();
  ensure(a.size() == size && b.size() == size);
  FERRULE_UNSAFE("the three spans have `size` elements, and every index stays below it") {
    Out* const to = out.data();
    A* const from_a = a.data();
    B* const from_b = b.data();
    for (usize i = 0; i < size; ++i) {
      f(to[i], from_a[i], from_b[i]);
    }
  }
}

/// f(Chunk<T, N>) for each N elements in turn. Returns the rest, shorter than N.
template <usize N, typename T, typename F>
constexpr Span<T> chunks(Span<T> span, F&& f) {
  static_assert(N > 0, "a chunk has elements");
  const usize whole = span.size() - span.size() % N;
  FERRULE_UNSAFE("at < whole <= size, and whole is a multiple of N: N elements start at `at`") {
    T* const data = span.data();
    for (usize at = 0; at < whole; at += N) {
      f(Chunk<T, N>::from_raw(data + at));
    }
  }
  return span.subspan(whole);
}

/// f(i, span[i]) for every i.
template <typename T, typename F>
constexpr void for_each_index(Span<T> span, F&& f) {
  const usize size = span.size();
  FERRULE_UNSAFE("the span has `size` elements, and every index stays below it") {
    T* const data = span.data();
    for (usize i = 0; i < size; ++i) {
      f(i, data[i]);
    }
  }
}

/// target[i] ^= mask[i].
constexpr void xor_into(MutBytes target, Bytes mask) {
  zip(target, mask, [](u8& to, const u8& from) { to = static_cast<u8>(to ^ from); });
}

}  // namespace ferrule
