// SPDX-License-Identifier: GPL-2.0 OR MIT
// Embeds<Raw>: the base of a class that the kernel knows by a C struct inside it, and hands back by
// the address of that struct (container_of in C):
//
//   class Timer : Embeds<struct timer_list> {
//     static void expired(struct timer_list* raw) {
//       const Timer& timer = container_of<Timer>(raw);
//
// The base is a standard layout class of which the struct is the first member, so both have one
// address, and from the base to the class is a static_cast: no offset is computed anywhere.
#pragma once

#include <type_traits>

#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/opaque.hpp"

namespace ferrule::kernel::internal {

template <typename Raw>
class FERRULE_OWNER Embeds {
 public:
  Embeds(const Embeds&) = delete;
  Embeds& operator=(const Embeds&) = delete;

 protected:
  Embeds() = default;
  ~Embeds() = default;

  /// For C functions; from a const object too, as the struct has its own synchronisation.
  [[nodiscard]] Raw* raw() const FERRULE_LIFETIMEBOUND { return raw_.get(); }

  /// The object that a struct is part of.
  template <typename Whole>
  FERRULE_UNSAFE_FN("raw is raw() of a live Whole, which outlives the reference")
  [[nodiscard]] FERRULE_STATIC_LIFETIME static const Whole& container_of(const Raw* raw) {
    static_assert(std::is_base_of_v<Embeds, Whole> && std::is_standard_layout_v<Embeds>);
    FERRULE_UNSAFE("the contract above: the struct is the first member of this base of a Whole") {
      return static_cast<const Whole&>(*reinterpret_cast<const Embeds*>(raw));
    }
  }

 private:
  Opaque<Raw> raw_;
};

}  // namespace ferrule::kernel::internal
