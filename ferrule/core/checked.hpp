// SPDX-License-Identifier: Apache-2.0 OR MIT
// Integer arithmetic that says when a result does not fit, instead of wrapping or being undefined.
#pragma once

#include <limits>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

template <typename T>
concept Integer = std::is_integral_v<T> && !std::is_same_v<std::remove_cv_t<T>, bool>;

/// a + b, a - b, a * b, or nothing when T cannot hold it. The first argument decides T.
template <Integer T>
[[nodiscard]] constexpr Option<T> checked_add(T a, std::type_identity_t<T> b) {
  T result{};
  FERRULE_UNSAFE("the builtin writes to the local result only") {
    if (__builtin_add_overflow(a, b, &result)) {
      return kNone;
    }
  }
  return result;
}
template <Integer T>
[[nodiscard]] constexpr Option<T> checked_sub(T a, std::type_identity_t<T> b) {
  T result{};
  FERRULE_UNSAFE("the builtin writes to the local result only") {
    if (__builtin_sub_overflow(a, b, &result)) {
      return kNone;
    }
  }
  return result;
}
template <Integer T>
[[nodiscard]] constexpr Option<T> checked_mul(T a, std::type_identity_t<T> b) {
  T result{};
  FERRULE_UNSAFE("the builtin writes to the local result only") {
    if (__builtin_mul_overflow(a, b, &result)) {
      return kNone;
    }
  }
  return result;
}

/// The same number as a To, or nothing when To cannot hold it: `narrow<u8>(length)`.
template <Integer To, Integer From>
[[nodiscard]] constexpr Option<To> narrow(From value) {
  if (!std::in_range<To>(value)) {
    return kNone;
  }
  return static_cast<To>(value);
}

/// The nearest value that T can hold.
template <Integer T>
[[nodiscard]] constexpr T saturating_add(T a, std::type_identity_t<T> b) {
  using Limits = std::numeric_limits<T>;
  return checked_add(a, b).value_or(b < 0 ? Limits::min() : Limits::max());
}
template <Integer T>
[[nodiscard]] constexpr T saturating_sub(T a, std::type_identity_t<T> b) {
  using Limits = std::numeric_limits<T>;
  return checked_sub(a, b).value_or(std::is_unsigned_v<T> || b > 0 ? Limits::min() : Limits::max());
}
template <Integer T>
[[nodiscard]] constexpr T saturating_mul(T a, std::type_identity_t<T> b) {
  using Limits = std::numeric_limits<T>;
  return checked_mul(a, b).value_or((a < 0) != (b < 0) ? Limits::min() : Limits::max());
}

/// A number that remembers an overflow: compute freely, ask once at the end.
///
///   const Option<usize> size = (Checked<usize>(count) * width + header).get();
template <Integer T>
class Checked {
 public:
  constexpr Checked(T value) : value_{value} {}

  /// The result, or nothing when any step overflowed.
  [[nodiscard]] constexpr Option<T> get() const { return value_; }
  [[nodiscard]] constexpr bool has_overflowed() const { return !value_; }

  constexpr Checked& operator+=(Checked other) FERRULE_LIFETIMEBOUND {
    value_ = value_ && other.value_ ? checked_add(*value_, *other.value_) : Option<T>();
    return *this;
  }
  constexpr Checked& operator-=(Checked other) FERRULE_LIFETIMEBOUND {
    value_ = value_ && other.value_ ? checked_sub(*value_, *other.value_) : Option<T>();
    return *this;
  }
  constexpr Checked& operator*=(Checked other) FERRULE_LIFETIMEBOUND {
    value_ = value_ && other.value_ ? checked_mul(*value_, *other.value_) : Option<T>();
    return *this;
  }
  friend constexpr Checked operator+(Checked a, Checked b) { return a += b; }
  friend constexpr Checked operator-(Checked a, Checked b) { return a -= b; }
  friend constexpr Checked operator*(Checked a, Checked b) { return a *= b; }

 private:
  Option<T> value_;
};

}  // namespace ferrule
