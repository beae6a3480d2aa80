// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/wire/extension.hpp"
#include "ferrule/tls/wire/protocol_version.hpp"

namespace ferrule::tls {

/// supported_versions in ClientHello (RFC 8446, 4.2.1), in order of preference.
struct FERRULE_VIEW SupportedVersions {
  static constexpr ExtensionRow kRow =
      ExtensionRow::in(43, Place::ClientHello, Place::ServerHello, Place::HelloRetryRequest);

  WireList<ProtocolVersion> list;

  [[nodiscard]] static constexpr Result<SupportedVersions, Error> read(Reader& reader
                                                                       FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes wire, reader.read_vector_u8());
    FERRULE_TRY(const auto list, WireList<ProtocolVersion>::decode(wire));
    return SupportedVersions{list};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u8([&](Writer& out) { list.write(out); });
  }
};

/// The same in ServerHello and HelloRetryRequest.
struct SelectedVersion {
  static constexpr ExtensionRow kRow = SupportedVersions::kRow;

  ProtocolVersion version;

  [[nodiscard]] static constexpr Result<SelectedVersion, Error> read(Reader& reader
                                                                     FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const u16 version, reader.read_u16());
    return SelectedVersion{ProtocolVersion{version}};
  }
  constexpr void write(Writer& writer) const { writer.u16(version.value); }
};

}  // namespace ferrule::tls
