// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/application_layer_protocols.hpp"
#include "ferrule/tls/wire/early_data.hpp"
#include "ferrule/tls/wire/extension_table.hpp"
#include "ferrule/tls/wire/handshake.hpp"
#include "ferrule/tls/wire/server_name.hpp"
#include "ferrule/tls/wire/supported_groups.hpp"

namespace ferrule::tls {

/// EncryptedExtensions (RFC 8446, 4.3.1).
struct FERRULE_VIEW EncryptedExtensions {
  static constexpr HandshakeType kType = handshake::kEncryptedExtensions;

  bool server_name_used = false;
  Option<SupportedGroups> supported_groups;
  Option<ApplicationLayerProtocols> protocols;  ///< exactly one when received
  Option<EarlyData> early_data;

  [[nodiscard]] static constexpr Result<EncryptedExtensions, Error> read(
      Reader& reader FERRULE_LIFETIMEBOUND, const KnownExtensions& offered);
  constexpr void write(Writer& writer) const;

 private:
  constexpr Result<void, Error> take(const Extension& extension FERRULE_CAPTURED);
};

constexpr Result<EncryptedExtensions, Error> EncryptedExtensions::read(
    Reader& reader FERRULE_LIFETIMEBOUND, const KnownExtensions& offered) {
  FERRULE_TRY(const ExtensionList list, read_extensions(reader));
  FERRULE_TRYV(check_places(list, Place::EncryptedExtensions));
  FERRULE_TRYV(check_solicited(list, offered));
  EncryptedExtensions made;
  for (const Extension& extension : list) {
    FERRULE_TRYV(made.take(extension));
  }
  if (made.protocols && made.protocols->list.size() != 1) {
    return Err{PeerMisbehaved::SeveralProtocolsSelected};
  }
  return made;
}

constexpr Result<void, Error> EncryptedExtensions::take(
    const Extension& extension FERRULE_CAPTURED) {
  if (extension.type != ServerName::kRow.type) {
    return read_extension(extension, supported_groups, protocols, early_data);
  }
  if (!extension.body.empty()) {
    return Err{InvalidMessage::BadServerName};
  }
  server_name_used = true;
  return ok();
}

constexpr void EncryptedExtensions::write(Writer& writer) const {
  writer.prefixed_u16([&](Writer& out) {
    if (server_name_used) {
      write_extension(out, ServerName::kRow, [](Writer&) {});
    }
    write_extension(out, supported_groups);
    write_extension(out, protocols);
    write_extension(out, early_data);
  });
}

}  // namespace ferrule::tls
