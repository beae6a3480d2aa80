// SPDX-License-Identifier: Apache-2.0 OR MIT
// Every state a connection can be in (RFC 8446, appendix A). A state is a move-only class; handle()
// consumes it together with a message and gives its successor.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/handshake_effects.hpp"
#include "ferrule/tls/one_of.hpp"
#include "ferrule/tls/wire/handshake.hpp"

namespace ferrule::tls {

class Connected;

namespace client {
class WaitServerHello;
class WaitEncryptedExtensions;
class WaitCertificateOrRequest;
class WaitCertificate;
class WaitCertificateVerify;
class WaitFinished;
}  // namespace client

namespace server {
class WaitClientHello;
class RecvdClientHello;
class WaitSecondClientHello;
class WaitCertificate;
class WaitCertificateVerify;
class WaitFinished;
}  // namespace server

using HandshakeState =
    OneOf<client::WaitServerHello, client::WaitEncryptedExtensions,
          client::WaitCertificateOrRequest, client::WaitCertificate, client::WaitCertificateVerify,
          client::WaitFinished, server::WaitClientHello, server::RecvdClientHello,
          server::WaitSecondClientHello, server::WaitCertificate, server::WaitCertificateVerify,
          server::WaitFinished, Connected>;

using NextState = Result<HandshakeState, Error>;

/// "A peer which receives a handshake message in an unexpected order MUST abort the handshake with
/// an "unexpected_message" alert." (RFC 8446, 4)
[[nodiscard]] constexpr Result<void, Error> expect(const HandshakeMessage& message,
                                                   HandshakeType type) {
  if (message.type != type) {
    return Err{PeerMisbehaved::UnexpectedMessage};
  }
  return ok();
}

}  // namespace ferrule::tls
