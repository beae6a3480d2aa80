// SPDX-License-Identifier: Apache-2.0 OR MIT
// FixedVec<T, N>: up to N elements in place, without an allocator.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

/// A fixed capacity was exhausted.
struct CapacityError {
  constexpr bool operator==(const CapacityError&) const = default;
};

/// T is default-constructible: places beyond size() hold default values.
template <typename T, usize N>
class FERRULE_OWNER FERRULE_CONTIGUOUS("size_ elements are alive in elements_") FixedVec {
 public:
  using Element = T;

  constexpr FixedVec() = default;

  [[nodiscard]] static constexpr Result<FixedVec, CapacityError> copy_of(Span<const T> elements) {
    FixedVec made;
    if (!made.append(elements)) {
      return Err{CapacityError{}};
    }
    return made;
  }

  [[nodiscard]] constexpr usize size() const { return size_; }
  [[nodiscard]] static constexpr usize capacity() { return N; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] FERRULE_STABLE constexpr T* data() FERRULE_LIFETIMEBOUND {
    return elements_.data();
  }
  [[nodiscard]] constexpr const T* data() const FERRULE_LIFETIMEBOUND { return elements_.data(); }
  [[nodiscard]] FERRULE_STABLE constexpr T* begin() FERRULE_LIFETIMEBOUND { return data(); }
  [[nodiscard]] constexpr const T* begin() const FERRULE_LIFETIMEBOUND { return data(); }
  [[nodiscard]] FERRULE_STABLE constexpr T* end() FERRULE_LIFETIMEBOUND { return span().end(); }
  [[nodiscard]] constexpr const T* end() const FERRULE_LIFETIMEBOUND { return span().end(); }
  [[nodiscard]] FERRULE_STABLE constexpr Span<T> span() FERRULE_LIFETIMEBOUND {
    return elements_.span().first(size_);
  }
  [[nodiscard]] constexpr Span<const T> span() const FERRULE_LIFETIMEBOUND {
    return elements_.span().first(size_);
  }
  FERRULE_STABLE constexpr T& operator[](usize index) FERRULE_LIFETIMEBOUND {
    return span()[index];
  }
  constexpr const T& operator[](usize index) const FERRULE_LIFETIMEBOUND { return span()[index]; }

  [[nodiscard]] constexpr Result<void, CapacityError> push(T value) {
    if (size_ == N) {
      return Err{CapacityError{}};
    }
    elements_[size_] = std::move(value);
    ++size_;
    return ok();
  }
  [[nodiscard]] constexpr Result<void, CapacityError> append(Span<const T> elements) {
    if (elements.size() > N - size_) {
      return Err{CapacityError{}};
    }
    elements_.span().subspan(size_, elements.size()).copy_from(elements);
    size_ += elements.size();
    return ok();
  }
  constexpr void truncate(usize size) {
    while (size_ > size) {
      --size_;
      elements_[size_] = T();
    }
  }
  constexpr void clear() { truncate(0); }

 private:
  Array<T, N> elements_{};
  usize size_ = 0;
};

template <usize N>
using FixedBytes = FixedVec<u8, N>;

}  // namespace ferrule
