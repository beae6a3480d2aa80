// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/wire/extension.hpp"

namespace ferrule::tls {

struct FERRULE_VIEW PskIdentity {
  Bytes identity;
  u32 obfuscated_ticket_age = 0;

  [[nodiscard]] static constexpr Result<PskIdentity, Error> read(Reader& reader
                                                                 FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes identity, reader.read_vector_u16());
    FERRULE_TRY(const u32 age, reader.read_u32());
    if (identity.empty()) {
      return Err{InvalidMessage::BadPskIdentity};
    }
    return PskIdentity{identity, age};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& out) { out.bytes(identity); });
    writer.u32(obfuscated_ticket_age);
  }
};

struct FERRULE_VIEW PskBinder {
  static constexpr usize kMinLength = 32;

  Bytes binder;

  [[nodiscard]] static constexpr Result<PskBinder, Error> read(Reader& reader
                                                               FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes binder, reader.read_vector_u8());
    if (binder.size() < kMinLength) {
      return Err{InvalidMessage::BadPskBinder};
    }
    return PskBinder{binder};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u8([&](Writer& out) { out.bytes(binder); });
  }
};

/// pre_shared_key in ClientHello (RFC 8446, 4.2.11), where it stands last.
struct FERRULE_VIEW OfferedPsks {
  static constexpr ExtensionRow kRow = ExtensionRow::in(41, Place::ClientHello, Place::ServerHello);

  WireList<PskIdentity> identities;
  WireList<PskBinder> binders;

  [[nodiscard]] static constexpr Result<OfferedPsks, Error> read(Reader& reader
                                                                 FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes identities_wire, reader.read_vector_u16());
    FERRULE_TRY(const auto identities, WireList<PskIdentity>::decode(identities_wire));
    FERRULE_TRY(const Bytes binders_wire, reader.read_vector_u16());
    FERRULE_TRY(const auto binders, WireList<PskBinder>::decode(binders_wire));
    if (identities.size() != binders.size()) {
      return Err{InvalidMessage::BadPskBinder};
    }
    return OfferedPsks{identities, binders};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u16([&](Writer& out) { identities.write(out); });
    writer.prefixed_u16([&](Writer& out) { binders.write(out); });
  }
};

/// The same in ServerHello.
struct SelectedPsk {
  static constexpr ExtensionRow kRow = OfferedPsks::kRow;

  u16 identity = 0;  ///< an index into the identities offered

  [[nodiscard]] static constexpr Result<SelectedPsk, Error> read(Reader& reader
                                                                 FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const u16 identity, reader.read_u16());
    return SelectedPsk{identity};
  }
  constexpr void write(Writer& writer) const { writer.u16(identity); }
};

}  // namespace ferrule::tls
