// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/wire/extension.hpp"

namespace ferrule::tls {

/// A distinguished name in DER.
struct FERRULE_VIEW DistinguishedName {
  Bytes der;

  [[nodiscard]] static constexpr Result<DistinguishedName, Error> read(Reader& reader
                                                                       FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes der, reader.read_vector_u16());
    if (der.empty()) {
      return Err{InvalidMessage::BadDistinguishedName};
    }
    return DistinguishedName{der};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& out) { out.bytes(der); });
  }
};

/// certificate_authorities (RFC 8446, 4.2.4).
struct FERRULE_VIEW CertificateAuthorities {
  static constexpr ExtensionRow kRow =
      ExtensionRow::in(47, Place::ClientHello, Place::CertificateRequest);

  WireList<DistinguishedName> list;

  [[nodiscard]] static constexpr Result<CertificateAuthorities, Error> read(Reader& reader
                                                                            FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes wire, reader.read_vector_u16());
    FERRULE_TRY(const auto list, WireList<DistinguishedName>::decode(wire));
    return CertificateAuthorities{list};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& out) { list.write(out); });
  }
};

}  // namespace ferrule::tls
