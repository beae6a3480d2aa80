// SPDX-License-Identifier: GPL-2.0 OR MIT
// Which types may cross the border to user space.
//
//   struct Padded {
//     u32 kind;
//     u64 value;                       // four bytes of padding before it
//   };
//   static_assert(UserReadable<Padded> && !UserWritable<Padded>);
#pragma once

#include <type_traits>

#include "ferrule/core/aggregate.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::kernel {

namespace internal {

template <typename T>
struct IsPlainData;

/// Numbers, and classes without constructors made of them. Not bool and enums, of which not all
/// bits are a value, and not pointers.
template <typename T>
consteval bool is_plain_data() {
  if constexpr (std::is_integral_v<T>) {
    return !std::is_same_v<T, bool>;
  } else if constexpr (std::is_class_v<T> && std::is_aggregate_v<T> &&
                       std::is_trivially_copyable_v<T> && std::is_standard_layout_v<T>) {
    return ::ferrule::internal::fields_without<IsPlainData, T>() == 0;
  } else {
    return false;
  }
}
template <typename T>
struct IsPlainData : std::bool_constant<is_plain_data<T>()> {};
template <typename T, usize N>
struct IsPlainData<T[N]> : IsPlainData<T> {};
template <typename T, usize N>
struct IsPlainData<Array<T, N>> : IsPlainData<T> {};

}  // namespace internal

/// Any bytes are a T: it may be read from user space.
template <typename T>
concept UserReadable = internal::IsPlainData<T>::value;

/// Nothing but values is in the bytes of a T: no padding, in which kernel memory would leak out,
/// and no pointer.
template <typename T>
concept UserWritable = UserReadable<T> && std::has_unique_object_representations_v<T>;

}  // namespace ferrule::kernel
