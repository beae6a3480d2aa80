// SPDX-License-Identifier: GPL-2.0 OR MIT
// Initialisers with the kernel's errors: objects that are built where they stay, and may fail
// halfway (core/init.hpp has the whole account).
//
//   struct Device {
//     u32 minor;
//     Mutex<Queue> queue;
//     KBox<Page> page;
//
//     static auto init(u32 minor) {
//       const auto page = [](Slot<KBox<Page>>& place) MAY_SLEEP -> Result<> {
//         TRY(auto memory, KBox<Page>::make(GFP_KERNEL));
//         place.emplace(std::move(memory));
//         return ok();
//       };
//       return pin_init<Device>(field<&Device::minor>(minor),
//                               field<&Device::queue>(new_mutex(Queue{})),
//                               field<&Device::page>(page));
//     }
//   };
//
//   TRY(auto device, KBox<Device>::pin_init(Device::init(7), GFP_KERNEL));
//
// Initialisers run where code may sleep: what runs them is MAY_SLEEP.
#pragma once

#include <type_traits>
#include <utility>

#include "ferrule/core/init.hpp"
#include "ferrule/core/pin.hpp"
#include "ferrule/core/zeroable.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/error.hpp"

namespace ferrule::kernel {

using ::ferrule::field;
using ::ferrule::init_array;
using ::ferrule::init_value;
using ::ferrule::init_zeroed;
using ::ferrule::Pinned;
using ::ferrule::Slot;
using ::ferrule::Zeroable;
using ::ferrule::ZeroableClaim;

namespace internal {

template <typename T>
inline constexpr bool kIsFieldInit = false;
template <auto kMember, typename Init>
inline constexpr bool kIsFieldInit<FieldInit<kMember, Init>> = true;

/// Core's combinators run what they are given without the analysis (FERRULE_RUNS_INITIALISERS).
/// Called through this it may sleep, and cannot ask for more: no lock is held for it.
template <typename F>
[[nodiscard]] constexpr auto asleep(F f) {
  return [f = std::move(f)](auto&... args) FERRULE_MAY_SLEEP mutable { return f(args...); };
}
/// What runs a recipe is asked for the right to sleep.
template <typename T, typename Recipe>
[[nodiscard]] constexpr auto asleep_for(Recipe recipe) {
  return [recipe = std::move(recipe)](Slot<T>& slot)
             FERRULE_MAY_SLEEP mutable -> Result<> { return recipe(slot); };
}

}  // namespace internal

/// Field by field, each once, in the order of declaration.
template <typename T, typename... Fields>
  requires(internal::kIsFieldInit<Fields> && ...)
[[nodiscard]] constexpr auto pin_init(Fields... fields) {
  return internal::asleep_for<T>(::ferrule::pin_init<T, Error>(std::move(fields)...));
}
/// Fields that are not named are zero, and must be Zeroable.
template <typename T, typename... Fields>
  requires(internal::kIsFieldInit<Fields> && ...)
[[nodiscard]] constexpr auto pin_init_zeroed(Fields... fields) {
  return internal::asleep_for<T>(::ferrule::pin_init_zeroed<T, Error>(std::move(fields)...));
}
[[nodiscard]] constexpr auto init_value() { return ::ferrule::init_value<Error>(); }
template <typename V>
[[nodiscard]] constexpr auto init_value(V value) {
  return ::ferrule::init_value<Error>(std::move(value));
}
[[nodiscard]] constexpr auto init_zeroed() { return ::ferrule::init_zeroed<Error>(); }
template <typename Make>
[[nodiscard]] constexpr auto init_array(Make make) {
  return [recipe = ::ferrule::init_array<Error>(std::move(make))]<typename T, usize N>(
             Slot<Array<T, N>>& slot)
             FERRULE_MAY_SLEEP mutable -> Result<> { return recipe(slot); };
}
/// Builds with `init`, then runs `then(object)`. When that fails the object ends again. (Core's
/// chain() is found too for what init_value() returns: the constraints of this one are stronger.)
template <typename Init, typename Then>
  requires std::is_move_constructible_v<Init> && std::is_move_constructible_v<Then>
[[nodiscard]] constexpr auto chain(Init init, Then then) {
  return [recipe = ::ferrule::chain(internal::asleep(std::move(init)),
                                    internal::asleep(std::move(then)))]<typename T>(Slot<T>& slot)
             FERRULE_MAY_SLEEP mutable -> Result<>
           requires requires(Init& given, Slot<T>& place) { given(place); }
  { return recipe(slot); };
}
/// `make()` works something out, and returns in its Result the initialiser to go on with.
template <typename Make>
  requires std::is_move_constructible_v<Make>
[[nodiscard]] constexpr auto init_scope(Make make) {
  return [recipe = ::ferrule::init_scope(internal::asleep(std::move(make)))]<typename T>(
             Slot<T>& slot) FERRULE_MAY_SLEEP mutable -> Result<> { return recipe(slot); };
}

/// A place on the stack for an object that must not move (core/pin.hpp).
template <typename T>
class FERRULE_OWNER StackPin {
 public:
  StackPin() = default;
  StackPin(const StackPin&) = delete;
  StackPin& operator=(const StackPin&) = delete;

  /// Builds the object. Traps when there is one already.
  template <typename Init>
  [[nodiscard]] Result<> init(Init&& init) FERRULE_MAY_SLEEP {
    return place_.init([&](Slot<T>& slot) FERRULE_MAY_SLEEP -> Result<> { return init(slot); });
  }
  /// The object. Traps when it was not built.
  FERRULE_STABLE T& operator*() FERRULE_LIFETIMEBOUND { return *place_; }
  const T& operator*() const FERRULE_LIFETIMEBOUND { return *place_; }
  FERRULE_STABLE T* operator->() FERRULE_LIFETIMEBOUND { return place_.operator->(); }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return place_.operator->(); }

 private:
  ::ferrule::StackPin<T> place_;
};

}  // namespace ferrule::kernel
