// SPDX-License-Identifier: Apache-2.0 OR MIT
// Secrets: bytes that wipe themselves and are compared in constant time. They move, and are copied
// only by name.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/constant_time.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/wipe.hpp"

namespace ferrule {

/// Up to N secret bytes in place; all N are wiped at the end.
template <usize N>
class FERRULE_OWNER Secret {
 public:
  constexpr Secret() = default;

  /// `size` zero bytes to be filled. Traps above N.
  [[nodiscard]] static constexpr Secret zeroed(usize size) {
    ensure(size <= N);
    Secret made;
    made.size_ = size;
    return made;
  }
  [[nodiscard]] static constexpr Result<Secret, CapacityError> copy_of(Bytes bytes) {
    if (bytes.size() > N) {
      return Err{CapacityError{}};
    }
    Secret made = zeroed(bytes.size());
    made.mut().copy_from(bytes);
    return made;
  }

  constexpr Secret(Secret&& other) noexcept : size_{other.size_} {
    bytes_ = other.bytes_;
    other.clear();
  }
  constexpr Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      bytes_ = other.bytes_;
      size_ = other.size_;
      other.clear();
    }
    return *this;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  constexpr ~Secret() { clear(); }

  [[nodiscard]] constexpr Secret clone() const {
    Secret copy;
    copy.bytes_ = bytes_;
    copy.size_ = size_;
    return copy;
  }

  [[nodiscard]] constexpr usize size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] static constexpr usize capacity() { return N; }
  [[nodiscard]] constexpr Bytes bytes() const FERRULE_LIFETIMEBOUND {
    return bytes_.span().first(size_);
  }
  [[nodiscard]] FERRULE_STABLE constexpr MutBytes mut() FERRULE_LIFETIMEBOUND {
    return bytes_.span().first(size_);
  }

  [[nodiscard]] constexpr bool equals(Bytes other) const {
    return constant_time_equal(bytes(), other);
  }

  constexpr void clear() {
    wipe(bytes_.span());
    size_ = 0;
  }

 private:
  Array<u8, N> bytes_{};
  usize size_ = 0;
};

}  // namespace ferrule
