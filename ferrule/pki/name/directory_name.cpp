// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/name/directory_name.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/pki/name/dns_name.hpp"

namespace ferrule::pki {

namespace {

bool is_text(DerTag tag) {
  return tag == DerTag::Utf8String || tag == DerTag::PrintableString || tag == DerTag::Ia5String;
}

/// Hands out the bytes of a text in lower case, with blanks at the ends removed and inner ones run
/// together.
class FERRULE_VIEW FoldedText {
 public:
  explicit FoldedText(Bytes text FERRULE_LIFETIMEBOUND) : rest_{text} { skip_blanks(); }

  Option<u8> next() {
    if (rest_.empty()) {
      return kNone;
    }
    const u8 character = rest_.front();
    rest_ = rest_.subspan(1);
    if (character != ' ') {
      return internal::lower(character);
    }
    skip_blanks();
    return rest_.empty() ? Option<u8>() : Option<u8>(u8{' '});
  }

 private:
  Bytes rest_;

  void skip_blanks() {
    while (!rest_.empty() && rest_.front() == ' ') {
      rest_ = rest_.subspan(1);
    }
  }
};

bool equal_text(Bytes a, Bytes b) {
  FoldedText left(a);
  FoldedText right(b);
  while (true) {
    const Option<u8> l = left.next();
    const Option<u8> r = right.next();
    if (!(l == r)) {
      return false;
    }
    if (!l) {
      return true;
    }
  }
}

bool equal_value(const DerElement& a, const DerElement& b) {
  return is_text(a.tag) && is_text(b.tag) ? equal_text(a.content, b.content)
                                          : equal(a.whole, b.whole);
}

Result<NameAttribute, DerError> read_attribute(DerReader& set FERRULE_LIFETIMEBOUND) {
  TRY(const Bytes content, set.read(DerTag::Sequence));
  DerReader fields(content);
  TRY(const Bytes name, fields.read_oid());
  TRY(const DerElement value, fields.read_any());
  TRYV(fields.expect_end());
  return NameAttribute{name, value};
}

/// Both RDNs have equal attributes.
Result<bool, DerError> equal_rdn(Bytes a, Bytes b) {
  DerReader left(a);
  DerReader right(b);
  while (!left.empty() && !right.empty()) {
    TRY(const NameAttribute l, read_attribute(left));
    TRY(const NameAttribute r, read_attribute(right));
    if (!equal(l.oid, r.oid) || !equal_value(l.value, r.value)) {
      return false;
    }
  }
  return left.empty() && right.empty();
}

Result<bool, DerError> starts_with(Bytes name, Bytes base) {
  DerReader wanted(base);
  DerReader given(name);
  while (!wanted.empty()) {
    if (given.empty()) {
      return false;
    }
    TRY(const Bytes wanted_rdn, wanted.read(DerTag::Set));
    TRY(const Bytes given_rdn, given.read(DerTag::Set));
    TRY(const bool same, equal_rdn(given_rdn, wanted_rdn));
    if (!same) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool is_within_directory(Bytes name, Bytes base) { return starts_with(name, base).value_or(false); }

Option<NameAttribute> NameAttributes::next() {
  while (rdn_.empty()) {
    if (rest_.empty()) {
      return kNone;
    }
    DerReader names(rest_);
    rdn_ = names.read(DerTag::Set).value_or(Bytes());
    rest_ = rdn_.empty() ? Bytes() : names.rest();
  }
  DerReader set(rdn_);
  Option<NameAttribute> attribute = read_attribute(set).ok();
  rdn_ = attribute ? set.rest() : Bytes();
  return attribute;
}

}  // namespace ferrule::pki
