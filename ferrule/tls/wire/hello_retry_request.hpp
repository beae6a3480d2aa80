// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/reader.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/cookie.hpp"
#include "ferrule/tls/wire/handshake.hpp"
#include "ferrule/tls/wire/key_share.hpp"
#include "ferrule/tls/wire/server_hello.hpp"
#include "ferrule/tls/wire/supported_versions.hpp"

namespace ferrule::tls {

/// HelloRetryRequest (RFC 8446, 4.1.4): on the wire a ServerHello with a random of its own.
struct FERRULE_VIEW HelloRetryRequest {
  static constexpr HandshakeType kType = handshake::kServerHello;

  Bytes session_id_echo;
  CipherSuite cipher_suite;
  Option<SelectedVersion> selected_version;
  Option<SelectedGroup> group;
  Option<Cookie> cookie;

  /// From a frame that is a retry.
  [[nodiscard]] static constexpr Result<HelloRetryRequest, Error> from(
      const ServerHelloFrame& frame FERRULE_LIFETIMEBOUND, const KnownExtensions& offered);
  constexpr void write(Writer& writer) const {
    write_server_hello(writer, kHelloRetryRandom, session_id_echo, cipher_suite, [&](Writer& out) {
      write_extension(out, group);
      write_extension(out, cookie);
      write_extension(out, selected_version);
    });
  }
};

constexpr Result<HelloRetryRequest, Error> HelloRetryRequest::from(const ServerHelloFrame& frame
                                                                   FERRULE_LIFETIMEBOUND,
                                                                   const KnownExtensions& offered) {
  FERRULE_TRYV(frame.check_tls13());
  FERRULE_TRYV(check_places(frame.extensions, Place::HelloRetryRequest));
  FERRULE_TRYV(check_solicited(frame.extensions, offered));
  HelloRetryRequest made;
  made.session_id_echo = frame.session_id_echo;
  made.cipher_suite = frame.cipher_suite;
  for (const Extension& extension : frame.extensions) {
    FERRULE_TRYV(read_extension(extension, made.selected_version, made.group, made.cookie));
  }
  return made;
}

}  // namespace ferrule::tls
