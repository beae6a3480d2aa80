// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/allocators.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "ferrule/io/system_allocator.hpp"

namespace ferrule::testing {

namespace {

/// Stands before each block, which keeps the alignment it asked for behind `front()` bytes.
struct Header {
  usize size;
  usize align;
};

constexpr usize front(usize align) { return std::max(align, sizeof(Header)); }
constexpr usize block_align(usize align) { return std::max(align, alignof(Header)); }

UNSAFE_FN("block starts a fresh block of front(align) + size bytes")
void* start_block(void* block, Header header) {
  UNSAFE("the block has room for a Header and, behind front(align) bytes, for the caller's") {
    std::memcpy(block, &header, sizeof(header));
    return static_cast<u8*>(block) + front(header.align);
  }
}

UNSAFE_FN("memory was made by start_block with this alignment")
void* block_of(void* memory, usize align) {
  UNSAFE("start_block moved forward by the same number of bytes") {
    return static_cast<u8*>(memory) - front(align);
  }
}

UNSAFE_FN("block was made by start_block")
Header header_of(const void* block) {
  Header header{};
  UNSAFE("start_block put a Header here") {
    std::memcpy(&header, block, sizeof(header));
  }
  return header;
}

UNSAFE_FN("memory holds size bytes")
bool contains(const void* memory, usize size, Bytes needle) {
  UNSAFE("both views cover what the caller and the span say, and end with this function") {
    const std::string_view all(static_cast<const char*>(memory), size);
    const std::string_view part(reinterpret_cast<const char*>(needle.data()), needle.size());
    return all.find(part) != std::string_view::npos;
  }
}

}  // namespace

CountingAllocator::~CountingAllocator() {
  EXPECT_EQ(live_blocks_, 0U) << "blocks were never given back";
  EXPECT_EQ(mistakes_, 0U) << "blocks were given back with another size or alignment";
}

AllocatorRef CountingAllocator::ref() {
  UNSAFE("the destructor reports every test that breaks the contract by leaking") {
    return AllocatorRef::from(*this);
  }
}

void CountingAllocator::fail_after(usize count, bool all) {
  fail_all_ = all;
  fail_at_ = allocations_ + count;
}

void CountingAllocator::never_fail() {
  fail_all_ = false;
  fail_at_ = kNever;
}

void CountingAllocator::watch_for(Bytes secret) {
  secret_.clear();
  EXPECT_TRUE(secret_.append(secret)) << "the secret to watch for is too long";
}

bool CountingAllocator::shall_fail(usize number) const {
  return fail_all_ ? number >= fail_at_ : number == fail_at_;
}

void* CountingAllocator::allocate(usize size, usize align) noexcept {
  if (shall_fail(allocations_++)) {
    ++failures_;
    return nullptr;
  }
  UNSAFE("the block has room for the header before the caller's bytes, and starts aligned") {
    void* const block = system_allocator().allocate(front(align) + size, block_align(align));
    if (block == nullptr) {
      return nullptr;
    }
    ++live_blocks_;
    const usize live = live_bytes_ += size;
    usize peak = peak_bytes_;
    while (peak < live && !peak_bytes_.compare_exchange_weak(peak, live)) {
    }
    return start_block(block, Header{size, align});
  }
}

void CountingAllocator::deallocate(void* memory, usize size, usize align) noexcept {
  UNSAFE("memory is the caller's part of a block of allocate; a wrong alignment ends the program") {
    void* const block = block_of(memory, align);
    const Header header = header_of(block);
    if (header.size != size || header.align != align) {
      ++mistakes_;
    }
    if (!secret_.empty() && contains(memory, header.size, secret_.span())) {
      ++secrets_returned_;
    }
    --live_blocks_;
    live_bytes_ -= header.size;
    system_allocator().deallocate(block, front(align) + header.size, block_align(align));
  }
}

}  // namespace ferrule::testing
