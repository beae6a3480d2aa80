// SPDX-License-Identifier: Apache-2.0 OR MIT
// NEGOTIATED (RFC 8446, A.2): what a server chooses from a ClientHello, and the flight that says
// so.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/crypto/hash.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/config/certified_key.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "ferrule/tls/handshake_state.hpp"
#include "ferrule/tls/keys/transcript.hpp"
#include "ferrule/tls/wire/client_hello.hpp"

namespace ferrule::tls::server {

/// The certificate to show, and what to sign with.
struct FERRULE_OWNER Choice {
  SuiteAlgorithms suite;
  Arc<CertifiedKey> key;
  crypto::SignatureScheme scheme;
};

/// TLS 1.3 is offered, and the message is what TLS 1.3 demands.
[[nodiscard]] Result<void, Error> check_client_hello(const ClientHello& hello);

/// Chooses, and sends the server's flight or a HelloRetryRequest.
[[nodiscard]] NextState answer_client_hello(const Arc<ServerConfig>& config,
                                            const HandshakeMessage& message,
                                            const ClientHello& hello, HandshakeEffects& effects);

/// Certificate and protocol: notes server_name and alpn in the facts.
[[nodiscard]] Result<Choice, Error> choose_credentials(const ServerConfig& config,
                                                       const ClientHello& hello,
                                                       const SuiteAlgorithms& suite,
                                                       HandshakeEffects& effects);

/// ServerHello to Finished. `transcript` reaches up to the ClientHello.
[[nodiscard]] NextState send_server_flight(const Arc<ServerConfig>& config, const Choice& choice,
                                           const ClientHello& hello, const KeyShareEntry& share,
                                           Transcript transcript, HandshakeEffects& effects);

/// The hash of what a second ClientHello may not change.
[[nodiscard]] crypto::Digest unchanging_part(const ClientHello& hello,
                                             Ref<const crypto::Hash> hash);

}  // namespace ferrule::tls::server
