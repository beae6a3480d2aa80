// SPDX-License-Identifier: Apache-2.0 OR MIT
// A strict reader of DER (ITU-T X.690) in place: one encoding per value, everything else is an
// error.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/der/der_error.hpp"

namespace ferrule::pki {

/// Identifier octets (X.690, 8.1.2).
enum class DerTag : u8 {
  Boolean = 0x01,
  Integer = 0x02,
  BitString = 0x03,
  OctetString = 0x04,
  Null = 0x05,
  ObjectId = 0x06,
  Utf8String = 0x0c,
  PrintableString = 0x13,
  Ia5String = 0x16,
  UtcTime = 0x17,
  GeneralizedTime = 0x18,
  Sequence = 0x30,
  Set = 0x31,
};
/// The tag [number], primitive or constructed.
[[nodiscard]] constexpr DerTag context_tag(u8 number, bool constructed) {
  return static_cast<DerTag>(0x80 | (constructed ? 0x20 : 0) | number);
}

struct FERRULE_VIEW DerElement {
  DerTag tag = DerTag::Null;
  Bytes content;
  /// Tag and length included.
  Bytes whole;
};

class FERRULE_VIEW DerReader {
 public:
  explicit constexpr DerReader(Bytes input FERRULE_LIFETIMEBOUND) : input_(input) {}

  [[nodiscard]] constexpr bool empty() const { return input_.empty(); }
  /// What has not been read yet.
  [[nodiscard]] constexpr Bytes rest() const { return input_.rest(); }
  [[nodiscard]] constexpr bool next_is(DerTag tag) const {
    const Bytes rest = input_.rest();
    return !rest.empty() && rest[0] == static_cast<u8>(tag);
  }
  [[nodiscard]] constexpr Result<void, DerError> expect_end() const {
    return empty() ? Result<void, DerError>(ok()) : Err{DerError::TrailingData};
  }

  [[nodiscard]] FERRULE_STABLE constexpr Result<DerElement, DerError> read_any() {
    const Bytes before = input_.rest();
    FERRULE_TRY(const u8 tag, byte());
    if ((tag & 0x1f) == 0x1f) {
      return Err{DerError::HighTagNumber};
    }
    FERRULE_TRY(const usize length, read_length());
    Result<Bytes, ReadError> content = input_.take(length);
    if (!content) {
      return Err{DerError::Truncated};
    }
    const usize used = before.size() - input_.remaining();
    return DerElement{static_cast<DerTag>(tag), *content, before.first(used)};
  }
  /// The content of the next element, which has this tag.
  [[nodiscard]] FERRULE_STABLE constexpr Result<Bytes, DerError> read(DerTag tag) {
    FERRULE_TRY(const DerElement element, read_whole(tag));
    return element.content;
  }
  [[nodiscard]] FERRULE_STABLE constexpr Result<DerElement, DerError> read_whole(DerTag tag) {
    if (empty()) {
      return Err{DerError::Truncated};
    }
    if (!next_is(tag)) {
      return Err{DerError::UnexpectedTag};
    }
    return read_any();
  }
  /// The content of the next element if it has this tag.
  [[nodiscard]] FERRULE_STABLE constexpr Result<Option<Bytes>, DerError> read_optional(DerTag tag) {
    if (!next_is(tag)) {
      return Option<Bytes>();
    }
    FERRULE_TRY(const Bytes content, read(tag));
    return Option<Bytes>(content);
  }

  [[nodiscard]] constexpr Result<bool, DerError> read_boolean() {
    FERRULE_TRY(const Bytes content, read(DerTag::Boolean));
    if (content.size() != 1 || (content[0] != 0x00 && content[0] != 0xff)) {
      return Err{DerError::BadBoolean};
    }
    return content[0] == 0xff;
  }
  /// BOOLEAN DEFAULT FALSE: when it is there, it is TRUE.
  [[nodiscard]] constexpr Result<bool, DerError> read_default_false() {
    if (!next_is(DerTag::Boolean)) {
      return false;
    }
    FERRULE_TRY(const bool value, read_boolean());
    if (!value) {
      return Err{DerError::DefaultEncoded};
    }
    return true;
  }

