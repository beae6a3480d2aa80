// SPDX-License-Identifier: GPL-2.0 OR MIT
// ARef<T>: an owner of an object that C code made and counts (tasks, devices, files). T wraps the C
// struct and is never made in C++. Its inc_ref() and dec_ref() say how one more owner comes and how
// one goes (task.hpp has both).
//
//   ARef<Task> opener = ARef<Task>::of(*current());
//   ARef<Task> other = opener.clone();
//   pr_info("{} owns it, and so does {}\n", opener->comm(), other->comm());
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel {

/// An object whose owners C code counts. Nobody holds one by value.
template <typename T>
concept AlwaysRefCounted = !std::is_copy_constructible_v<T> && !std::is_move_constructible_v<T> &&
                           !std::is_default_constructible_v<T> && requires(const T& object) {
                             T::inc_ref(object);
                             T::dec_ref(object);
                           };

template <AlwaysRefCounted T>
class FERRULE_OWNER ARef {
 public:
  /// One more owner of an object that the caller can see, and that is therefore alive.
  [[nodiscard]] static ARef of(const T& object) {
    T::inc_ref(object);
    return ARef(std::addressof(object));
  }
  FERRULE_UNSAFE_FN("the caller owns a share of the object, and gives it to the ARef")
  [[nodiscard]] static ARef from_raw(const T* object) { return ARef(object); }

  ARef(ARef&& other) noexcept : object_{std::exchange(other.object_, nullptr)} {}
  ARef& operator=(ARef&& other) noexcept {
    ARef taken(std::move(other));  // which may be inside the object that ends here
    std::swap(object_, taken.object_);
    return *this;
  }
  ARef(const ARef&) = delete;
  ARef& operator=(const ARef&) = delete;
  ~ARef() { release(); }

  [[nodiscard]] ARef clone() const { return of(live()); }

  /// The object. Traps when this owner was moved away.
  const T& operator*() const FERRULE_LIFETIMEBOUND { return live(); }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(live()); }
  [[nodiscard]] bool is_same(const ARef& other) const { return object_ == other.object_; }

 private:
  const T* object_;

  explicit ARef(const T* object) : object_{object} {}

  [[nodiscard]] const T& live() const FERRULE_LIFETIMEBOUND {
    ensure(object_ != nullptr);
    FERRULE_UNSAFE("it owns a share until it is moved from, which sets object_ to null") {
      return *object_;
    }
  }
  void release() {
    const T* const object = std::exchange(object_, nullptr);
    if (object != nullptr) {
      FERRULE_UNSAFE("it owned a share, so the object is alive until dec_ref() gives that up") {
        T::dec_ref(*object);
      }
    }
  }
};

}  // namespace ferrule::kernel
