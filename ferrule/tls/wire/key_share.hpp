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

struct FERRULE_VIEW KeyShareEntry {
  crypto::NamedGroup group;
  Bytes key_exchange;

  [[nodiscard]] static constexpr Result<KeyShareEntry, Error> read(Reader& reader
                                                                   FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const u16 group, reader.read_u16());
    FERRULE_TRY(const Bytes key_exchange, reader.read_vector_u16());
    if (key_exchange.empty()) {
      return Err{InvalidMessage::BadKeyShare};
    }
    return KeyShareEntry{crypto::NamedGroup{group}, key_exchange};
  }
  constexpr void write(Writer& writer) const {
    writer.u16(group.value);
    writer.prefixed_u16([&](Writer& out) { out.bytes(key_exchange); });
  }
};

/// key_share in ClientHello (RFC 8446, 4.2.8). It may be empty, to ask for a HelloRetryRequest.
struct FERRULE_VIEW ClientKeyShares {
  static constexpr ExtensionRow kRow =
      ExtensionRow::in(51, Place::ClientHello, Place::ServerHello, Place::HelloRetryRequest);

  WireList<KeyShareEntry> list;

  /// "Clients MUST NOT offer multiple KeyShareEntry values for the same group."
  [[nodiscard]] static constexpr Result<ClientKeyShares, Error> read(Reader& reader
                                                                     FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes wire, reader.read_vector_u16());
    FERRULE_TRY(const auto list, WireList<KeyShareEntry>::decode(wire, 0));
    CodeSet seen;
    for (const KeyShareEntry& entry : list) {
      if (!seen.insert(entry.group.value)) {
        return Err{PeerMisbehaved::DuplicateKeyShare};
      }
    }
    return ClientKeyShares{list};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& out) { list.write(out); });
  }
  /// The share for `group`, if there is one.
  [[nodiscard]] constexpr Option<KeyShareEntry> find(crypto::NamedGroup group) const {
    for (const KeyShareEntry& entry : list) {
      if (entry.group == group) {
        return Option<KeyShareEntry>(entry);
      }
    }
    return kNone;
  }
};

/// key_share in ServerHello.
struct FERRULE_VIEW ServerKeyShare {
  static constexpr ExtensionRow kRow = ClientKeyShares::kRow;

  KeyShareEntry entry;

  [[nodiscard]] static constexpr Result<ServerKeyShare, Error> read(Reader& reader
                                                                    FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const KeyShareEntry entry, KeyShareEntry::read(reader));
    return ServerKeyShare{entry};
  }
  constexpr void write(Writer& writer) const { entry.write(writer); }
};

/// key_share in HelloRetryRequest.
struct SelectedGroup {
  static constexpr ExtensionRow kRow = ClientKeyShares::kRow;

  crypto::NamedGroup group;

  [[nodiscard]] static constexpr Result<SelectedGroup, Error> read(Reader& reader
                                                                   FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const u16 group, reader.read_u16());
    return SelectedGroup{crypto::NamedGroup{group}};
  }
  constexpr void write(Writer& writer) const { writer.u16(group.value); }
};

}  // namespace ferrule::tls
