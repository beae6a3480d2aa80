// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/wire/extension.hpp"

namespace ferrule::tls {

/// early_data (RFC 8446, 4.2.10) in ClientHello and EncryptedExtensions: it has no content.
struct EarlyData {
  static constexpr ExtensionRow kRow =
      ExtensionRow::in(42, Place::ClientHello, Place::EncryptedExtensions, Place::NewSessionTicket);

  [[nodiscard]] static constexpr Result<EarlyData, Error> read(Reader& reader
                                                               FERRULE_LIFETIMEBOUND) {
    if (!reader.empty()) {
      return Err{InvalidMessage::BadEarlyData};
    }
    return EarlyData{};
  }
  constexpr void write(Writer&) const {}
};

/// The same in NewSessionTicket.
struct MaxEarlyData {
  static constexpr ExtensionRow kRow = EarlyData::kRow;

  u32 size = 0;  ///< bytes

  [[nodiscard]] static constexpr Result<MaxEarlyData, Error> read(Reader& reader
                                                                  FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const u32 size, reader.read_u32());
    return MaxEarlyData{size};
  }
  constexpr void write(Writer& writer) const { writer.u32(size); }
};

}  // namespace ferrule::tls
