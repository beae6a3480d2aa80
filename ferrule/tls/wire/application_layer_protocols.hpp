// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/wire/extension.hpp"

namespace ferrule::tls {

/// One name of ALPN: "h2", "http/1.1".
struct FERRULE_VIEW ProtocolName {
  Bytes name;

  [[nodiscard]] static constexpr Result<ProtocolName, Error> read(Reader& reader
                                                                  FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes name, reader.read_vector_u8());
    if (name.empty()) {
      return Err{InvalidMessage::BadProtocolName};
    }
    return ProtocolName{name};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u8([&](Writer& out) { out.bytes(name); });
  }
  constexpr bool operator==(const ProtocolName& other) const { return equal(name, other.name); }
};

/// application_layer_protocol_negotiation (RFC 7301). The server's answer has exactly one name.
struct FERRULE_VIEW ApplicationLayerProtocols {
  static constexpr ExtensionRow kRow =
      ExtensionRow::in(16, Place::ClientHello, Place::EncryptedExtensions);

  WireList<ProtocolName> list;

  [[nodiscard]] static constexpr Result<ApplicationLayerProtocols, Error> read(
      Reader& reader FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes wire, reader.read_vector_u16());
    FERRULE_TRY(const auto list, WireList<ProtocolName>::decode(wire));
    return ApplicationLayerProtocols{list};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& out) { list.write(out); });
  }
};

}  // namespace ferrule::tls
