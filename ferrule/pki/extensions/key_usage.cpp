// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/extensions/key_usage.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/pki/der/der.hpp"
#include "ferrule/pki/oid.hpp"

namespace ferrule::pki {

namespace {

bool lists(Bytes extended_key_usage, Bytes wanted) {
  DerReader reader(extended_key_usage);
  while (!reader.empty()) {
    const Result<Bytes, DerError> listed = reader.read_oid();
    if (!listed) {
      return false;
    }
    if (equal(*listed, wanted)) {
      return true;
    }
  }
  return false;
}

}  // namespace

Result<KeyUsageBits, DerError> parse_key_usage(Bytes value) {
  DerReader reader(value);
  TRY(const u16 bits, reader.read_named_bits());
  TRYV(reader.expect_end());
  if (bits == 0) {
    return Err{DerError::BadBitString};  // "at least one of the bits MUST be set to 1"
  }
  return bits;
}

Result<Bytes, DerError> parse_extended_key_usage(Bytes value) {
  DerReader reader(value);
  TRY(const Bytes content, reader.read(DerTag::Sequence));
  TRYV(reader.expect_end());
  if (content.empty()) {
    return Err{DerError::EmptySequence};
  }
  DerReader purposes(content);
  while (!purposes.empty()) {
    TRYV(purposes.read_oid());
  }
  return content;
}

bool allows_purpose(Bytes extended_key_usage, Purpose purpose) {
  return lists(extended_key_usage, oid_of(purpose));
}

bool allows_any_purpose(Bytes extended_key_usage) {
  return lists(extended_key_usage, oid::kAnyExtendedKeyUsage);
}

Bytes oid_of(Purpose purpose) {
  return purpose == Purpose::ServerAuth ? oid::kServerAuth.span() : oid::kClientAuth.span();
}

}  // namespace ferrule::pki
