// SPDX-License-Identifier: Apache-2.0 OR MIT
// The names of a subjectAltName extension (RFC 5280, 4.2.1.6), in place.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/der/der_error.hpp"

namespace ferrule::pki {

/// The choices of GeneralName; the values are the numbers of their context tags.
enum class GeneralNameType : u8 {
  OtherName = 0,
  Email = 1,
  Dns = 2,
  X400Address = 3,
  Directory = 4,
  EdiParty = 5,
  Uri = 6,
  Ip = 7,
  RegisteredId = 8,
};

struct FERRULE_VIEW GeneralName {
  GeneralNameType type = GeneralNameType::OtherName;
  /// Email, Dns, Uri: ASCII text. Ip: 4 or 16 bytes. Directory: the content of a Name. Others: the
  /// content of the element.
  Bytes value;
};

/// Reads one GeneralName from the front of `rest` and removes it.
[[nodiscard]] Result<GeneralName, DerError> take_general_name(Bytes& rest);

/// Goes through names one by one: `while (Option<GeneralName> name = names.next())`. Names of a
/// parsed certificate are known to be well-formed, so the end is the only reason to stop.
class FERRULE_VIEW GeneralNames {
 public:
  explicit constexpr GeneralNames(Bytes content FERRULE_LIFETIMEBOUND) : rest_{content} {}

  [[nodiscard]] FERRULE_STABLE Option<GeneralName> next();

 private:
  Bytes rest_;
};

}  // namespace ferrule::pki
