// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/extensions/key_identifiers.hpp"

#include "ferrule/core/option.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/pki/der/der.hpp"

namespace ferrule::pki {

Result<Bytes, DerError> parse_subject_key_id(Bytes value) {
  DerReader reader(value);
  TRY(const Bytes key_id, reader.read(DerTag::OctetString));
  TRYV(reader.expect_end());
  if (key_id.empty()) {
    return Err{DerError::EmptySequence};
  }
  return key_id;
}

Result<AuthorityKeyId, DerError> parse_authority_key_id(Bytes value) {
  DerReader reader(value);
  TRY(const Bytes content, reader.read(DerTag::Sequence));
  TRYV(reader.expect_end());
  DerReader fields(content);
  TRY(const Option<Bytes> key_id, fields.read_optional(context_tag(0, false)));
  TRY(const Option<Bytes> issuer, fields.read_optional(context_tag(1, true)));
  TRY(const Option<Bytes> serial, fields.read_optional(context_tag(2, false)));
  TRYV(fields.expect_end());
  return AuthorityKeyId{key_id.value_or(Bytes()), issuer.has_value(), serial.has_value()};
}

}  // namespace ferrule::pki
