// SPDX-License-Identifier: Apache-2.0 OR MIT
// Zeroable<T>: an object whose bytes are all zero is a valid T. Numbers and pointers are, so is a
// class without constructors whose fields all are. Another class claims it:
//
//   static constexpr ZeroableClaim kZeroable =
//       FERRULE_UNSAFE_EXPR("a count of zero means empty", ZeroableClaim::make());
#pragma once

#include <concepts>
#include <type_traits>

#include "ferrule/core/aggregate.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

class ZeroableClaim {
 public:
  FERRULE_UNSAFE_FN("all bytes zero are a valid object of the class")
  static consteval ZeroableClaim make() { return {}; }

 private:
  constexpr ZeroableClaim() = default;
};

namespace internal {

template <typename T>
struct IsZeroable;

template <typename T>
concept ClaimsZeroable = std::same_as<decltype(T::kZeroable), const ZeroableClaim>;

template <typename T>
consteval bool is_zeroable() {
  if constexpr (std::is_arithmetic_v<T> || std::is_pointer_v<T> || ClaimsZeroable<T>) {
    return true;
  } else if constexpr (std::is_class_v<T> && std::is_aggregate_v<T> &&
                       std::is_standard_layout_v<T>) {  // which a class of references is not
    return fields_without<IsZeroable, T>() == 0;
  } else {
    return false;
  }
}

template <typename T>
struct IsZeroable : std::bool_constant<is_zeroable<T>()> {};
template <typename T, usize N>
struct IsZeroable<T[N]> : IsZeroable<T> {};
template <typename T, usize N>
struct IsZeroable<Array<T, N>> : IsZeroable<T> {};
/// Without a value: nothing is claimed about T.
template <typename T>
struct IsZeroable<Option<T>> : std::true_type {};

}  // namespace internal

template <typename T>
concept Zeroable = internal::IsZeroable<std::remove_cv_t<T>>::value;

}  // namespace ferrule
