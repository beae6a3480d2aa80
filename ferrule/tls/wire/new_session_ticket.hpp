// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/early_data.hpp"
#include "ferrule/tls/wire/extension_table.hpp"
#include "ferrule/tls/wire/handshake.hpp"

namespace ferrule::tls {

/// NewSessionTicket (RFC 8446, 4.6.1).
struct FERRULE_VIEW NewSessionTicket {
  static constexpr HandshakeType kType = handshake::kNewSessionTicket;
  static constexpr u32 kMaxLifetime = 604800;  ///< seconds: seven days

  u32 lifetime = 0;  ///< seconds; 0 means: do not keep it
  u32 age_add = 0;
  Bytes nonce;
  Bytes ticket;
  Option<MaxEarlyData> early_data;

  [[nodiscard]] static constexpr Result<NewSessionTicket, Error> read(Reader& reader
                                                                      FERRULE_LIFETIMEBOUND);
  constexpr void write(Writer& writer) const {
    writer.u32(lifetime);
    writer.u32(age_add);
    writer.prefixed_u8([&](Writer& out) { out.bytes(nonce); });
    writer.prefixed_u16([&](Writer& out) { out.bytes(ticket); });
    writer.prefixed_u16([&](Writer& out) { write_extension(out, early_data); });
  }
};

constexpr Result<NewSessionTicket, Error> NewSessionTicket::read(Reader& reader
                                                                 FERRULE_LIFETIMEBOUND) {
  NewSessionTicket made;
  FERRULE_TRY(made.lifetime, reader.read_u32());
  FERRULE_TRY(made.age_add, reader.read_u32());
  FERRULE_TRY(made.nonce, reader.read_vector_u8());
  FERRULE_TRY(made.ticket, reader.read_vector_u16());
  if (made.ticket.empty()) {
    return Err{InvalidMessage::BadTicket};
  }
  FERRULE_TRY(const ExtensionList list, read_extensions(reader));
  FERRULE_TRYV(check_places(list, Place::NewSessionTicket));
  for (const Extension& extension : list) {
    FERRULE_TRYV(read_extension(extension, made.early_data));
  }
  if (made.lifetime > kMaxLifetime) {
    return Err{PeerMisbehaved::TicketLifetimeTooLong};
  }
  return made;
}

}  // namespace ferrule::tls
