// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/system_allocator.hpp"

#include <cstddef>
#include <cstdlib>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

namespace {

class SystemAllocator final : public Allocator {
 public:
  void* allocate(usize size, usize align) noexcept override {
    UNSAFE("malloc and aligned_alloc take any size; the alignment is a power of two by contract") {
      if (align <= alignof(std::max_align_t)) {
        return std::malloc(size);
      }
      // aligned_alloc wants a multiple of the alignment.
      const usize rounded = (size + align - 1) & ~(align - 1);
      return rounded < size ? nullptr : std::aligned_alloc(align, rounded);
    }
  }

  void deallocate(void* memory, usize, usize) noexcept override {
    UNSAFE("memory came from allocate, which took it from the heap that free returns it to") {
      std::free(memory);
    }
  }
};

// It has no state, so that threads share nothing; not const because Allocator's functions are not.
FERRULE_SYNC constinit SystemAllocator system_heap;

}  // namespace

AllocatorRef system_allocator() {
  UNSAFE("the allocator has static storage and no destructor to run: it outlives every handle") {
    return AllocatorRef::from(system_heap);
  }
}

}  // namespace ferrule