  /// The content of an INTEGER of any sign.
  [[nodiscard]] FERRULE_STABLE constexpr Result<Bytes, DerError> read_integer() {
    FERRULE_TRY(const Bytes content, read(DerTag::Integer));
    FERRULE_TRYV(check_integer(content));
    return content;
  }
  /// The magnitude of an INTEGER >= 0, without a leading zero byte (0 is one zero byte).
  [[nodiscard]] FERRULE_STABLE constexpr Result<Bytes, DerError> read_unsigned() {
    FERRULE_TRY(const Bytes content, read_integer());
    if (content[0] >= 0x80) {
      return Err{DerError::NegativeInteger};
    }
    return content[0] == 0 && content.size() > 1 ? content.subspan(1) : content;
  }
  /// An INTEGER of 0 to 2^31 - 1.
  [[nodiscard]] constexpr Result<u32, DerError> read_small() {
    FERRULE_TRY(const Bytes magnitude, read_unsigned());
    if (magnitude.size() > 4 || (magnitude.size() == 4 && magnitude[0] >= 0x80)) {
      return Err{DerError::IntegerTooLarge};
    }
    u32 value = 0;
    for (const u8 byte : magnitude) {
      value = value << 8 | byte;
    }
    return value;
  }

  /// A BIT STRING of whole bytes.
  [[nodiscard]] FERRULE_STABLE constexpr Result<Bytes, DerError> read_bit_string() {
    FERRULE_TRY(const Bytes content, read(DerTag::BitString));
    if (content.empty() || content[0] != 0) {
      return Err{DerError::BadBitString};
    }
    return content.subspan(1);
  }
  /// A BIT STRING with a list of names: bit n becomes 1 << n; bits from 16 on are refused. Trailing
  /// zero bits should be left out (X.690, 11.2.2). Two roots that browsers trust have them; they
  /// cannot change the value, and so they are let pass.
  [[nodiscard]] constexpr Result<u16, DerError> read_named_bits();
  /// The content of an OBJECT IDENTIFIER.
  [[nodiscard]] FERRULE_STABLE constexpr Result<Bytes, DerError> read_oid() {
    FERRULE_TRY(const Bytes content, read(DerTag::ObjectId));
    FERRULE_TRYV(check_oid(content));
    return content;
  }

  [[nodiscard]] static constexpr Result<void, DerError> check_integer(Bytes content);
  [[nodiscard]] static constexpr Result<void, DerError> check_oid(Bytes content);

 private:
  Reader input_;

  [[nodiscard]] constexpr Result<u8, DerError> byte() {
    Result<u8, ReadError> byte = input_.read_u8();
    if (!byte) {
      return Err{DerError::Truncated};
    }
    return *byte;
  }
  [[nodiscard]] constexpr Result<usize, DerError> read_length();
};

constexpr Result<usize, DerError> DerReader::read_length() {
  FERRULE_TRY(const u8 first, byte());
  if (first < 0x80) {
    return usize{first};
  }
  if (first == 0x80) {
    return Err{DerError::IndefiniteLength};
  }
  const u32 width = first & 0x7fu;
  if (width > 4) {
    return Err{DerError::LengthTooLarge};
  }
  usize length = 0;
  for (u32 i = 0; i < width; ++i) {
    FERRULE_TRY(const u8 next, byte());
    length = length << 8 | next;
  }
  if (length < 0x80 || length >> (8 * (width - 1)) == 0) {
    return Err{DerError::NonMinimalLength};
  }
  return length;
}

constexpr Result<u16, DerError> DerReader::read_named_bits() {
  FERRULE_TRY(const Bytes content, read(DerTag::BitString));
  if (content.empty() || content[0] > 7 || content.size() > 3) {
    return Err{DerError::BadBitString};
  }
  const Bytes bytes = content.subspan(1);
  const u32 unused = content[0];
  if (bytes.empty()) {
    return unused == 0 ? Result<u16, DerError>(u16{0}) : Err{DerError::BadBitString};
  }
  const u32 last = bytes.back();
  if ((last & ((1u << unused) - 1)) != 0) {
    return Err{DerError::BadBitString};
  }
  u32 bits = 0;
  for (u32 i = 0; i < bytes.size() * 8; ++i) {
    if ((bytes[i / 8] & (0x80u >> (i % 8))) != 0) {
      bits |= 1u << i;
    }
  }
  return static_cast<u16>(bits);
}

constexpr Result<void, DerError> DerReader::check_integer(Bytes content) {
  if (content.empty()) {
    return Err{DerError::EmptyInteger};
  }
  if (content.size() > 1) {
    const bool sign_is_repeated =
        (content[0] == 0x00 && content[1] < 0x80) || (content[0] == 0xff && content[1] >= 0x80);
    if (sign_is_repeated) {
      return Err{DerError::NonMinimalInteger};
    }
  }
  return ok();
}

constexpr Result<void, DerError> DerReader::check_oid(Bytes content) {
  if (content.empty() || content.back() >= 0x80) {
    return Err{DerError::BadObjectId};
  }
  bool starts_arc = true;
  for (const u8 byte : content) {
    if (starts_arc && byte == 0x80) {
      return Err{DerError::BadObjectId};
    }
    starts_arc = byte < 0x80;
  }
  return ok();
}

}  // namespace ferrule::pki
