// SPDX-License-Identifier: Apache-2.0 OR MIT
// START again (RFC 8446, A.2): the ClientHello that answers a HelloRetryRequest.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/hash.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "ferrule/tls/handshake_state.hpp"
#include "ferrule/tls/keys/transcript.hpp"

namespace ferrule::tls::server {

class FERRULE_OWNER WaitSecondClientHello {
 public:
  /// `unchanging` is the hash of what may not differ from the first ClientHello.
  WaitSecondClientHello(Arc<ServerConfig> config, const SuiteAlgorithms& suite,
                        crypto::NamedGroup group, Transcript transcript,
                        const crypto::Digest& unchanging)
      : config_(std::move(config)),
        suite_{suite},
        group_{group},
        transcript_(std::move(transcript)),
        unchanging_(unchanging) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  Arc<ServerConfig> config_;
  SuiteAlgorithms suite_;
  crypto::NamedGroup group_;
  Transcript transcript_;
  crypto::Digest unchanging_;
};

}  // namespace ferrule::tls::server
