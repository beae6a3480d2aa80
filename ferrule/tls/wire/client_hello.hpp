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
#include "ferrule/tls/wire/certificate_authorities.hpp"
#include "ferrule/tls/wire/cipher_suite.hpp"
#include "ferrule/tls/wire/cookie.hpp"
#include "ferrule/tls/wire/early_data.hpp"
#include "ferrule/tls/wire/extension_table.hpp"
#include "ferrule/tls/wire/handshake.hpp"
#include "ferrule/tls/wire/key_share.hpp"
#include "ferrule/tls/wire/pre_shared_key.hpp"
#include "ferrule/tls/wire/protocol_version.hpp"
#include "ferrule/tls/wire/psk_key_exchange_modes.hpp"
#include "ferrule/tls/wire/server_name.hpp"
#include "ferrule/tls/wire/signature_algorithms.hpp"
#include "ferrule/tls/wire/signature_algorithms_cert.hpp"
#include "ferrule/tls/wire/supported_groups.hpp"
#include "ferrule/tls/wire/supported_versions.hpp"
#include "ferrule/tls/wire/wire_list.hpp"

namespace ferrule::tls {

inline constexpr usize kRandomLength = 32;
inline constexpr usize kMaxSessionIdLength = 32;

/// The extensions of a ClientHello that are known here. write() puts them in this order.
struct FERRULE_VIEW ClientExtensions {
  Option<ServerName> server_name;
  Option<SupportedGroups> supported_groups;
  Option<SignatureAlgorithms> signature_algorithms;
  Option<SignatureAlgorithmsCert> signature_algorithms_cert;
  Option<ApplicationLayerProtocols> protocols;
  Option<SupportedVersions> supported_versions;
  Option<Cookie> cookie;
  Option<PskKeyExchangeModes> psk_modes;
  Option<CertificateAuthorities> certificate_authorities;
  Option<EarlyData> early_data;
  Option<ClientKeyShares> key_shares;
  Option<OfferedPsks> psks;

  [[nodiscard]] static constexpr Result<ClientExtensions, Error> from(const ExtensionList& list
                                                                      FERRULE_LIFETIMEBOUND);
  constexpr void write(Writer& writer) const;

 private:
  constexpr Result<void, Error> take(const Extension& extension FERRULE_CAPTURED);
};

/// ClientHello (RFC 8446, 4.1.2).
struct FERRULE_VIEW ClientHello {
  static constexpr HandshakeType kType = handshake::kClientHello;

  ProtocolVersion legacy_version = kTls12;
  Bytes random;  ///< kRandomLength bytes
  Bytes session_id;
  WireList<CipherSuite> cipher_suites;
  Bytes compression_methods;
  ClientExtensions extensions;
  /// As received, unknown ones included. write() does not look at it.
  ExtensionList all_extensions;

  [[nodiscard]] static constexpr Result<ClientHello, Error> read(Reader& reader
                                                                 FERRULE_LIFETIMEBOUND);
  constexpr void write(Writer& writer) const;

  [[nodiscard]] constexpr bool offers(ProtocolVersion version) const {
    return extensions.supported_versions && extensions.supported_versions->list.contains(version);
  }
  /// What RFC 8446, 4.1.2, 4.2.8, 4.2.9 and 9.2 demand of a ClientHello that offers TLS 1.3.
  [[nodiscard]] constexpr Result<void, Error> check_tls13() const;
};

/// "Servers MUST ignore unrecognized extensions." (RFC 8446, 4.1.2)
constexpr Result<void, Error> ClientExtensions::take(const Extension& extension FERRULE_CAPTURED) {
  return read_extension(extension, server_name, supported_groups, signature_algorithms,
                        signature_algorithms_cert, protocols, supported_versions, cookie, psk_modes,
                        certificate_authorities, early_data, key_shares, psks);
}

constexpr Result<ClientExtensions, Error> ClientExtensions::from(const ExtensionList& list
                                                                 FERRULE_LIFETIMEBOUND) {
  ClientExtensions made;
  for (const Extension& extension : list) {
    if (made.psks) {
      return Err{PeerMisbehaved::PreSharedKeyNotLast};
    }
    FERRULE_TRYV(made.take(extension));
  }
  return made;
}

constexpr void ClientExtensions::write(Writer& writer) const {
  write_extension(writer, server_name);
  write_extension(writer, supported_groups);
  write_extension(writer, signature_algorithms);
  write_extension(writer, signature_algorithms_cert);
  write_extension(writer, protocols);
  write_extension(writer, supported_versions);
  write_extension(writer, cookie);
  write_extension(writer, psk_modes);
  write_extension(writer, certificate_authorities);
  write_extension(writer, early_data);
  write_extension(writer, key_shares);
  write_extension(writer, psks);
}

constexpr Result<ClientHello, Error> ClientHello::read(Reader& reader FERRULE_LIFETIMEBOUND) {
  ClientHello made;
  FERRULE_TRY(made.legacy_version.value, reader.read_u16());
  FERRULE_TRY(made.random, reader.take(kRandomLength));
  FERRULE_TRY(made.session_id, reader.read_vector_u8());
  if (made.session_id.size() > kMaxSessionIdLength) {
    return Err{InvalidMessage::BadSessionId};
  }
  FERRULE_TRY(const Bytes suites, reader.read_vector_u16());
  FERRULE_TRY(made.cipher_suites, WireList<CipherSuite>::decode(suites));
  FERRULE_TRY(made.compression_methods, reader.read_vector_u8());
  if (made.compression_methods.empty()) {
    return Err{InvalidMessage::EmptyList};
  }
  if (!reader.empty()) {  // a ClientHello of before TLS 1.2 may end here
    FERRULE_TRY(made.all_extensions, read_extensions(reader));
    FERRULE_TRY(made.extensions, ClientExtensions::from(made.all_extensions));
  }
  return made;
}

constexpr void ClientHello::write(Writer& writer) const {
  writer.u16(legacy_version.value);
  writer.bytes(random);
  writer.prefixed_u8([&](Writer& out) { out.bytes(session_id); });
  writer.prefixed_u16([&](Writer& out) { cipher_suites.write(out); });
  writer.prefixed_u8([&](Writer& out) { out.bytes(compression_methods); });
  writer.prefixed_u16([&](Writer& out) { extensions.write(out); });
}

constexpr Result<void, Error> ClientHello::check_tls13() const {
  if (compression_methods.size() != 1 || compression_methods[0] != 0) {
    return Err{PeerMisbehaved::BadCompressionMethods};
  }
  FERRULE_TRYV(check_places(all_extensions, Place::ClientHello));
  if (extensions.psks && !extensions.psk_modes) {
    return Err{PeerMisbehaved::PreSharedKeyWithoutModes};
  }
  if (extensions.key_shares.has_value() != extensions.supported_groups.has_value()) {
    return Err{extensions.key_shares ? PeerMisbehaved::SupportedGroupsMissing
                                     : PeerMisbehaved::KeyShareMissing};
  }
  if (!extensions.psks && !extensions.signature_algorithms) {
    return Err{PeerMisbehaved::SignatureAlgorithmsMissing};
  }
  if (!extensions.psks && !extensions.supported_groups) {
    return Err{PeerMisbehaved::SupportedGroupsMissing};
  }
  if (extensions.key_shares) {
    for (const KeyShareEntry& entry : extensions.key_shares->list) {
      if (!extensions.supported_groups->list.contains(entry.group)) {
        return Err{PeerMisbehaved::KeyShareNotOffered};
      }
    }
  }
  return ok();
}

}  // namespace ferrule::tls
