// SPDX-License-Identifier: Apache-2.0 OR MIT
// START (RFC 8446, A.2): ClientHello.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "ferrule/tls/handshake_state.hpp"

namespace ferrule::tls::server {

class FERRULE_OWNER WaitClientHello {
 public:
  /// Without a configuration, the ClientHello is kept until one was chosen.
  explicit WaitClientHello(Option<Arc<ServerConfig>> config) : config_(std::move(config)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  Option<Arc<ServerConfig>> config_;
};

}  // namespace ferrule::tls::server
