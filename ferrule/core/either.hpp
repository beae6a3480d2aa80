// SPDX-License-Identifier: Apache-2.0 OR MIT
// Either<L, R>: one of two things, neither of which is an error.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

template <typename L, typename R>
class FERRULE_OWNER Either {
 public:
  [[nodiscard]] static constexpr Either left(L value) {
    Either made(true);
    FERRULE_UNSAFE("no member is alive yet, and is_left_ already names this one") {
      std::construct_at(std::addressof(made.left_), std::move(value));
    }
    return made;
  }
  [[nodiscard]] static constexpr Either right(R value) {
    Either made(false);
    FERRULE_UNSAFE("no member is alive yet, and is_left_ already names this one") {
      std::construct_at(std::addressof(made.right_), std::move(value));
    }
    return made;
  }

  constexpr Either(Either&& other) noexcept : Either(other.is_left_) { take(other); }
  constexpr Either& operator=(Either&& other FERRULE_TAKEN_FIRST) noexcept {
    if (this != &other) {
      Either taken(std::move(other));  // which may be inside what ends here
      destroy();
      is_left_ = taken.is_left_;
      take(taken);
    }
    return *this;
  }
  Either(const Either&) = delete;
  Either& operator=(const Either&) = delete;
  constexpr ~Either()
    requires(std::is_trivially_destructible_v<L> && std::is_trivially_destructible_v<R>)
  = default;
  constexpr ~Either() { destroy(); }

  [[nodiscard]] constexpr bool is_left() const { return is_left_; }
  [[nodiscard]] constexpr bool is_right() const { return !is_left_; }

  /// The one side, if it is the one there is.
  [[nodiscard]] FERRULE_STABLE constexpr Option<L&> as_left() FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("left_ is read only when is_left_ says that it is alive") {
      return is_left_ ? Option<L&>(left_) : Option<L&>();
    }
  }
  [[nodiscard]] constexpr Option<const L&> as_left() const FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("left_ is read only when is_left_ says that it is alive") {
      return is_left_ ? Option<const L&>(left_) : Option<const L&>();
    }
  }
  [[nodiscard]] FERRULE_STABLE constexpr Option<R&> as_right() FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("right_ is read only when is_left_ says that it is alive") {
      return is_left_ ? Option<R&>() : Option<R&>(right_);
    }
  }
  [[nodiscard]] constexpr Option<const R&> as_right() const FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("right_ is read only when is_left_ says that it is alive") {
      return is_left_ ? Option<const R&>() : Option<const R&>(right_);
    }
  }

  /// Calls the function for the side there is; both return the same type.
  template <typename OnLeft, typename OnRight>
  constexpr decltype(auto) match(OnLeft&& on_left, OnRight&& on_right) const {
    if (is_left_) {
      return on_left(*as_left());
    }
    return on_right(*as_right());
  }
  template <typename OnLeft, typename OnRight>
  constexpr decltype(auto) match(OnLeft&& on_left, OnRight&& on_right) {
    if (is_left_) {
      return on_left(*as_left());
    }
    return on_right(*as_right());
  }

 private:
  union FERRULE_UNSAFE_UNION("left_ is alive while is_left_ is true, right_ while it is false") {
    None nothing_;
    L left_;
    R right_;
  };
  bool is_left_;

  explicit constexpr Either(bool is_left) : nothing_{}, is_left_{is_left} {}

  constexpr void take(Either& other) {
    FERRULE_UNSAFE("no member is alive here, and is_left_ names the one alive in both") {
      if (is_left_) {
        std::construct_at(std::addressof(left_), std::move(other.left_));
      } else {
        std::construct_at(std::addressof(right_), std::move(other.right_));
      }
    }
  }
  constexpr void destroy() {
    FERRULE_UNSAFE("is_left_ names the member alive; it is not read again before construction") {
      if (is_left_) {
        std::destroy_at(std::addressof(left_));
      } else {
        std::destroy_at(std::addressof(right_));
      }
    }
  }
};

}  // namespace ferrule
