// SPDX-License-Identifier: Apache-2.0 OR MIT
// Each way to write DER wrongly, at compile time.
#include "ferrule/pki/der/der.hpp"

#include <gtest/gtest.h>

#include "ferrule/pki/der/time.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::pki {
namespace {

using testing::hex;

template <usize N, typename Read>
constexpr bool fails(const ByteArray<N>& input, DerError error, Read read) {
  DerReader reader(input.span());
  const auto result = read(reader);
  return !result && result.error() == error;
}
template <usize N, typename Read, typename Value>
constexpr bool gives(const ByteArray<N>& input, const Value& value, Read read) {
  DerReader reader(input.span());
  const auto result = read(reader);
  return result && *result == value;
}
template <usize N, usize M, typename Read>
constexpr bool gives_bytes(const ByteArray<N>& input, const ByteArray<M>& value, Read read) {
  DerReader reader(input.span());
  const auto result = read(reader);
  return result && equal(*result, value.span());
}

constexpr auto kAny = [](DerReader& reader) {
  return reader.read_any().map([](const DerElement& element) { return element.content.size(); });
};
constexpr auto kSequence = [](DerReader& reader) {
  return reader.read(DerTag::Sequence).map([](Bytes content) { return content.size(); });
};
constexpr auto kBoolean = [](DerReader& reader) { return reader.read_boolean(); };
constexpr auto kDefaultFalse = [](DerReader& reader) { return reader.read_default_false(); };
constexpr auto kInteger = [](DerReader& reader) { return reader.read_integer(); };
constexpr auto kUnsigned = [](DerReader& reader) { return reader.read_unsigned(); };
constexpr auto kSmall = [](DerReader& reader) { return reader.read_small(); };
constexpr auto kBitString = [](DerReader& reader) { return reader.read_bit_string(); };
constexpr auto kNamedBits = [](DerReader& reader) { return reader.read_named_bits(); };
constexpr auto kOid = [](DerReader& reader) { return reader.read_oid(); };
constexpr auto kTime = [](DerReader& reader) { return read_time(reader); };

// Tags and lengths
static_assert(gives(hex("0500"), usize{0}, kAny) && gives(hex("300102"), usize{1}, kSequence));
static_assert(fails(hex("30"), DerError::Truncated, kAny));
static_assert(fails(hex("3001"), DerError::Truncated, kAny));
static_assert(fails(hex("3082ff"), DerError::Truncated, kAny));
static_assert(fails(hex("1f8101"), DerError::HighTagNumber, kAny));
static_assert(fails(hex("30800000"), DerError::IndefiniteLength, kAny));
static_assert(fails(hex("308105aabbccddee"), DerError::NonMinimalLength, kAny));
static_assert(fails(hex("30820080"), DerError::NonMinimalLength, kAny));
static_assert(fails(hex("3083000100"), DerError::NonMinimalLength, kAny));
static_assert(fails(hex("30850000000001"), DerError::LengthTooLarge, kAny));
static_assert(fails(hex("3084ffffffff"), DerError::Truncated, kAny));
static_assert(fails(hex("0500"), DerError::UnexpectedTag, kSequence));
constexpr auto kTwice = [](DerReader& reader) -> Result<bool, DerError> {
  return reader.read_any().has_value() && !reader.expect_end() &&
         reader.expect_end().error() == DerError::TrailingData && reader.read_any().has_value() &&
         reader.expect_end().has_value();
};
static_assert(gives(hex("05000500"), true, kTwice));

// BOOLEAN
static_assert(gives(hex("0101ff"), true, kBoolean) && gives(hex("010100"), false, kBoolean));
static_assert(fails(hex("010101"), DerError::BadBoolean, kBoolean));
static_assert(fails(hex("0100"), DerError::BadBoolean, kBoolean));
static_assert(fails(hex("0102ffff"), DerError::BadBoolean, kBoolean));
static_assert(gives(hex("0101ff"), true, kDefaultFalse) &&
              gives(hex("0500"), false, kDefaultFalse));
static_assert(fails(hex("010100"), DerError::DefaultEncoded, kDefaultFalse));

// INTEGER
static_assert(gives_bytes(hex("020100"), hex("00"), kInteger));
static_assert(gives_bytes(hex("0201ff"), hex("ff"), kInteger));
static_assert(gives_bytes(hex("02020080"), hex("80"), kUnsigned));
static_assert(gives_bytes(hex("020100"), hex("00"), kUnsigned));
static_assert(fails(hex("0200"), DerError::EmptyInteger, kInteger));
static_assert(fails(hex("0202007f"), DerError::NonMinimalInteger, kInteger));
static_assert(fails(hex("0202ff80"), DerError::NonMinimalInteger, kInteger));
static_assert(fails(hex("020180"), DerError::NegativeInteger, kUnsigned));
static_assert(gives(hex("02047fffffff"), u32{0x7fffffff}, kSmall));
static_assert(fails(hex("02050080000000"), DerError::IntegerTooLarge, kSmall));
static_assert(fails(hex("02050100000000"), DerError::IntegerTooLarge, kSmall));

// BIT STRING
static_assert(gives_bytes(hex("030300abcd"), hex("abcd"), kBitString));
static_assert(fails(hex("0300"), DerError::BadBitString, kBitString));
static_assert(fails(hex("030204f0"), DerError::BadBitString, kBitString));
static_assert(gives(hex("03020780"), u16{1}, kNamedBits));
static_assert(gives(hex("03020204"), u16{1 << 5}, kNamedBits));
static_assert(gives(hex("0303070080"), u16{1 << 8}, kNamedBits));
static_assert(gives(hex("030100"), u16{0}, kNamedBits));
static_assert(fails(hex("030101"), DerError::BadBitString, kNamedBits));
static_assert(fails(hex("03020681"), DerError::BadBitString, kNamedBits));
static_assert(fails(hex("03020880"), DerError::BadBitString, kNamedBits));
static_assert(gives(hex("03020080"), u16{1}, kNamedBits));
static_assert(gives(hex("03020106"), u16{3 << 5}, kNamedBits));
static_assert(fails(hex("0304000000ff"), DerError::BadBitString, kNamedBits));

// OBJECT IDENTIFIER
static_assert(gives_bytes(hex("0603551d13"), hex("551d13"), kOid));
static_assert(fails(hex("0600"), DerError::BadObjectId, kOid));
static_assert(fails(hex("06025580"), DerError::BadObjectId, kOid));
static_assert(fails(hex("0603558001"), DerError::BadObjectId, kOid));

// Times: 17 0d YYMMDDHHMMSSZ, 18 0f YYYYMMDDHHMMSSZ
static_assert(gives(hex("170d3730303130313030303030305a"), i64{0}, kTime));
static_assert(gives(hex("170d3439313233313233353935395a"), i64{2524607999}, kTime));
static_assert(gives(hex("170d3530303130313030303030305a"), i64{-631152000}, kTime));
static_assert(gives(hex("180f32303530303130313030303030305a"), i64{2524608000}, kTime));
static_assert(gives(hex("180f32303234303232393132333435365a"), i64{1709210096}, kTime));
static_assert(gives(hex("180f39393939313233313233353935395a"), i64{253402300799}, kTime));
static_assert(fails(hex("180f32303233303232393132333435365a"), DerError::BadTime, kTime));
static_assert(fails(hex("180f31393030303232393132333435365a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d3730303030313030303030305a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d3730313330313030303030305a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d3730303133323030303030305a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d3730303130303030303030305a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d3730303130313234303030305a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d3730303130313030363030305a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d3730303130313030303036305a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d37303031303130303030303030"), DerError::BadTime, kTime));
static_assert(fails(hex("170b373030313031303030305a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d3730303130313030303030615a"), DerError::BadTime, kTime));
static_assert(fails(hex("170d3730303130312f30303030305a"), DerError::BadTime, kTime));
static_assert(fails(hex("0500"), DerError::UnexpectedTag, kTime));

TEST(DerReader, optional_elements_are_left_when_the_tag_differs) {
  const auto input = hex("0500");
  DerReader reader(input.span());
  const auto absent = reader.read_optional(DerTag::Integer);
  ASSERT_TRUE(absent.has_value());
  EXPECT_FALSE(absent->has_value());
  const auto present = reader.read_optional(DerTag::Null);
  ASSERT_TRUE(present.has_value());
  EXPECT_TRUE(present->has_value());
  EXPECT_TRUE(reader.empty());
}

TEST(DerReader, whole_elements_include_tag_and_length) {
  const auto input = hex("3003020105");
  DerReader reader(input.span());
  const auto element = reader.read_any();
  ASSERT_TRUE(element.has_value());
  EXPECT_TRUE(equal(element->whole, input.span()));
  EXPECT_EQ(element->content.size(), 3U);
}

}  // namespace
}  // namespace ferrule::pki
