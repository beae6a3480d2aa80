// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/writer.hpp"

#include <vector>

#include "tests/support/allocators.hpp"
#include "tests/support/both.hpp"
#include "tests/support/hex.hpp"

namespace ferrule {
namespace {

using testing::Heap;
using testing::hex;

constexpr void write_nested(Writer& writer) {
  writer.u8(0x01);
  writer.prefixed_u24([](Writer& message) {
    message.u16(0x0303);
    message.prefixed_u16([](Writer& list) {
      list.prefixed_u8([](Writer& name) { name.bytes(hex("aabb").span()); });
      list.prefixed_u8([](Writer&) {});
    });
    message.u24(0x010203);
  });
  writer.u32(0x04050607);
  writer.u64(0x08090a0b0c0d0e0f);
}
constexpr auto kNested =
    hex("01"
        "00000b"
        "0303"
        "0004"
        "02aabb"
        "00"
        "010203"
        "04050607"
        "08090a0b0c0d0e0f");

constexpr bool nested_blocks_know_their_lengths() {
  Heap heap;
  ByteVec out(heap.ref());
  CHECK(out.push(0xee).has_value());
  Writer writer(out);
  write_nested(writer);
  CHECK(writer.finish().has_value() && *writer.finish() == kNested.size());
  CHECK(equal(writer.written(), kNested.span()));
  CHECK(out.size() == kNested.size() + 1 && out[0] == 0xee);
  return true;
}
BOTH(Writer, nested_blocks_know_their_lengths)

constexpr bool fills_a_buffer_of_any_size_or_says_no() {
  Array<u8, kNested.size() + 1> buffer{};
  for (usize room = 0; room <= buffer.size(); ++room) {
    buffer.span().fill(0x55);
    Writer writer(buffer.span().first(room));
    write_nested(writer);
    const Result<usize, WriteError> written = writer.finish();
    CHECK(written.has_value() == (room >= kNested.size()));
    CHECK(written || written.error() == WriteError::NoSpace);
    CHECK(!written || equal(buffer.span().first(kNested.size()), kNested.span()));
    for (const u8 beyond : buffer.span().subspan(room)) {
      CHECK(beyond == 0x55);
    }
  }
  return true;
}
BOTH(Writer, fills_a_buffer_of_any_size_or_says_no)

constexpr bool the_first_failure_sticks() {
  Array<u8, 4> buffer{};
  Writer writer(buffer.span());
  writer.u24(0x01000000);
  writer.u8(1);
  CHECK(writer.finish().error() == WriteError::LengthOverflow);
  writer.fail(WriteError::NoSpace);
  CHECK(writer.finish().error() == WriteError::LengthOverflow);
  CHECK(writer.size() == 0);
  return true;
}
BOTH(Writer, the_first_failure_sticks)

/// What finish() says about a block of `size` bytes behind a prefix of `width` bytes.
Result<usize, WriteError> block_of(usize width, usize size) {
  testing::CountingAllocator allocator;
  ByteVec out(allocator.ref());
  const std::vector<u8> content(size, u8{7});
  Writer writer(out);
  const auto body = [&content](Writer& block) { block.bytes(content); };
  if (width == 1) {
    writer.prefixed_u8(body);
  } else if (width == 2) {
    writer.prefixed_u16(body);
  } else {
    writer.prefixed_u24(body);
  }
  return writer.finish();
}

TEST(WriterTest, every_prefix_width_overflows_after_its_largest_length) {
  for (usize width = 1; width <= 3; ++width) {
    const usize most = (usize{1} << (8 * width)) - 1;
    const Result<usize, WriteError> fits = block_of(width, most);
    ASSERT_TRUE(fits) << width;
    EXPECT_EQ(*fits, most + width);
    const Result<usize, WriteError> over = block_of(width, most + 1);
    ASSERT_FALSE(over) << width;
    EXPECT_EQ(over.error(), WriteError::LengthOverflow);
  }
}

bool write_to_vec(AllocatorRef allocator) {
  ByteVec out(allocator);
  Writer writer(out);
  for (int i = 0; i < 10; ++i) {
    write_nested(writer);
  }
  const Result<usize, WriteError> written = writer.finish();
  EXPECT_TRUE(written || written.error() == WriteError::OutOfMemory);
  return written.has_value();
}

TEST(WriterTest, no_memory_is_an_error_at_every_allocation) {
  EXPECT_GT(testing::fail_each_allocation(write_to_vec), 3U);
}

}  // namespace
}  // namespace ferrule
