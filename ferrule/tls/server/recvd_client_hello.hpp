// SPDX-License-Identifier: Apache-2.0 OR MIT
// RECVD_CH (RFC 8446, A.2): the caller looks at the ClientHello and chooses the configuration.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "ferrule/tls/handshake_state.hpp"

namespace ferrule::tls::server {

class FERRULE_OWNER RecvdClientHello {
 public:
  explicit RecvdClientHello(ByteVec message) : message_(std::move(message)) {}

  /// The ClientHello, with its header.
  [[nodiscard]] Bytes message() const FERRULE_LIFETIMEBOUND { return message_.span(); }
  [[nodiscard]] NextState choose(const Arc<ServerConfig>& config, HandshakeEffects& effects) &&;
  /// A client that has not got an answer has nothing to say.
  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  ByteVec message_;
};

}  // namespace ferrule::tls::server
