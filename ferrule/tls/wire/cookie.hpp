// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/wire/extension.hpp"

namespace ferrule::tls {

/// cookie (RFC 8446, 4.2.2): the client sends back what HelloRetryRequest gave it.
struct FERRULE_VIEW Cookie {
  static constexpr ExtensionRow kRow =
      ExtensionRow::in(44, Place::ClientHello, Place::HelloRetryRequest);

  Bytes cookie;

  [[nodiscard]] static constexpr Result<Cookie, Error> read(Reader& reader FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes cookie, reader.read_vector_u16());
    if (cookie.empty()) {
      return Err{InvalidMessage::BadCookie};
    }
    return Cookie{cookie};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& out) { out.bytes(cookie); });
  }
};

}  // namespace ferrule::tls
