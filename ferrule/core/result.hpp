// SPDX-License-Identifier: Apache-2.0 OR MIT
// Result<T, E>: a value or the error that stood in its way. Ignoring one is a warning; reading the
// wrong side traps.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

/// An error on its way into a Result: `return Err{DecodeError::Truncated};`
template <typename E>
struct Err {
  E error;
};
template <typename E>
Err(E) -> Err<E>;

/// The value of a Result that has nothing to say but success.
struct Unit {
  constexpr bool operator==(const Unit&) const = default;
};

#if defined(__GNUC__) && !defined(__clang__)
// g++-12 takes the copied bytes of the member that is not alive for a value that is used.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

template <typename T, typename E>
class [[nodiscard]] FERRULE_OWNER Result {
  static_assert(!std::is_reference_v<T>,
                "a Result holds a value; return Option<T&> or a view instead");
  static_assert(!std::is_reference_v<E>, "an error is a value");
  // Such values travel in registers: the result is then as trivial as they are.
  static constexpr bool kTrivialCopy =
      std::is_trivially_copyable_v<T> && std::is_trivially_copyable_v<E> &&
      std::is_trivially_copy_constructible_v<T> && std::is_trivially_copy_constructible_v<E> &&
      std::is_trivially_move_constructible_v<T> && std::is_trivially_move_constructible_v<E> &&
      std::is_trivially_move_assignable_v<T> && std::is_trivially_move_assignable_v<E>;

 public:
  using Value = T;
  using Error = E;

  constexpr Result(const T& value)
    requires std::is_copy_constructible_v<T>
      : value_(value), has_value_{true} {}
  constexpr Result(T&& value) : value_(std::move(value)), has_value_{true} {}
  template <typename U>
    requires(!std::is_same_v<std::remove_cvref_t<U>, Result> && std::is_convertible_v<U, T> &&
             !std::is_same_v<std::remove_cvref_t<U>, T>)
  constexpr Result(U&& value) : value_(std::forward<U>(value)), has_value_{true} {}
  template <typename F>
    requires std::is_convertible_v<F, E>
  constexpr Result(Err<F> failure) : error_(std::move(failure.error)), has_value_{false} {}

  constexpr Result(const Result&)
    requires kTrivialCopy
  = default;
  constexpr Result(Result&&) noexcept
    requires kTrivialCopy
  = default;
  constexpr Result& operator=(Result&&) noexcept
    requires kTrivialCopy
  = default;
  constexpr Result(const Result& other)
    requires(std::is_copy_constructible_v<T> && std::is_copy_constructible_v<E> && !kTrivialCopy)
      : nothing_{}, has_value_{other.has_value_} {
    construct_from(other);
  }
  constexpr Result(Result&& other) noexcept
    requires(!kTrivialCopy)
      : nothing_{}, has_value_{other.has_value_} {
    construct_from(std::move(other));
  }
  constexpr Result& operator=(Result&& other FERRULE_TAKEN_FIRST) noexcept
    requires(!kTrivialCopy)
  {
    if (this != &other) {
      Result taken(std::move(other));  // which may be inside what ends here
      destroy();
      has_value_ = taken.has_value_;
      construct_from(std::move(taken));
    }
    return *this;
  }
  Result& operator=(const Result&) = delete;
  constexpr ~Result()
    requires(std::is_trivially_destructible_v<T> && std::is_trivially_destructible_v<E>)
  = default;
  constexpr ~Result() { destroy(); }

  [[nodiscard]] constexpr bool has_value() const { return has_value_; }
  constexpr explicit operator bool() const { return has_value_; }

  /// The value. Traps on an error.
  [[nodiscard]] constexpr T& value() & FERRULE_LIFETIMEBOUND {
    ensure(has_value_);
    FERRULE_UNSAFE("has_value_ was just checked, so value_ is the member alive") {
      return value_;
    }
  }
  [[nodiscard]] constexpr const T& value() const& FERRULE_LIFETIMEBOUND {
    ensure(has_value_);
    FERRULE_UNSAFE("has_value_ was just checked, so value_ is the member alive") {
      return value_;
    }
  }
  [[nodiscard]] constexpr T&& value() && FERRULE_LIFETIMEBOUND { return std::move(value()); }

