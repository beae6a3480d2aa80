// SPDX-License-Identifier: Apache-2.0 OR MIT
// Array<T, N>: N elements, each access checked.
#pragma once

#include "ferrule/core/span.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

template <typename T, usize N>
struct FERRULE_CONTIGUOUS("data() is the array, size() its bound") Array {
  static_assert(N > 0, "an empty array has no elements to check");

  T elements[N];

  [[nodiscard]] static constexpr usize size() { return N; }
  [[nodiscard]] FERRULE_STABLE constexpr T* data() FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("the bound stays known as size()") {
      return elements;
    }
  }
  [[nodiscard]] constexpr const T* data() const FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("the bound stays known as size()") {
      return elements;
    }
  }
  [[nodiscard]] FERRULE_STABLE constexpr T* begin() FERRULE_LIFETIMEBOUND { return data(); }
  [[nodiscard]] constexpr const T* begin() const FERRULE_LIFETIMEBOUND { return data(); }
  [[nodiscard]] FERRULE_STABLE constexpr T* end() FERRULE_LIFETIMEBOUND { return span().end(); }
  [[nodiscard]] constexpr const T* end() const FERRULE_LIFETIMEBOUND { return span().end(); }

  FERRULE_STABLE constexpr T& operator[](usize index) FERRULE_LIFETIMEBOUND {
    return span()[index];
  }
  constexpr const T& operator[](usize index) const FERRULE_LIFETIMEBOUND { return span()[index]; }

  [[nodiscard]] FERRULE_STABLE constexpr Span<T> span() FERRULE_LIFETIMEBOUND {
    return Span<T>(*this);
  }
  [[nodiscard]] constexpr Span<const T> span() const FERRULE_LIFETIMEBOUND {
    return Span<const T>(*this);
  }

  constexpr bool operator==(const Array& other) const { return equal(span(), other.span()); }
};

template <typename T, typename... Rest>
Array(T, Rest...) -> Array<T, 1 + sizeof...(Rest)>;

template <usize N>
using ByteArray = Array<u8, N>;

}  // namespace ferrule
