// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/wire/extension.hpp"

namespace ferrule::tls {

/// Open: unknown values are kept.
struct PskKeyExchangeMode {
  u8 value = 0;
  constexpr bool operator==(const PskKeyExchangeMode&) const = default;
};
inline constexpr PskKeyExchangeMode kPskKe{0};
inline constexpr PskKeyExchangeMode kPskDheKe{1};

/// psk_key_exchange_modes (RFC 8446, 4.2.9).
struct FERRULE_VIEW PskKeyExchangeModes {
  static constexpr ExtensionRow kRow = ExtensionRow::in(45, Place::ClientHello);

  WireList<PskKeyExchangeMode> list;

  [[nodiscard]] static constexpr Result<PskKeyExchangeModes, Error> read(Reader& reader
                                                                         FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes wire, reader.read_vector_u8());
    FERRULE_TRY(const auto list, WireList<PskKeyExchangeMode>::decode(wire));
    return PskKeyExchangeModes{list};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u8([&](Writer& out) { list.write(out); });
  }
};

}  // namespace ferrule::tls
