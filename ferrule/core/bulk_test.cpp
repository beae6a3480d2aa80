// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/bulk.hpp"

#include "ferrule/core/array.hpp"
#include "tests/support/both.hpp"

namespace ferrule {
namespace {

constexpr bool zip_visits_every_pair_in_order() {
  Array<u32, 4> sums{};
  const Array<u32, 4> a{1, 2, 3, 4};
  const Array<u32, 4> b{10, 20, 30, 40};
  zip(sums.span(), a.span(), b.span(), [](u32& out, u32 x, u32 y) { out = x + y; });
  CHECK(sums == Array<u32, 4>{11, 22, 33, 44});
  u32 folded = 0;
  zip(a.span(), b.span(), [&folded](u32 x, u32 y) { folded = folded * 7 + x * y; });
  CHECK(folded == ((10U * 7 + 40) * 7 + 90) * 7 + 160);
  zip(Bytes(), Bytes(), [&folded](u8, u8) { folded = 0; });
  CHECK(folded != 0);
  return true;
}
BOTH(Bulk, zip_visits_every_pair_in_order)

constexpr bool chunks_leave_the_rest() {
  Array<u8, 11> bytes{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  u32 calls = 0;
  const MutBytes rest = chunks<4>(bytes.span(), [&calls](Chunk<u8, 4> chunk) {
    ++calls;
    chunk[3] = static_cast<u8>(chunk[0] + chunk.span().size());
  });
  CHECK(calls == 2);
  CHECK(bytes == Array<u8, 11>{0, 1, 2, 4, 4, 5, 6, 8, 8, 9, 10});
  CHECK(rest.size() == 3 && rest[0] == 8);
  const MutBytes all = chunks<16>(bytes.span(), [&calls](Chunk<u8, 16>) { ++calls; });
  CHECK(all.size() == 11);
  CHECK(calls == 2);
  const MutBytes none = chunks<11>(bytes.span(), [&calls](Chunk<u8, 11>) { ++calls; });
  CHECK(none.empty());
  CHECK(calls == 3);
  return true;
}
BOTH(Bulk, chunks_leave_the_rest)

constexpr bool for_each_index_counts() {
  Array<usize, 5> places{};
  for_each_index(places.span(), [](usize index, usize& place) { place = index * index; });
  CHECK(places == Array<usize, 5>{0, 1, 4, 9, 16});
  return true;
}
BOTH(Bulk, for_each_index_counts)

constexpr bool xor_twice_restores() {
  Array<u8, 3> bytes{1, 2, 3};
  const Array<u8, 3> mask{0xff, 0x0f, 0x00};
  xor_into(bytes.span(), mask.span());
  CHECK(bytes == Array<u8, 3>{0xfe, 0x0d, 0x03});
  xor_into(bytes.span(), mask.span());
  CHECK(bytes == Array<u8, 3>{1, 2, 3});
  return true;
}
BOTH(Bulk, xor_twice_restores)

TEST(BulkDeathTest, unequal_sizes_trap_before_the_first_call) {
  Array<u8, 3> three{};
  const Array<u8, 4> four{};
  EXPECT_DEATH(xor_into(three.span(), four.span()), "");
  EXPECT_DEATH(zip(three.span(), three.span(), four.span(), [](u8&, u8&, const u8&) {}), "");
}

TEST(BulkDeathTest, chunk_index_traps) {
  Array<u8, 4> bytes{};
  EXPECT_DEATH(chunks<4>(bytes.span(), [](Chunk<u8, 4> chunk) { chunk[4] = 1; }), "");
}

}  // namespace
}  // namespace ferrule
