// SPDX-License-Identifier: Apache-2.0 OR MIT
// OneOf<States...>: holds exactly one of several move-only classes, in place. It is how a state
// machine keeps its state: a transition takes the state out by rvalue and puts its successor in.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::tls {

template <typename... Ts>
class FERRULE_OWNER OneOf {
 public:
  template <typename T>
  static constexpr u8 index_of() {
    u8 index = 0;
    u8 found = 0xff;
    ((std::is_same_v<T, Ts> ? static_cast<void>(found = index) : static_cast<void>(0), ++index),
     ...);
    return found;
  }

  template <typename T>
    requires((std::is_same_v<T, Ts> || ...))
  OneOf(T&& state) : index_{index_of<T>()} {
    FERRULE_UNSAFE("storage_ has room for each of Ts, and nothing lives in it yet") {
      std::construct_at(static_cast<T*>(static_cast<void*>(storage_)), std::forward<T>(state));
    }
  }
  OneOf(OneOf&& other) noexcept : index_{other.index_} { take(other); }
  OneOf& operator=(OneOf&& other) noexcept {
    if (this != &other) {
      end();
      index_ = other.index_;
      take(other);
    }
    return *this;
  }
  OneOf(const OneOf&) = delete;
  OneOf& operator=(const OneOf&) = delete;
  ~OneOf() { end(); }

  template <typename T>
  [[nodiscard]] bool holds() const {
    return index_ == index_of<T>();
  }
  /// The state, which must be a T.
  template <typename T>
  [[nodiscard]] FERRULE_STABLE T& get() FERRULE_LIFETIMEBOUND {
    ensure(holds<T>());
    FERRULE_UNSAFE("index_ names T as the one alive in storage_") {
      return *__builtin_launder(static_cast<T*>(static_cast<void*>(storage_)));
    }
  }
  template <typename T>
  [[nodiscard]] const T& get() const FERRULE_LIFETIMEBOUND {
    ensure(holds<T>());
    FERRULE_UNSAFE("index_ names T as the one alive in storage_") {
      return *__builtin_launder(static_cast<const T*>(static_cast<const void*>(storage_)));
    }
  }

  /// Calls `f` with the state as an lvalue; what it returns has the same type for each.
  template <typename F>
  decltype(auto) visit(F&& f) {
    return visit_from<F, Ts...>(f);
  }

 private:
  static constexpr usize largest(std::initializer_list<usize> sizes) {
    usize best = 0;
    for (const usize size : sizes) {
      best = size > best ? size : best;
    }
    return best;
  }

  alignas(largest({alignof(Ts)...})) unsigned char storage_[largest({sizeof(Ts)...})] = {};
  u8 index_;

  template <typename F, typename T, typename... Rest>
  decltype(auto) visit_from(F& f) {
    if constexpr (sizeof...(Rest) > 0) {
      if (!holds<T>()) {
        return visit_from<F, Rest...>(f);
      }
    }
    return f(get<T>());
  }
  void take(OneOf& other) {
    other.visit([this](auto& state) {
      using T = std::remove_reference_t<decltype(state)>;
      FERRULE_UNSAFE("nothing lives in storage_, and index_ was set to name T") {
        std::construct_at(static_cast<T*>(static_cast<void*>(storage_)), std::move(state));
      }
    });
  }
  void end() {
    visit([](auto& state) {
      FERRULE_UNSAFE("the state is alive, and is not used again before another is constructed") {
        std::destroy_at(std::addressof(state));
      }
    });
  }
};

}  // namespace ferrule::tls
