// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where memory comes from. core allocates nothing by itself: containers hold an AllocatorRef that
// somebody gave.
#pragma once

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

/// The allocator had no memory to give.
struct AllocError {
  constexpr bool operator==(const AllocError&) const = default;
};

/// A source of memory, implemented by the user or by io/system_allocator.hpp. It may be called from
/// several threads when objects that hold it are used from several.
class Allocator {
 public:
  /// `size` bytes (never 0) aligned to `align` (a power of two), or null.
  virtual void* allocate(usize size, usize align) noexcept = 0;
  /// Takes back what `allocate` gave for the same size and alignment.
  virtual void deallocate(void* memory, usize size, usize align) noexcept = 0;

 protected:
  ~Allocator() = default;
};

/// A handle to an Allocator that is known to outlive everything allocated from it.
class FERRULE_OWNER AllocatorRef {
 public:
  FERRULE_UNSAFE_FN("the allocator outlives every container and object made with this handle")
  static constexpr AllocatorRef from(Allocator& allocator) { return AllocatorRef(allocator); }

  FERRULE_UNSAFE_FN(
      "the memory is used as raw storage and given back with the same size and alignment")
  void* allocate(usize size, usize align) const noexcept {
    FERRULE_UNSAFE("from() demands that the allocator outlives this handle") {
      return allocator_->allocate(size, align);
    }
  }
  FERRULE_UNSAFE_FN(
      "memory came from allocate() with the same size and alignment, and is not used again")
  void deallocate(void* memory, usize size, usize align) const noexcept {
    FERRULE_UNSAFE("from() demands that the allocator outlives this handle") {
      allocator_->deallocate(memory, size, align);
    }
  }

 private:
  explicit constexpr AllocatorRef(Allocator& allocator) : allocator_{&allocator} {}

  Allocator* allocator_;
};

}  // namespace ferrule
