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
// succeeds. Recipes nest: what pin_init returns is an initialiser too. While an object is being
// built nobody reaches it: an initialiser sees the slot of its own part.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/aggregate.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/zeroable.hpp"

// What runs the initialisers of others: what clang's thread safety analysis asks of them is for the
// place that uses the recipe to meet.
#if defined(__clang__)
#define FERRULE_RUNS_INITIALISERS __attribute__((no_thread_safety_analysis))
#else
#define FERRULE_RUNS_INITIALISERS
#endif

namespace ferrule {

/// The place of a T that is not there yet. Whoever filled a slot without taking the object over
/// (`keep`) loses it again: a slot that ends ends its object.
template <typename T>
class FERRULE_OWNER Slot {
 public:
  FERRULE_UNSAFE_FN("place has the size and alignment of T, holds no object and outlives the slot")
  static constexpr Slot at(T* place FERRULE_LIFETIMEBOUND) { return Slot(place); }

  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  constexpr ~Slot() { undo(); }

  /// Builds the object from `args`. Traps when there is one already.
  template <typename... Args>
  FERRULE_STABLE constexpr T& emplace(Args&&... args) FERRULE_LIFETIMEBOUND {
    ensure(!filled_ && !building_);
    FERRULE_UNSAFE("at() demands a place for a T, and no object is in it yet") {
      T* const made = std::construct_at(place_, std::forward<Args>(args)...);
      filled_ = true;
      return *made;
    }
  }
  [[nodiscard]] constexpr bool filled() const { return filled_; }

  /// While it lives the object is being built by its parts, and by nothing else.
  class [[nodiscard]] FERRULE_VIEW Building {
   public:
    explicit constexpr Building(Slot& slot FERRULE_LIFETIMEBOUND) : slot_{slot} {
      ensure(!slot_.filled_ && !slot_.building_);
      slot_.building_ = true;
    }
    Building(const Building&) = delete;
    Building& operator=(const Building&) = delete;
    constexpr ~Building() { slot_.building_ = false; }

   private:
    Slot& slot_;
  };
  /// Traps when there is an object already, or a part of one.
  FERRULE_STABLE constexpr Building begin() FERRULE_LIFETIMEBOUND { return Building(*this); }
  /// The object. Traps when there is none yet.
  [[nodiscard]] FERRULE_STABLE constexpr T& value() FERRULE_LIFETIMEBOUND {
    ensure(filled_);
    FERRULE_UNSAFE("filled_ says that the object is alive in its place") {
      return *place_;
    }
  }
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
  FERRULE_STABLE constexpr void adopt() { filled_ = true; }
  /// Where the object will stand: at() demands that it outlives the slot.
  FERRULE_STATIC_LIFETIME [[nodiscard]] constexpr T* place() const { return place_; }

