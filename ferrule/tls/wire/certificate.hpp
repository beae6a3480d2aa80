// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/extension_table.hpp"
#include "ferrule/tls/wire/handshake.hpp"
#include "ferrule/tls/wire/wire_list.hpp"

namespace ferrule::tls {

/// How much of a chain is accepted.
struct CertificateLimits {
  usize max_entries = 10;
  usize max_bytes = usize{64} * 1024;
};

struct FERRULE_VIEW CertificateEntry {
  Bytes certificate;  ///< DER
  ExtensionList extensions;

  [[nodiscard]] static constexpr Result<CertificateEntry, Error> read(Reader& reader
                                                                      FERRULE_LIFETIMEBOUND) {
    FERRULE_TRY(const Bytes certificate, reader.read_vector_u24());
    if (certificate.empty()) {
      return Err{InvalidMessage::BadCertificateEntry};
    }
    FERRULE_TRY(const ExtensionList extensions, read_extensions(reader));
    return CertificateEntry{certificate, extensions};
  }
  constexpr void write(Writer& writer) const {
    writer.prefixed_u24([&](Writer& out) { out.bytes(certificate); });
    writer.prefixed_u16([&](Writer& out) { extensions.write(out); });
  }
};

/// Certificate (RFC 8446, 4.4.2): the chain, leaf first; empty from a client that has none.
struct FERRULE_VIEW Certificate {
  static constexpr HandshakeType kType = handshake::kCertificate;

  Bytes context;
  WireList<CertificateEntry> entries;

  /// Nothing that Ferrule sends asks for an extension in here, so that every one is unsolicited.
  [[nodiscard]] static constexpr Result<Certificate, Error> read(
      Reader& reader FERRULE_LIFETIMEBOUND, const CertificateLimits& limits = CertificateLimits{});
  constexpr void write(Writer& writer) const {
    writer.prefixed_u8([&](Writer& out) { out.bytes(context); });
    writer.prefixed_u24([&](Writer& out) { entries.write(out); });
  }
};

constexpr Result<Certificate, Error> Certificate::read(Reader& reader FERRULE_LIFETIMEBOUND,
                                                       const CertificateLimits& limits) {
  Certificate made;
  FERRULE_TRY(made.context, reader.read_vector_u8());
  FERRULE_TRY(const Bytes wire, reader.read_vector_u24());
  if (wire.size() > limits.max_bytes) {
    return Err{InvalidMessage::CertificateChainTooLong};
  }
  FERRULE_TRY(made.entries, WireList<CertificateEntry>::decode(wire, 0));
  if (made.entries.size() > limits.max_entries) {
    return Err{InvalidMessage::CertificateChainTooLong};
  }
  for (const CertificateEntry& entry : made.entries) {
    FERRULE_TRYV(check_places(entry.extensions, Place::Certificate));
    FERRULE_TRYV(check_solicited(entry.extensions, KnownExtensions{}));
  }
  return made;
}

}  // namespace ferrule::tls
