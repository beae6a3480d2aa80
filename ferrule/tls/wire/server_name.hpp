// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/wire/extension.hpp"

namespace ferrule::tls {

/// server_name (RFC 6066, 3). An empty name is the server's answer: "I used it".
struct FERRULE_VIEW ServerName {
  static constexpr ExtensionRow kRow =
      ExtensionRow::in(0, Place::ClientHello, Place::EncryptedExtensions);
  static constexpr usize kMaxLength = 255;

  Bytes host_name;

  /// As in ClientHello: exactly one name, of type host_name, without NUL bytes.
  [[nodiscard]] static constexpr Result<ServerName, Error> read(Reader& reader
                                                                FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes list, reader.read_vector_u16());
    Reader names(list);
    FERRULE_TRY(const u8 type, names.read_u8());
    FERRULE_TRY(const Bytes host_name, names.read_vector_u16());
    const bool sound = type == 0 && names.empty() && !host_name.empty() && !has_nul(host_name) &&
                       host_name.size() <= kMaxLength;
    if (!sound) {
      return Err{InvalidMessage::BadServerName};
    }
    return ServerName{host_name};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& list) {
      list.u8(0);
      list.prefixed_u16([&](Writer& name) { name.bytes(host_name); });
    });
  }

  static constexpr bool has_nul(Bytes bytes) {
    for (const u8 byte : bytes) {
      if (byte == 0) {
        return true;
      }
    }
    return false;
  }
};

}  // namespace ferrule::tls