  constexpr T& operator*() & FERRULE_LIFETIMEBOUND { return value(); }
  constexpr const T& operator*() const& FERRULE_LIFETIMEBOUND { return value(); }
  constexpr T&& operator*() && FERRULE_LIFETIMEBOUND { return std::move(value()); }
  constexpr T* operator->() FERRULE_LIFETIMEBOUND { return std::addressof(value()); }
  constexpr const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(value()); }

  /// The error. Traps on a value.
  [[nodiscard]] constexpr E& error() & FERRULE_LIFETIMEBOUND {
    ensure(!has_value_);
    FERRULE_UNSAFE("has_value_ was just seen to be false, so error_ is the member alive") {
      return error_;
    }
  }
  [[nodiscard]] constexpr const E& error() const& FERRULE_LIFETIMEBOUND {
    ensure(!has_value_);
    FERRULE_UNSAFE("has_value_ was just seen to be false, so error_ is the member alive") {
      return error_;
    }
  }
  [[nodiscard]] constexpr E&& error() && FERRULE_LIFETIMEBOUND { return std::move(error()); }

  [[nodiscard]] constexpr T value_or(T fallback) && {
    return has_value_ ? T(std::move(value())) : std::move(fallback);
  }

  /// Drops the error: the value, or nothing.
  [[nodiscard]] constexpr Option<T> ok() && {
    if (!has_value_) {
      return kNone;
    }
    return Option<T>(std::move(value()));
  }

  template <typename F>
  [[nodiscard]] constexpr auto map(
      F&& f) && -> Result<std::remove_cvref_t<decltype(f(std::declval<T&&>()))>, E> {
    if (!has_value_) {
      return Err{std::move(error())};
    }
    return f(std::move(value()));
  }
  template <typename F>
  [[nodiscard]] constexpr auto map_err(
      F&& f) && -> Result<T, std::remove_cvref_t<decltype(f(std::declval<E&&>()))>> {
    if (!has_value_) {
      return Err{f(std::move(error()))};
    }
    return std::move(value());
  }
  template <typename F>
  [[nodiscard]] constexpr auto and_then(
      F&& f) && -> std::remove_cvref_t<decltype(f(std::declval<T&&>()))> {
    if (!has_value_) {
      return Err{std::move(error())};
    }
    return f(std::move(value()));
  }

 private:
  union FERRULE_UNSAFE_UNION("value_ is alive while has_value_ is true, error_ while it is false") {
    Unit nothing_;
    T value_;
    E error_;
  };
  bool has_value_;

  template <typename Other>
  constexpr void construct_from(Other&& other) {
    FERRULE_UNSAFE("no member is alive here, and other.has_value_ names the one alive there") {
      if (has_value_) {
        std::construct_at(std::addressof(value_), std::forward<Other>(other).value());
      } else {
        std::construct_at(std::addressof(error_), std::forward<Other>(other).error());
      }
    }
  }
  constexpr void destroy() {
    FERRULE_UNSAFE("has_value_ names the member alive; it is not read again before construction") {
      if (has_value_) {
        std::destroy_at(std::addressof(value_));
      } else {
        std::destroy_at(std::addressof(error_));
      }
    }
  }
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

/// Success without a value: `return ok();`
template <typename E>
class [[nodiscard]] Result<void, E> {
 public:
  using Value = void;
  using Error = E;

  constexpr Result() = default;
  constexpr Result(Unit) {}
  template <typename F>
    requires std::is_convertible_v<F, E>
  constexpr Result(Err<F> failure) : error_{E(std::move(failure.error))} {}

  [[nodiscard]] constexpr bool has_value() const { return !error_.has_value(); }
  constexpr explicit operator bool() const { return has_value(); }
  constexpr Unit value() const {
    ensure(has_value());
    return {};
  }

  [[nodiscard]] constexpr E& error() & FERRULE_LIFETIMEBOUND { return *error_; }
  [[nodiscard]] constexpr const E& error() const& FERRULE_LIFETIMEBOUND { return *error_; }
  [[nodiscard]] constexpr E&& error() && FERRULE_LIFETIMEBOUND { return *std::move(error_); }

  template <typename F>
  [[nodiscard]] constexpr auto map_err(
      F&& f) && -> Result<void, std::remove_cvref_t<decltype(f(std::declval<E&&>()))>> {
    if (!has_value()) {
      return Err{f(std::move(*this).error())};
    }
    return {};
  }

 private:
  Option<E> error_;
};

[[nodiscard]] constexpr Unit ok() { return {}; }

}  // namespace ferrule
