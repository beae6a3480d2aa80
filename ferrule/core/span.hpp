// SPDX-License-Identifier: Apache-2.0 OR MIT
// Span<T>: a view of consecutive elements. Unlike std::span, every access is checked (one compare
// and an inline trap), and what depends on input has accessors that answer with an Option.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

template <typename T>
class FERRULE_VIEW Span;

namespace internal {

template <typename From, typename To>
concept QualificationConvertible = std::is_convertible_v<From (*)[], To (*)[]>;

template <typename C, typename T>
concept ContiguousOf = requires(C& c) {
  { c.size() } -> std::convertible_to<usize>;
  requires std::is_pointer_v<decltype(c.data())>;
  requires QualificationConvertible<std::remove_pointer_t<decltype(c.data())>, T>;
};

template <typename C>
inline constexpr bool kIsSpan = false;
template <typename T>
inline constexpr bool kIsSpan<Span<T>> = true;

}  // namespace internal

template <typename T>
class FERRULE_VIEW Span {
 public:
  using Element = T;

  constexpr Span() = default;

  /// `size` elements starting at `data`.
  FERRULE_UNSAFE_FN("data points to at least size elements that outlive the span")
  static constexpr Span from_raw(T* data FERRULE_LIFETIMEBOUND, usize size) {
    Span made;
    made.data_ = data;
    made.size_ = size;
    return made;
  }

  template <usize N>
  constexpr Span(T (&array FERRULE_LIFETIMEBOUND)[N])
      : data_{FERRULE_UNSAFE_EXPR("the bound of the array is kept in size_", array)}, size_{N} {}

  template <typename C>
    requires(!internal::kIsSpan<std::remove_cvref_t<C>> &&
             !std::is_array_v<std::remove_cvref_t<C>> &&
             internal::ContiguousOf<std::remove_reference_t<C>, T> &&
             (std::is_lvalue_reference_v<C> || std::is_const_v<T>))
  constexpr Span(C&& container FERRULE_LIFETIMEBOUND)
      : data_{FERRULE_UNSAFE_EXPR("a container's data() and size() describe its elements",
                                  container.data())},
        size_{container.size()} {}

  template <typename U>
    requires(!std::is_same_v<U, T> && internal::QualificationConvertible<U, T>)
  constexpr Span(Span<U> other) : data_{other.data()}, size_{other.size()} {}

  [[nodiscard]] constexpr usize size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr T* data() const { return data_; }
  [[nodiscard]] constexpr T* begin() const { return data_; }
  [[nodiscard]] constexpr T* end() const {
    FERRULE_UNSAFE("one past the last of size_ elements") {
      return data_ + size_;
    }
  }

  constexpr T& operator[](usize index) const {
    ensure(index < size_);
    FERRULE_UNSAFE("index was just checked against size_") {
      return data_[index];
    }
  }
  [[nodiscard]] constexpr T& front() const { return (*this)[0]; }
  [[nodiscard]] constexpr T& back() const { return (*this)[size_ - 1]; }

  /// The element, or nothing when there is none: for indices that depend on input.
  [[nodiscard]] constexpr Option<T&> get(usize index) const {
    if (index >= size_) {
      return kNone;
    }
    return Option<T&>((*this)[index]);
  }

  /// Parts of the span. They trap when they reach outside it.
  [[nodiscard]] constexpr Span first(usize count) const { return subspan(0, count); }
  [[nodiscard]] constexpr Span last(usize count) const {
    ensure(count <= size_);
    return subspan(size_ - count, count);
  }
  [[nodiscard]] constexpr Span subspan(usize offset) const {
    ensure(offset <= size_);
    return subspan(offset, size_ - offset);
  }
  [[nodiscard]] constexpr Span subspan(usize offset, usize count) const {
    ensure(offset <= size_ && count <= size_ - offset);
    FERRULE_UNSAFE("offset and count were just checked against size_") {
      return from_raw(data_ + offset, count);
    }
  }

  /// Parts of the span, or nothing: for lengths that depend on input.
  [[nodiscard]] constexpr Option<Span> get_first(usize count) const {
    return get_subspan(0, count);
  }
  [[nodiscard]] constexpr Option<Span> get_subspan(usize offset, usize count) const {
    if (offset > size_ || count > size_ - offset) {
      return kNone;
    }
    return subspan(offset, count);
  }

  /// Copies `from` over this span; both have the same size, and they may overlap.
  constexpr void copy_from(Span<const T> from) const
    requires(!std::is_const_v<T>)
  {
    ensure(from.size() == size_);
    if constexpr (std::is_trivially_copyable_v<T>) {
      if !consteval {
        if (size_ != 0) {
          FERRULE_UNSAFE("both spans hold size_ trivially copyable elements") {
            __builtin_memmove(data_, from.data(), size_ * sizeof(T));
          }
        }
        return;
      }
    }
    for (usize i = 0; i < size_; ++i) {
      (*this)[i] = from[i];
    }
  }
  constexpr void fill(const T& value) const
    requires(!std::is_const_v<T>)
  {
    for (T& element : *this) {
      element = value;
    }
  }

 private:
  T* data_ = nullptr;
  usize size_ = 0;
};

template <typename C>
Span(C&) -> Span<std::remove_pointer_t<decltype(std::declval<C&>().data())>>;
template <typename T, usize N>
Span(T (&)[N]) -> Span<T>;

using Bytes = Span<const u8>;
using MutBytes = Span<u8>;

/// Same length and equal elements. Not for secrets: see constant_time.hpp.
template <typename A, typename B>
  requires std::is_same_v<std::remove_const_t<A>, std::remove_const_t<B>>
[[nodiscard]] constexpr bool equal(Span<A> a, Span<B> b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (usize i = 0; i < a.size(); ++i) {
    if (!(a[i] == b[i])) {
      return false;
    }
  }
  return true;
}
[[nodiscard]] constexpr bool equal(Bytes a, Bytes b) { return equal<const u8, const u8>(a, b); }

}  // namespace ferrule
