// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <memory>
#include <type_traits>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/wipe.hpp"

namespace ferrule::crypto::ipsecmb {

/// Zeroes every byte of one of the library's plain structures.
template <typename T>
void wipe_object(T& object) {
  static_assert(std::is_trivially_copyable_v<T>);
  FERRULE_UNSAFE(
      "the bytes of a trivially copyable object may be written, and zero is a value of all its "
      "fields") {
    wipe(MutBytes::from_raw(reinterpret_cast<u8*>(std::addressof(object)), sizeof(T)));
  }
}

}  // namespace ferrule::crypto::ipsecmb
