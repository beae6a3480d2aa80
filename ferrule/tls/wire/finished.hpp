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

/// Finished (RFC 8446, 4.4.4). keys/finished_key.hpp makes and checks verify_data.
struct FERRULE_VIEW Finished {
  static constexpr HandshakeType kType = handshake::kFinished;

  Bytes verify_data;

  [[nodiscard]] static constexpr Result<Finished, Error> read(Reader& reader FERRULE_LIFETIMEBOUND,
                                                              usize hash_length) {
    if (reader.remaining() != hash_length) {
      return Err{InvalidMessage::BadFinishedLength};
    }
    return Finished{reader.take_rest()};
  }
  constexpr void write(Writer& writer) const { writer.bytes(verify_data); }
};

}  // namespace ferrule::tls
