// SPDX-License-Identifier: Apache-2.0 OR MIT
// Initialisers: recipes that build an object in the place where it will stay, and may fail halfway.
//
//   auto recipe = pin_init<Device, Error>(field<&Device::lock>(init_value()),
//                                         field<&Device::buffer>([&](Slot<Buffer>& place) {
//                                           return Buffer::build(place, size);
//                                         }));
//   TRY(PinBox<Device> device, PinBox<Device>::make(allocator, recipe));
//
// An initialiser of T is a callable `Result<void, E>(Slot<T>&)` that fills the slot exactly when it
// succeeds. Recipes nest: what pin_init returns is an initialiser too.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/result.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

/// The place of a T that is not there yet. Whoever filled a slot without taking the object over
/// (`keep`) loses it again: a slot that ends ends its object.
template <typename T>
class FERRULE_VIEW Slot {
 public:
  FERRULE_UNSAFE_FN("place has the size and alignment of T, holds no object and outlives the slot")
  static constexpr Slot at(T* place FERRULE_LIFETIMEBOUND) { return Slot(place); }

  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  constexpr ~Slot() { undo(); }

  /// Builds the object from `args`. Traps when there is one already.
  template <typename... Args>
  FERRULE_STABLE constexpr T& emplace(Args&&... args) FERRULE_LIFETIMEBOUND {
    ensure(!filled_);
    FERRULE_UNSAFE("at() demands a place for a T, and no object is in it yet") {
      T* const made = std::construct_at(place_, std::forward<Args>(args)...);
      filled_ = true;
      return *made;
    }
  }
  [[nodiscard]] constexpr bool filled() const { return filled_; }
  /// Ends the object, if there is one.
  constexpr void undo() {
    if (std::exchange(filled_, false)) {
      FERRULE_UNSAFE("filled_ said that the object is alive, and it is not named again") {
        std::destroy_at(place_);
      }
    }
  }

  FERRULE_UNSAFE_FN("the caller owns the object from now on, and ends it")
  constexpr void keep() { filled_ = false; }
  FERRULE_UNSAFE_FN("a T was built in place() by its parts, and the slot owns it from now on")
  constexpr void adopt() { filled_ = true; }
  /// Where the object will stand.
  [[nodiscard]] constexpr T* place() const { return place_; }

 private:
  T* place_;
  bool filled_ = false;

  explicit constexpr Slot(T* place FERRULE_LIFETIMEBOUND) : place_{place} {}
};

/// Builds from nothing, or from one value that is moved in. Never fails.
template <typename E>
[[nodiscard]] constexpr auto init_value() {
  return [](auto& slot) -> Result<void, E> {
    slot.emplace();
    return ok();
  };
}
template <typename E, typename V>
[[nodiscard]] constexpr auto init_value(V value) {
  return [value = std::move(value)](auto& slot) mutable -> Result<void, E> {
    slot.emplace(std::move(value));
    return ok();
  };
}

namespace internal {

template <typename Member>
struct MemberOf;
template <typename T, typename F>
struct MemberOf<F T::*> {
  using Whole = T;
  using Field = F;
};

/// Stands for a value of any type, to count how many an aggregate takes.
struct AnyField {
  template <typename F>
  operator F() const;
};
/// The most values that T{...} takes: fewer do not suffice for fields that have no default.
template <typename T, typename... Given>
consteval usize field_count() {
  constexpr usize kMost = 32;
  constexpr bool kFits = requires { T{Given{}...}; };
  constexpr bool kNextFits = requires { T{Given{}..., AnyField{}}; };
  if constexpr ((kFits && !kNextFits && sizeof...(Given) > 0) || sizeof...(Given) == kMost) {
    return sizeof...(Given);
  } else {
    return field_count<T, Given..., AnyField>();
  }
}

}  // namespace internal

/// One line of a recipe: which field, and the initialiser that builds it.
template <auto kMember, typename Init>
struct FieldInit {
  using Field = typename internal::MemberOf<decltype(kMember)>::Field;
  using Whole = typename internal::MemberOf<decltype(kMember)>::Whole;
  static constexpr auto kField = kMember;

  Init init;
};
template <auto kMember, typename Init>
[[nodiscard]] constexpr FieldInit<kMember, Init> field(Init init) {
  return {std::move(init)};
}

namespace internal {

/// All fields are built; what remains to be seen to is nothing.
template <typename E, typename T>
Result<void, E> build_fields(T*, const void*) {
  return ok();
}

/// Builds the first field and then the others; ends it again when one of those fails.
template <typename E, typename T, typename First, typename... Rest>
Result<void, E> build_fields(T* whole, const void* behind, First& first, Rest&... rest) {
  static_assert(std::is_same_v<typename First::Whole, T>, "the field belongs to another class");
  FERRULE_UNSAFE("whole has room for a T and so for each field; each is built once, in order") {
    auto* const place = std::addressof(whole->*First::kField);
    ensure(static_cast<const void*>(place) >= behind);
    auto slot = Slot<typename First::Field>::at(place);
    Result<void, E> built = first.init(slot);
    if (!built) {
      return built;
    }
    ensure(slot.filled());
    Result<void, E> others = build_fields<E>(whole, place + 1, rest...);
    if (others) {
      slot.keep();
    }
    return others;
  }
}

}  // namespace internal

/// Builds a T field by field, in the order of declaration; when one fails, those before it end in
/// reverse order and the error is returned. T is an aggregate, and every field is named: one
/// left out does not compile, one out of order traps.
template <typename T, typename E, typename... Fields>
[[nodiscard]] constexpr auto pin_init(Fields... fields) {
  static_assert(std::is_aggregate_v<T>, "a recipe builds a class without constructors of its own");
  static_assert(internal::field_count<T>() == sizeof...(Fields), "a recipe names every field once");
  return [... fields = std::move(fields)](Slot<T>& slot) mutable -> Result<void, E> {
    ensure(!slot.filled());
    FERRULE_UNSAFE("the slot is empty, and holds a whole T exactly when every field was built") {
      T* const whole = slot.place();
      Result<void, E> built = internal::build_fields<E>(whole, whole, fields...);
      if (built) {
        slot.adopt();
      }
      return built;
    }
  };
}

}  // namespace ferrule
