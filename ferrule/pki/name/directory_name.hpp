// SPDX-License-Identifier: Apache-2.0 OR MIT
// Distinguished names (RFC 5280, 4.1.2.4 and 7.1), as the content of an RDNSequence.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/der/der.hpp"

namespace ferrule::pki {

/// Whether `name` starts with all of `base`: it lies in the subtree. Values of UTF8String,
/// PrintableString and IA5String are compared without regard to the case of ASCII letters, to
/// blanks at either end and to the number of inner blanks, and across these types; all others byte
/// by byte. Unicode is not normalised: names that differ only so are taken for different. Parts of
/// an RDN with several attributes are compared in the order they stand in.
[[nodiscard]] bool is_within_directory(Bytes name, Bytes base);

struct FERRULE_VIEW NameAttribute {
  Bytes oid;
  DerElement value;
};

/// Goes through the attributes of a well-formed name.
class FERRULE_VIEW NameAttributes {
 public:
  explicit constexpr NameAttributes(Bytes name FERRULE_LIFETIMEBOUND) : rest_{name} {}

  [[nodiscard]] FERRULE_STABLE Option<NameAttribute> next();

 private:
  Bytes rest_;
  Bytes rdn_;
};

}  // namespace ferrule::pki
