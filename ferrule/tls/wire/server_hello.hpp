// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/cipher_suite.hpp"
#include "ferrule/tls/wire/extension_table.hpp"
#include "ferrule/tls/wire/handshake.hpp"
#include "ferrule/tls/wire/key_share.hpp"
#include "ferrule/tls/wire/pre_shared_key.hpp"
#include "ferrule/tls/wire/protocol_version.hpp"
#include "ferrule/tls/wire/supported_versions.hpp"

namespace ferrule::tls {

/// The random of a ServerHello that is a HelloRetryRequest: SHA-256("HelloRetryRequest").
inline constexpr ByteArray<32> kHelloRetryRandom{{0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11,
                                                  0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
                                                  0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e,
                                                  0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c}};
/// The last bytes of the random of a TLS 1.3 server that negotiates TLS 1.2, or less (RFC
/// 8446, 4.1.3).
inline constexpr ByteArray<8> kDowngradeToTls12{{0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x01}};
inline constexpr ByteArray<8> kDowngradeToTls11{{0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x00}};

/// What ServerHello and HelloRetryRequest share: all but the meaning of the extensions.
struct FERRULE_VIEW ServerHelloFrame {
  ProtocolVersion legacy_version = kTls12;
  Bytes random;
  Bytes session_id_echo;
  CipherSuite cipher_suite;
  u8 compression_method = 0;
  ExtensionList extensions;

  [[nodiscard]] static constexpr Result<ServerHelloFrame, Error> read(Reader& reader
                                                                      FERRULE_LIFETIMEBOUND);

  [[nodiscard]] constexpr bool is_retry() const { return equal(random, kHelloRetryRandom.span()); }
  /// The random ends in a downgrade sentinel.
  [[nodiscard]] constexpr bool is_downgraded() const {
    const Option<Bytes> tail = random.get_subspan(24, 8);
    return tail &&
           (equal(*tail, kDowngradeToTls12.span()) || equal(*tail, kDowngradeToTls11.span()));
  }
  /// The values that TLS 1.3 fixes.
  [[nodiscard]] constexpr Result<void, Error> check_tls13() const {
    if (legacy_version != kTls12) {
      return Err{PeerMisbehaved::BadLegacyVersion};
    }
    if (compression_method != 0) {
      return Err{PeerMisbehaved::BadCompressionMethod};
    }
    return ok();
  }
};

constexpr Result<ServerHelloFrame, Error> ServerHelloFrame::read(Reader& reader
                                                                 FERRULE_LIFETIMEBOUND) {
  ServerHelloFrame made;
  FERRULE_TRY(made.legacy_version.value, reader.read_u16());
  FERRULE_TRY(made.random, reader.take(kHelloRetryRandom.size()));
  FERRULE_TRY(made.session_id_echo, reader.read_vector_u8());
  if (made.session_id_echo.size() > 32) {
    return Err{InvalidMessage::BadSessionId};
  }
  FERRULE_TRY(made.cipher_suite.value, reader.read_u16());
  FERRULE_TRY(made.compression_method, reader.read_u8());
  if (!reader.empty()) {  // a ServerHello of before TLS 1.2 may end here
    FERRULE_TRY(made.extensions, read_extensions(reader));
  }
  return made;
}

/// Writes the frame with the extensions that `body(Writer&)` writes.
template <typename Body>
constexpr void write_server_hello(Writer& writer, Bytes random, Bytes session_id_echo,
                                  CipherSuite suite, Body&& body) {
  writer.u16(kTls12.value);
  writer.bytes(random);
  writer.prefixed_u8([&](Writer& out) { out.bytes(session_id_echo); });
  writer.u16(suite.value);
  writer.u8(0);
  writer.prefixed_u16(body);
}

/// ServerHello (RFC 8446, 4.1.3).
struct FERRULE_VIEW ServerHello {
  static constexpr HandshakeType kType = handshake::kServerHello;

  Bytes random;
  Bytes session_id_echo;
  CipherSuite cipher_suite;
  Option<SelectedVersion> selected_version;
  Option<ServerKeyShare> key_share;
  Option<SelectedPsk> psk;

  /// From a frame that is no retry. Extensions that may not answer a ClientHello with `offered` are
  /// refused.
  [[nodiscard]] static constexpr Result<ServerHello, Error> from(const ServerHelloFrame& frame
                                                                 FERRULE_LIFETIMEBOUND,
                                                                 const KnownExtensions& offered);
  constexpr void write(Writer& writer) const {
    write_server_hello(writer, random, session_id_echo, cipher_suite, [&](Writer& out) {
      write_extension(out, psk);
      write_extension(out, key_share);
      write_extension(out, selected_version);
    });
  }
};

constexpr Result<ServerHello, Error> ServerHello::from(const ServerHelloFrame& frame
                                                       FERRULE_LIFETIMEBOUND,
                                                       const KnownExtensions& offered) {
  FERRULE_TRYV(frame.check_tls13());
  FERRULE_TRYV(check_places(frame.extensions, Place::ServerHello));
  FERRULE_TRYV(check_solicited(frame.extensions, offered));
  ServerHello made;
  made.random = frame.random;
  made.session_id_echo = frame.session_id_echo;
  made.cipher_suite = frame.cipher_suite;
  for (const Extension& extension : frame.extensions) {
    FERRULE_TRYV(read_extension(extension, made.selected_version, made.key_share, made.psk));
  }
  return made;
}

}  // namespace ferrule::tls
