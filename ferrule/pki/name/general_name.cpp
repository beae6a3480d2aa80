// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/name/general_name.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/pki/der/der.hpp"

namespace ferrule::pki {

namespace {

constexpr bool is_constructed(GeneralNameType type) {
  return type == GeneralNameType::OtherName || type == GeneralNameType::X400Address ||
         type == GeneralNameType::Directory || type == GeneralNameType::EdiParty;
}

}  // namespace

Result<GeneralName, DerError> take_general_name(Bytes& rest) {
  DerReader reader(rest);
  TRY(const DerElement element, reader.read_any());
  const u8 number = static_cast<u8>(element.tag) & 0x1f;
  if (number > static_cast<u8>(GeneralNameType::RegisteredId)) {
    return Err{DerError::UnexpectedTag};
  }
  const GeneralNameType type = static_cast<GeneralNameType>(number);
  if (element.tag != context_tag(number, is_constructed(type))) {
    return Err{DerError::UnexpectedTag};
  }
  Bytes value = element.content;
  if (type == GeneralNameType::Directory) {
    DerReader name(value);  // Name is a CHOICE, and so the tag [4] is explicit
    TRY(value, name.read(DerTag::Sequence));
    TRYV(name.expect_end());
  }
  rest = reader.rest();
  return GeneralName{type, value};
}

Option<GeneralName> GeneralNames::next() {
  if (rest_.empty()) {
    return kNone;
  }
  return take_general_name(rest_).ok();
}

}  // namespace ferrule::pki
