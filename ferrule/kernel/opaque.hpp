// SPDX-License-Identifier: GPL-2.0 OR MIT
// Opaque<T>: room for a C struct that C code looks after. Nothing here reads or writes it, and it
// does not move.
//
//   class Completion {
//    ...
//     Opaque<struct completion> raw_;      // given to init_completion() and never touched
//   };
#pragma once

#include "ferrule/core/init.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/error.hpp"

namespace ferrule::kernel {

/// `T` is a struct of the bindings, its bytes zero until C code fills them.
template <typename T>
class FERRULE_OWNER Opaque {
 public:
  constexpr Opaque() = default;
  Opaque(const Opaque&) = delete;
  Opaque& operator=(const Opaque&) = delete;

  /// An initialiser that lets `fill(T*)` set the struct up; it returns Result<>.
  template <typename Fill>
  [[nodiscard]] static auto init(Fill fill) {
    return [fill = std::move(fill)](Slot<Opaque>& slot) mutable -> Result<> {
      return fill(slot.emplace().get());
    };
  }

  /// For C functions. From a const object too: what C does inside is synchronised by C.
  [[nodiscard]] T* get() const FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("only the address is given out; T itself is inert for C++") {
      return const_cast<T*>(reinterpret_cast<const T*>(&storage_[0]));
    }
  }

 private:
  alignas(T) unsigned char storage_[sizeof(T)]{};
};

}  // namespace ferrule::kernel
