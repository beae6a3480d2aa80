// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/reader.hpp"

#include "tests/support/both.hpp"
#include "tests/support/hex.hpp"

namespace ferrule {
namespace {

using testing::hex;

constexpr bool reads_big_endian() {
  constexpr auto kInput = hex("0102030405060708090a0b0c0d0e0f1011121314");
  Reader reader(kInput.span());
  CHECK(*reader.read_u8() == 0x01);
  CHECK(*reader.read_u16() == 0x0203);
  CHECK(*reader.read_u24() == 0x040506);
  CHECK(*reader.read_u32() == 0x0708090a);
  CHECK(*reader.read_u64() == 0x0b0c0d0e0f101112);
  CHECK(reader.remaining() == 2 && !reader.empty());
  CHECK(reader.expect_empty().error() == ReadError::TrailingData);
  CHECK((*reader.read_array<2>() == Array<u8, 2>{0x13, 0x14}));
  CHECK(reader.empty() && reader.expect_empty().has_value());
  return true;
}
BOTH(Reader, reads_big_endian)

constexpr bool reads_vectors_in_place() {
  constexpr auto kInput = hex("02aabb0001cc000003ddeeff00");
  Reader reader(kInput.span());
  CHECK(equal(*reader.read_vector_u8(), hex("aabb").span()));
  CHECK(equal(*reader.read_vector_u16(), hex("cc").span()));
  CHECK(equal(*reader.read_vector_u24(), hex("ddeeff").span()));
  CHECK((*reader.read_vector_u8()).empty());
  CHECK(reader.expect_empty().has_value());
  return true;
}
BOTH(Reader, reads_vectors_in_place)

constexpr Result<void, ReadError> read_message(Bytes input) {
  Reader reader(input);
  FERRULE_TRYV(reader.read_u8());
  FERRULE_TRYV(reader.read_u16());
  FERRULE_TRYV(reader.read_u24());
  FERRULE_TRYV(reader.read_u32());
  FERRULE_TRYV(reader.read_u64());
  FERRULE_TRYV(reader.read_vector_u8());
  FERRULE_TRYV(reader.read_vector_u16());
  FERRULE_TRYV(reader.read_vector_u24());
  FERRULE_TRYV(reader.read_array<4>());
  return reader.expect_empty();
}

constexpr bool is_truncated_at_every_length() {
  constexpr auto kMessage =
      hex("010203040506070809"
          "0a0b0c0d0e0f101112"
          "02aabb"
          "0003aabbcc"
          "000001dd"
          "01020304");
  CHECK(read_message(kMessage.span()).has_value());
  for (usize length = 0; length < kMessage.size(); ++length) {
    const Result<void, ReadError> read = read_message(kMessage.span().first(length));
    CHECK(!read && read.error() == ReadError::Truncated);
  }
  return true;
}
BOTH(Reader, is_truncated_at_every_length)

constexpr bool a_failed_read_takes_nothing() {
  constexpr auto kInput = hex("0102");
  Reader reader(kInput.span());
  CHECK(!reader.read_u24() && !reader.read_u64() && !reader.take(3));
  CHECK(reader.remaining() == 2);
  CHECK(*reader.read_u16() == 0x0102);
  CHECK(!reader.read_u8());
  return true;
}
BOTH(Reader, a_failed_read_takes_nothing)

constexpr bool takes_the_rest() {
  constexpr auto kInput = hex("010203");
  Reader reader(kInput.span());
  CHECK(*reader.read_u8() == 1);
  CHECK(reader.rest().size() == 2);
  CHECK(equal(reader.take_rest(), hex("0203").span()));
  CHECK(reader.empty() && reader.take_rest().empty());
  CHECK((*reader.take(0)).empty());
  return true;
}
BOTH(Reader, takes_the_rest)

}  // namespace
}  // namespace ferrule
