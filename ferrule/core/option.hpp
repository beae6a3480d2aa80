// SPDX-License-Identifier: Apache-2.0 OR MIT
// Option<T>: a value or nothing. Unlike std::optional, reading an empty one traps, and Option<T&>
// exists.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

/// The empty state of every Option.
struct None {};
inline constexpr None kNone{};

#if defined(__GNUC__) && !defined(__clang__)
// g++-12 takes the copied bytes of the member that is not alive for a value that is used.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

template <typename T>
class [[nodiscard]] FERRULE_OWNER Option {
  static constexpr bool kTrivial = std::is_trivially_destructible_v<T>;
  // Such values travel in registers: the option is then as trivial as they are.
  static constexpr bool kTrivialCopy =
      std::is_trivially_copyable_v<T> && std::is_trivially_copy_constructible_v<T> &&
      std::is_trivially_move_constructible_v<T> && std::is_trivially_copy_assignable_v<T> &&
      std::is_trivially_move_assignable_v<T>;

 public:
  using Value = T;

  constexpr Option() : empty_{} {}
  constexpr Option(None) : empty_{} {}
  constexpr Option(const T& value)
    requires std::is_copy_constructible_v<T>
      : value_(value), has_value_{true} {}
  constexpr Option(T&& value) : value_(std::move(value)), has_value_{true} {}

  constexpr Option(const Option&)
    requires kTrivialCopy
  = default;
  constexpr Option(Option&&) noexcept
    requires kTrivialCopy
  = default;
  constexpr Option& operator=(const Option&)
    requires kTrivialCopy
  = default;
  constexpr Option& operator=(Option&&) noexcept
    requires kTrivialCopy
  = default;
  constexpr Option(const Option& other)
    requires(std::is_copy_constructible_v<T> && !kTrivialCopy)
      : empty_{} {
    if (other.has_value_) {
      construct(other.unwrap());
    }
  }
  constexpr Option(Option&& other) noexcept
    requires(!kTrivialCopy)
      : empty_{} {
    if (other.has_value_) {
      construct(std::move(other.unwrap()));
    }
  }
  constexpr Option& operator=(const Option& other FERRULE_TAKEN_FIRST)
    requires(std::is_copy_constructible_v<T> && !kTrivialCopy)
  {
    if (this != &other) {
      Option taken(other);  // which may be inside the value that ends here
      *this = std::move(taken);
    }
    return *this;
  }
  constexpr Option& operator=(Option&& other FERRULE_TAKEN_FIRST) noexcept
    requires(!kTrivialCopy)
  {
    if (!other.has_value_) {
      reset();
    } else if (this != &other) {
      replace(std::move(other.unwrap()));
    }
    return *this;
  }
  constexpr ~Option()
    requires kTrivial
  = default;
  constexpr ~Option() { reset(); }

  [[nodiscard]] constexpr bool has_value() const { return has_value_; }
  constexpr explicit operator bool() const { return has_value_; }

  /// The value. Traps when there is none.
  constexpr T& operator*() & FERRULE_LIFETIMEBOUND { return unwrap(); }
  constexpr const T& operator*() const& FERRULE_LIFETIMEBOUND { return unwrap(); }
  constexpr T&& operator*() && FERRULE_LIFETIMEBOUND { return std::move(unwrap()); }
  constexpr T* operator->() FERRULE_LIFETIMEBOUND { return std::addressof(unwrap()); }
  constexpr const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(unwrap()); }

  [[nodiscard]] constexpr T value_or(T fallback) const& {
    return has_value_ ? T(unwrap()) : std::move(fallback);
  }
  [[nodiscard]] constexpr T value_or(T fallback) && {
    return has_value_ ? T(std::move(unwrap())) : std::move(fallback);
  }

  /// Moves the value out and leaves nothing behind.
  constexpr Option take() {
    Option taken = std::move(*this);
    reset();
    return taken;
  }

  template <typename... Args>
  constexpr T& emplace(Args&&... args) FERRULE_LIFETIMEBOUND {
    reset();
    construct(std::forward<Args>(args)...);
    return unwrap();
  }

  constexpr void reset() {
    if (has_value_) {
      has_value_ = false;
      FERRULE_UNSAFE("has_value_ said that value_ is the member alive; it is not read again") {
        std::destroy_at(std::addressof(value_));
        if consteval {
          std::construct_at(std::addressof(empty_));
        }
      }
    }
  }

  /// Applies `f` to the value, if any.
  template <typename F>
  [[nodiscard]] constexpr auto map(
      F&& f) const& -> Option<std::remove_cvref_t<decltype(f(std::declval<const T&>()))>> {
    if (!has_value_) {
      return kNone;
    }
    return f(unwrap());
  }

 private:
  union FERRULE_UNSAFE_UNION("value_ is alive exactly while has_value_ is true") {
    None empty_;
    T value_;
  };
  bool has_value_ = false;

  template <typename... Args>
  constexpr void construct(Args&&... args) {
    FERRULE_UNSAFE("no value is alive here: constructors start empty, the others reset first") {
      std::construct_at(std::addressof(value_), std::forward<Args>(args)...);
    }
    has_value_ = true;
  }
  /// Taken by value: it may have been inside the one that ends here.
  constexpr void replace(T taken) {
    reset();
    construct(std::move(taken));
  }
  constexpr T& unwrap() FERRULE_LIFETIMEBOUND {
    ensure(has_value_);
    FERRULE_UNSAFE("has_value_ was just checked, so value_ is the member alive") {
      return value_;
    }
  }
  constexpr const T& unwrap() const FERRULE_LIFETIMEBOUND {
    ensure(has_value_);
    FERRULE_UNSAFE("has_value_ was just checked, so value_ is the member alive") {
      return value_;
    }
  }
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

/// A reference or nothing: a pointer that is checked at each use.
template <typename T>
class [[nodiscard]] FERRULE_VIEW Option<T&> {
 public:
  using Value = T&;

  constexpr Option() = default;
  constexpr Option(None) {}
  constexpr Option(T& value FERRULE_LIFETIMEBOUND) : pointer_{std::addressof(value)} {}

  [[nodiscard]] constexpr bool has_value() const { return pointer_ != nullptr; }
  constexpr explicit operator bool() const { return pointer_ != nullptr; }

  constexpr T& operator*() const {
    ensure(pointer_ != nullptr);
    FERRULE_UNSAFE("pointer_ came from a reference that outlives this view, and is not null") {
      return *pointer_;
    }
  }
  constexpr T* operator->() const {
    ensure(pointer_ != nullptr);
    return pointer_;
  }

 private:
  T* pointer_ = nullptr;
};

template <typename T>
Option(T) -> Option<T>;

template <typename T>
constexpr bool operator==(const Option<T>& a, const Option<T>& b) {
  return a.has_value() == b.has_value() && (!a.has_value() || *a == *b);
}

}  // namespace ferrule
