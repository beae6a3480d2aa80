// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/extensions/name_constraints.hpp"

#include "ferrule/core/option.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/pki/der/der.hpp"

namespace ferrule::pki {

namespace {

/// GeneralSubtrees: SEQUENCE SIZE (1..MAX) OF GeneralSubtree.
Result<Bytes, DerError> read_subtrees(DerReader& reader FERRULE_LIFETIMEBOUND, u8 number) {
  TRY(const Option<Bytes> subtrees, reader.read_optional(context_tag(number, true)));
  if (!subtrees) {
    return Bytes();
  }
  if (subtrees->empty()) {
    return Err{DerError::EmptySequence};
  }
  DerReader each(*subtrees);
  while (!each.empty()) {
    TRYV(each.read(DerTag::Sequence));
  }
  return *subtrees;
}

}  // namespace

Result<NameConstraints, DerError> parse_name_constraints(Bytes value) {
  DerReader reader(value);
  TRY(const Bytes content, reader.read(DerTag::Sequence));
  TRYV(reader.expect_end());
  DerReader fields(content);
  TRY(const Bytes permitted, read_subtrees(fields, 0));
  TRY(const Bytes excluded, read_subtrees(fields, 1));
  TRYV(fields.expect_end());
  if (permitted.empty() && excluded.empty()) {
    return Err{DerError::EmptySequence};
  }
  return NameConstraints{permitted, excluded};
}

}  // namespace ferrule::pki
