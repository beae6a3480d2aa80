// SPDX-License-Identifier: GPL-2.0 OR MIT
// Memory and the flags that say how it may be had (include/linux/gfp_types.h). The flags are types:
// what takes GFP_KERNEL may sleep and says so, what takes GFP_ATOMIC may be called under a
// spinlock.
//
//   TRY(auto entry, KBox<Entry>::make(GFP_KERNEL, 7U));               // MAY_SLEEP
//   TRYV(numbers.push(entry->number, GFP_ATOMIC));                    // anywhere
//   TRYV(numbers.reserve(4096, GFP_KERNEL | __GFP_NOWARN));
#pragma once

#include <ferrule/bindings.hpp>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/context.hpp"

namespace ferrule::kernel {

/// Changes how memory is given, and not whether the allocation sleeps.
class GfpModifier {
 public:
  explicit consteval GfpModifier(u32 bits) : bits_{bits} {}
  [[nodiscard]] constexpr u32 bits() const { return bits_; }

 private:
  u32 bits_;
};

/// `kSleeps`: the allocator may wait for memory to be freed.
template <bool kSleeps>
class GfpFlags {
 public:
  explicit consteval GfpFlags(u32 bits) : bits_{bits} {}
  [[nodiscard]] constexpr u32 bits() const { return bits_; }
  [[nodiscard]] constexpr GfpFlags operator|(GfpModifier modifier) const {
    GfpFlags both = *this;
    both.bits_ |= modifier.bits();
    return both;
  }

 private:
  u32 bits_;
};

using SleepingGfp = GfpFlags<true>;
using AtomicGfp = GfpFlags<false>;

inline constexpr SleepingGfp GFP_KERNEL{bindings::GFP_KERNEL};
inline constexpr SleepingGfp GFP_KERNEL_ACCOUNT{bindings::GFP_KERNEL_ACCOUNT};
inline constexpr SleepingGfp GFP_NOIO{bindings::GFP_NOIO};
inline constexpr SleepingGfp GFP_NOFS{bindings::GFP_NOFS};
inline constexpr AtomicGfp GFP_ATOMIC{bindings::GFP_ATOMIC};
inline constexpr AtomicGfp GFP_NOWAIT{bindings::GFP_NOWAIT};
// NOLINTNEXTLINE(bugprone-reserved-identifier): the kernel's name
inline constexpr GfpModifier __GFP_ZERO{bindings::__GFP_ZERO};
// NOLINTNEXTLINE(bugprone-reserved-identifier): the kernel's name
inline constexpr GfpModifier __GFP_NOWARN{bindings::__GFP_NOWARN};

namespace internal {

/// kmalloc aligns any size to this, and a power of two to itself.
inline constexpr usize kKmallocAlign = bindings::ARCH_KMALLOC_MINALIGN;

constexpr usize power_of_two_from(usize size) {
  constexpr int kBits = 8 * sizeof(usize);
  return size <= 1 ? 1 : usize{1} << (kBits - __builtin_clzl(size - 1));
}
/// What to ask kmalloc for, to get `size` bytes aligned to `align`.
constexpr usize kmalloc_size(usize size, usize align) {
  if (align <= kKmallocAlign) {
    return size;
  }
  return power_of_two_from(size > align ? size : align);
}

}  // namespace internal

/// Physically contiguous memory. Freeing it never sleeps. What allocate() returns is null or raw
/// storage, with which safe code can do nothing but forget it.
struct Kmalloc {
  [[nodiscard]] FERRULE_STATIC_LIFETIME static void* allocate(usize size, usize align,
                                                              SleepingGfp flags) FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("kmalloc takes any size and flags; too large a size gives null") {
      return ferrule_kmalloc(internal::kmalloc_size(size, align), flags.bits());
    }
  }
  [[nodiscard]] FERRULE_STATIC_LIFETIME static void* allocate(usize size, usize align,
                                                              AtomicGfp flags) {
    FERRULE_UNSAFE("kmalloc takes any size and flags; too large a size gives null") {
      return ferrule_kmalloc(internal::kmalloc_size(size, align), flags.bits());
    }
  }
  FERRULE_UNSAFE_FN("memory came from allocate() and is not used again")
  static void free(void* memory) {
    FERRULE_UNSAFE("the contract above: kfree gets what kmalloc gave, once") {
      ferrule_kfree(memory);
    }
  }
};

/// Memory for what is large: kmalloc first, else pages that are contiguous only for the processor.
/// Having and freeing it may sleep.
struct KVmalloc {
  [[nodiscard]] FERRULE_STATIC_LIFETIME static void* allocate(usize size, usize align,
                                                              SleepingGfp flags) FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("kvmalloc takes any size and flags; too large a size gives null") {
      return ferrule_kvmalloc(internal::kmalloc_size(size, align), flags.bits());
    }
  }
  FERRULE_UNSAFE_FN("memory came from allocate() and is not used again")
  static void free(void* memory) FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the contract above: kvfree gets what kvmalloc gave, once") {
      ferrule_kvfree(memory);
    }
  }
};

}  // namespace ferrule::kernel
