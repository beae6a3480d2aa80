// SPDX-License-Identifier: Apache-2.0 OR MIT
// Ref<T>: a handle to an object that is known to live longer than every use of the handle: an
// algorithm of a provider, an interface the caller keeps alive. Copying one is free; using an empty
// one traps.
#pragma once

#include <memory>
#include <type_traits>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

template <typename T>
class FERRULE_OWNER Ref {
 public:
  /// Refers to nothing yet.
  constexpr Ref() = default;

  FERRULE_UNSAFE_FN("the object outlives every use of this handle and of its copies")
  static constexpr Ref from(T& object) {
    Ref made;
    made.object_ = std::addressof(object);
    return made;
  }

  template <typename D>
    requires(!std::is_same_v<D, T> && std::is_convertible_v<D*, T*>)
  constexpr Ref(Ref<D> other) : object_{other.object_} {}

  [[nodiscard]] constexpr bool has_value() const { return object_ != nullptr; }
  constexpr explicit operator bool() const { return object_ != nullptr; }

  FERRULE_STATIC_LIFETIME constexpr T& operator*() const { return live(); }
  FERRULE_STATIC_LIFETIME constexpr T* operator->() const { return std::addressof(live()); }
  /// The same object, not another one of equal value.
  constexpr bool operator==(const Ref& other) const { return object_ == other.object_; }

 private:
  template <typename>
  friend class Ref;

  T* object_ = nullptr;

  FERRULE_STATIC_LIFETIME [[nodiscard]] constexpr T& live() const {
    ensure(object_ != nullptr);
    FERRULE_UNSAFE("from() demands that the object outlives the handle, and it is not null") {
      return *object_;
    }
  }
};

}  // namespace ferrule
