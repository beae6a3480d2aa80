// SPDX-License-Identifier: Apache-2.0 OR MIT
// An allocator that counts, fails when told to, and notices what is given back wrongly.
#pragma once

#include <gtest/gtest.h>

#include <atomic>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::testing {

/// Takes from the system's heap and counts. Every block remembers its size and alignment, so that
/// giving back with others is noticed (`mistakes`). May be used from several threads.
class CountingAllocator final : public Allocator {
 public:
  CountingAllocator() = default;
  CountingAllocator(const CountingAllocator&) = delete;
  CountingAllocator& operator=(const CountingAllocator&) = delete;
  /// A test fails that leaves memory allocated, or gave some back wrongly.
  ~CountingAllocator();

  /// The handle to give away. The allocator must outlive what is made with it.
  [[nodiscard]] AllocatorRef ref() FERRULE_LIFETIMEBOUND;

  /// Allocations asked for so far, those that failed included.
  [[nodiscard]] usize allocations() const { return allocations_; }
  [[nodiscard]] usize live_blocks() const { return live_blocks_; }
  [[nodiscard]] usize live_bytes() const { return live_bytes_; }
  [[nodiscard]] usize peak_bytes() const { return peak_bytes_; }
  /// Blocks given back with a size or alignment other than they were taken with.
  [[nodiscard]] usize mistakes() const { return mistakes_; }

  /// From now on the allocation after `count` more ones fails, and so do all after it with `all`.
  void fail_after(usize count, bool all = false);
  void never_fail();
  /// An allocation was refused.
  [[nodiscard]] bool has_failed() const { return failures_ != 0; }

  /// Looks for `secret` (at most 64 bytes) in all memory that is given back.
  void watch_for(Bytes secret);
  /// Blocks that came back with the secret still in them.
  [[nodiscard]] usize secrets_returned() const { return secrets_returned_; }

  void* allocate(usize size, usize align) noexcept override;
  void deallocate(void* memory, usize size, usize align) noexcept override;

 private:
  static constexpr usize kNever = static_cast<usize>(-1);

  std::atomic<usize> allocations_{0};
  std::atomic<usize> live_blocks_{0};
  std::atomic<usize> live_bytes_{0};
  std::atomic<usize> peak_bytes_{0};
  std::atomic<usize> mistakes_{0};
  std::atomic<usize> failures_{0};
  std::atomic<usize> secrets_returned_{0};
  std::atomic<usize> fail_at_{kNever};
  std::atomic<bool> fail_all_{false};
  FixedBytes<64> secret_;

  [[nodiscard]] bool shall_fail(usize number) const;
};

/// Runs `body(AllocatorRef)` with its first allocation failing, then its second, and so on until
/// none is left to fail. `body` answers whether it succeeded: it must not when an allocation was
/// refused, and must when none was. No run may leak. Returns the number of allocations of `body`.
template <typename Body>
usize fail_each_allocation(Body&& body) {
  constexpr usize kTooMany = 1'000'000;
  for (usize n = 0; n < kTooMany; ++n) {
    CountingAllocator allocator;
    allocator.fail_after(n);
    const bool succeeded = body(allocator.ref());
    EXPECT_EQ(allocator.live_bytes(), 0U) << "leaked when allocation " << n << " failed";
    EXPECT_NE(succeeded, allocator.has_failed()) << "wrong outcome at allocation " << n;
    if (!allocator.has_failed()) {
      return allocator.allocations();
    }
  }
  ADD_FAILURE() << "allocates without end";
  return kTooMany;
}

}  // namespace ferrule::testing
