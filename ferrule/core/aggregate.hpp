// SPDX-License-Identifier: Apache-2.0 OR MIT
// What can be said about the fields of a class without constructors: how many there are, how many
// have a trait, which of two comes first. C++23 has no reflection; the answers come from what
// T{a, b, ...} accepts.
#pragma once

#include <memory>
#include <type_traits>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::internal {

template <typename Member>
struct MemberOf;
template <typename T, typename F>
struct MemberOf<F T::*> {
  using Whole = T;
  using Field = F;
};

/// Stands for a value of any type, to count how many an aggregate takes.
struct AnyField {
  template <typename F>
  operator F() const;
};
/// The most values that T{...} takes: fewer do not suffice for fields that have no default.
template <typename T, typename... Given>
consteval usize field_count() {
  constexpr usize kMost = 32;
  constexpr bool kFits = requires { T{Given{}...}; };
  constexpr bool kNextFits = requires { T{Given{}..., AnyField{}}; };
  if constexpr ((kFits && !kNextFits && sizeof...(Given) > 0) || sizeof...(Given) == kMost) {
    return sizeof...(Given);
  } else {
    return field_count<T, Given..., AnyField>();
  }
}

/// Stands for a value of any type that has, or has not, the trait.
template <template <typename> typename Trait, bool kHas>
struct FieldWhere {
  template <typename F>
    requires(Trait<F>::value == kHas)
  operator F() const;
};
template <typename T, typename Probe, usize kBefore, usize kAfter, typename... Given>
consteval bool takes_at() {
  if constexpr (sizeof...(Given) == kBefore) {
    return takes_at<T, Probe, kBefore, kAfter, Given..., Probe>();
  } else if constexpr (sizeof...(Given) < kBefore + 1 + kAfter) {
    return takes_at<T, Probe, kBefore, kAfter, Given..., AnyField>();
  } else {
    return requires { T{Given{}...}; };
  }
}
/// How many fields of T lack the trait. A field of which that cannot be told lacks it.
template <template <typename> typename Trait, typename T, usize kAt = 0>
consteval usize fields_without() {
  constexpr usize kCount = field_count<T>();
  if constexpr (kAt == kCount) {
    return 0;
  } else {
    constexpr usize kAfter = kCount - kAt - 1;
    constexpr bool kHas = takes_at<T, FieldWhere<Trait, true>, kAt, kAfter>() &&
                          !takes_at<T, FieldWhere<Trait, false>, kAt, kAfter>();
    return (kHas ? 0U : 1U) + fields_without<Trait, T, kAt + 1>();
  }
}

/// A place for a T in which there is none.
template <typename T>
union FERRULE_UNSAFE_UNION("none is alive, always") EmptyPlace {
  char none;
  T whole;
  constexpr EmptyPlace() : none{} {}
  constexpr ~EmptyPlace() {}
};
template <typename T>
inline constexpr EmptyPlace<T> kEmptyPlace{};

/// Whether the field `a` of T stands before the field `b`.
template <typename T, auto a, auto b>
consteval bool stands_before() {
  FERRULE_UNSAFE("only addresses are compared, of fields of one constant object") {
#if defined(__clang__)
    // Clang compares pointers to fields of different types only when it folds.
    return __builtin_constant_p(
               reinterpret_cast<const volatile char*>(std::addressof(kEmptyPlace<T>.whole.*a)) <
               reinterpret_cast<const volatile char*>(std::addressof(kEmptyPlace<T>.whole.*b)))
               ? reinterpret_cast<const volatile char*>(std::addressof(kEmptyPlace<T>.whole.*a)) <
                     reinterpret_cast<const volatile char*>(std::addressof(kEmptyPlace<T>.whole.*b))
               : false;
#else
    return static_cast<const volatile void*>(std::addressof(kEmptyPlace<T>.whole.*a)) <
           static_cast<const volatile void*>(std::addressof(kEmptyPlace<T>.whole.*b));
#endif
  }
}

/// Whether the fields are named in the order of their declaration, each once.
template <typename T>
consteval bool in_order() {
  return true;
}
template <typename T, auto first>
consteval bool in_order() {
  return true;
}
template <typename T, auto first, auto second, auto... rest>
consteval bool in_order() {
  return stands_before<T, first, second>() && in_order<T, second, rest...>();
}

}  // namespace ferrule::internal
