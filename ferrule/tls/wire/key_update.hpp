// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/handshake.hpp"

namespace ferrule::tls {

enum class KeyUpdateRequest : u8 { NotRequested = 0, Requested = 1 };

/// KeyUpdate (RFC 8446, 4.6.3).
struct KeyUpdate {
  static constexpr HandshakeType kType = handshake::kKeyUpdate;

  KeyUpdateRequest request = KeyUpdateRequest::NotRequested;

  [[nodiscard]] static constexpr Result<KeyUpdate, Error> read(Reader& reader
                                                               FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const u8 request, reader.read_u8());
    if (request > 1) {
      return Err{InvalidMessage::BadKeyUpdateRequest};
    }
    return KeyUpdate{request == 1 ? KeyUpdateRequest::Requested : KeyUpdateRequest::NotRequested};
  }
  constexpr void write(Writer& writer) const { writer.u8(static_cast<u8>(request)); }
};

}  // namespace ferrule::tls