 private:
  T* place_;
  bool filled_ = false;
  bool building_ = false;

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

/// Builds an object whose bytes are all zero.
template <typename E>
[[nodiscard]] constexpr auto init_zeroed() {
  return []<Zeroable T>(Slot<T>& slot) -> Result<void, E> {
    static_assert(std::is_trivially_default_constructible_v<T>, "T() must not undo the zeros");
    slot.emplace();
    return ok();
  };
}

/// Builds with `init`, then runs `then(object)`. When that fails the object ends again.
template <typename Init, typename Then>
[[nodiscard]] constexpr auto chain(Init init, Then then) {
  return [init = std::move(init), then = std::move(then)](auto& slot)
             FERRULE_RUNS_INITIALISERS mutable -> decltype(init(slot)) {
               FERRULE_TRYV(init(slot));
               auto outcome = then(slot.value());
               if (!outcome) {
                 slot.undo();
               }
               return outcome;
             };
}

/// `make()` works something out, and returns in its Result the initialiser to go on with.
template <typename Make>
[[nodiscard]] constexpr auto init_scope(Make make) {
  return [make = std::move(make)](auto& slot)
             FERRULE_RUNS_INITIALISERS mutable -> Result<void, typename decltype(make())::Error> {
               FERRULE_TRY(auto init, make());
               return init(slot);
             };
}

/// One line of a recipe: which field, and the initialiser or the value that it is built from.
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

/// Init is an initialiser of T, or a value to move into one.
template <typename T, typename Init>
inline constexpr bool kIsBuiltFrom =
    std::is_invocable_v<Init&, Slot<T>&> || std::is_constructible_v<T, Init&&>;

// These are called by their whole names: the types given would bring functions of the same name in.

/// Runs an initialiser; a value is moved in, which cannot fail.
template <typename E, typename T, typename Init>
FERRULE_RUNS_INITIALISERS Result<void, E> build(Slot<T>& slot, Init& init FERRULE_CAPTURED) {
  if constexpr (std::is_invocable_v<Init&, Slot<T>&>) {
    FERRULE_UNSAFE("an initialiser may be a function, which the recipe named when it was written") {
      Result<void, E> built = init(slot);
      ensure(slot.filled() || !built);
      return built;
    }
  } else {
    static_assert(kIsBuiltFrom<T, Init>,
                  "it is built neither by an initialiser of its type nor from the value given");
    slot.emplace(std::move(init));
    return ok();
  }
}

/// All fields are built; what remains to be seen to is nothing.
template <typename E, typename T>
Result<void, E> build_fields(T*) {
  return ok();
}

/// Builds the first field and then the others; ends it again when one of those fails.
template <typename E, typename T, typename First, typename... Rest>
Result<void, E> build_fields(T* whole, First& first, Rest&... rest) {
  FERRULE_UNSAFE("whole has room for a T and so for each field; each is built once, in order") {
    auto slot = Slot<typename First::Field>::at(std::addressof(whole->*First::kField));
    FERRULE_TRYV(internal::build<E>(slot, first.init));
    FERRULE_TRYV(internal::build_fields<E>(whole, rest...));
    slot.keep();
    return ok();
  }
}

enum class RecipeFlaw : u8 { None, Constructors, OtherClass, Missing, Order, Value, NotZeroable };

/// The first thing that is wrong with a recipe.
template <typename T, bool kZeroRest, typename... Fields>
consteval RecipeFlaw flaw_of() {
  if constexpr (!std::is_aggregate_v<T>) {
    return RecipeFlaw::Constructors;
  } else if constexpr (!(std::is_same_v<typename Fields::Whole, T> && ...)) {
    return RecipeFlaw::OtherClass;
  } else if constexpr (!kZeroRest && field_count<T>() != sizeof...(Fields)) {
    return RecipeFlaw::Missing;
  } else if constexpr (!in_order<T, Fields::kField...>()) {
    return RecipeFlaw::Order;
  } else if constexpr (!(kIsBuiltFrom<typename Fields::Field, decltype(Fields::init)> && ...)) {
    return RecipeFlaw::Value;
  } else if constexpr (kZeroRest && fields_without<IsZeroable, T>() !=
                                        (0U + ... + (Zeroable<typename Fields::Field> ? 0U : 1U))) {
    return RecipeFlaw::NotZeroable;
  } else {
    return RecipeFlaw::None;
  }
}

template <typename T, typename E, bool kZeroRest, typename... Fields>
[[nodiscard]] constexpr auto recipe(Fields... fields) {
  constexpr RecipeFlaw kFlaw = flaw_of<T, kZeroRest, Fields...>();
  static_assert(kFlaw != RecipeFlaw::Constructors, "a recipe builds a class without constructors");
  static_assert(kFlaw != RecipeFlaw::OtherClass, "the field belongs to another class");
  static_assert(kFlaw != RecipeFlaw::Missing, "a recipe names every field once");
  static_assert(kFlaw != RecipeFlaw::Order,
                "a recipe names its fields in the order of their declaration, each once");
  static_assert(kFlaw != RecipeFlaw::Value,
                "a field is built neither by an initialiser of its type nor from the value given");
  static_assert(kFlaw != RecipeFlaw::NotZeroable,
                "a field that is not Zeroable must be named by the recipe");
  return [... fields = std::move(fields)](Slot<T>& slot) mutable -> Result<void, E> {
    const auto building = slot.begin();
    FERRULE_UNSAFE("the slot is empty, and holds a whole T exactly when every field was built") {
      T* const whole = slot.place();
      if constexpr (kZeroRest) {
        __builtin_memset(static_cast<void*>(whole), 0, sizeof(T));
      }
      Result<void, E> built = internal::build_fields<E>(whole, fields...);
      if (built) {
        slot.adopt();
      }
      return built;
    }
  };
}

}  // namespace internal

/// Builds a T field by field, in the order of declaration; when one fails, those before it end in
/// reverse order and the error is returned. T is an aggregate and every field is named, once:
/// anything else does not compile.
template <typename T, typename E, typename... Fields>
[[nodiscard]] constexpr auto pin_init(Fields... fields) {
  return internal::recipe<T, E, false>(std::move(fields)...);
}

/// The same for a T of which only some fields are named: the bytes of the others are zero, and each
/// of them must be Zeroable.
template <typename T, typename E, typename... Fields>
[[nodiscard]] constexpr auto pin_init_zeroed(Fields... fields) {
  return internal::recipe<T, E, true>(std::move(fields)...);
}

namespace internal {

/// Builds the elements, the first one first; ends those built when one fails.
template <typename E, usize N, typename T, typename Make>
FERRULE_RUNS_INITIALISERS Result<void, E> build_elements(Slot<Array<T, N>>& slot, Make& make) {
  const auto building = slot.begin();
  FERRULE_UNSAFE("the place has room for N elements; those below `built` are alive, ended once") {
    auto& elements = slot.place()->elements;
    for (usize built = 0; built < N; ++built) {
      auto place = Slot<T>::at(std::addressof(elements[built]));
      auto init = make(built);
      Result<void, E> outcome = internal::build<E>(place, init);
      if (!outcome) {
        while (built > 0) {
          --built;
          std::destroy_at(std::addressof(elements[built]));
        }
        return outcome;
      }
      place.keep();
    }
    slot.adopt();
  }
  return ok();
}

}  // namespace internal

/// Builds an Array<T, N> from the initialisers (or values) that `make(index)` returns, the first
/// element first. When one fails, those before it end in reverse order.
template <typename E, typename Make>
[[nodiscard]] constexpr auto init_array(Make make) {
  return [make = std::move(make)]<typename T, usize N>(
             Slot<Array<T, N>>& slot) mutable -> Result<void, E> {
    return internal::build_elements<E>(slot, make);
  };
}

}  // namespace ferrule
