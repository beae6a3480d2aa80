// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/tls/wire/extension.hpp"

namespace ferrule::tls {

/// supported_groups (RFC 8446, 4.2.7), in order of preference.
struct FERRULE_VIEW SupportedGroups {
  static constexpr ExtensionRow kRow =
      ExtensionRow::in(10, Place::ClientHello, Place::EncryptedExtensions);

  WireList<crypto::NamedGroup> list;

  [[nodiscard]] static constexpr Result<SupportedGroups, Error> read(Reader& reader
                                                                     FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes wire, reader.read_vector_u16());
    FERRULE_TRY(const auto list, WireList<crypto::NamedGroup>::decode(wire));
    return SupportedGroups{list};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& out) { list.write(out); });
  }
};

}  // namespace ferrule::tls
