// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/crypto/signature.hpp"
#include "ferrule/tls/wire/extension.hpp"

namespace ferrule::tls {

/// signature_algorithms (RFC 8446, 4.2.3): what the sender verifies in CertificateVerify.
struct FERRULE_VIEW SignatureAlgorithms {
  static constexpr ExtensionRow kRow =
      ExtensionRow::in(13, Place::ClientHello, Place::CertificateRequest);

  WireList<crypto::SignatureScheme> list;

  [[nodiscard]] static constexpr Result<SignatureAlgorithms, Error> read(Reader& reader
                                                                         FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes wire, reader.read_vector_u16());
    FERRULE_TRY(const auto list, WireList<crypto::SignatureScheme>::decode(wire));
    return SignatureAlgorithms{list};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& out) { list.write(out); });
  }
};

}  // namespace ferrule::tls
