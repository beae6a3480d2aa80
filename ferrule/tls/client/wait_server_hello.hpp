// SPDX-License-Identifier: Apache-2.0 OR MIT
// WAIT_SH (RFC 8446, A.1): ServerHello, or a HelloRetryRequest that is answered with a second
// ClientHello.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/client/client_handshake.hpp"
#include "ferrule/tls/handshake_state.hpp"
#include "ferrule/tls/wire/hello_retry_request.hpp"
#include "ferrule/tls/wire/server_hello.hpp"

namespace ferrule::tls::client {

/// What a HelloRetryRequest fixed.
struct FERRULE_OWNER Retry {
  SuiteAlgorithms suite;
  Transcript transcript;
};

class FERRULE_OWNER WaitServerHello {
 public:
  WaitServerHello(Box<ClientHandshake> handshake, TranscriptBuffer hello)
      : handshake_(std::move(handshake)), hello_(std::move(hello)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  Box<ClientHandshake> handshake_;
  TranscriptBuffer hello_;
  Option<Retry> retry_;

  [[nodiscard]] NextState on_server_hello(const HandshakeMessage& message, const ServerHello& hello,
                                          HandshakeEffects& effects) &&;
  [[nodiscard]] NextState on_retry(const HandshakeMessage& message, const HelloRetryRequest& retry,
                                   HandshakeEffects& effects) &&;
  [[nodiscard]] Result<SuiteAlgorithms, Error> offered_suite(CipherSuite suite) const;
  [[nodiscard]] Result<void, Error> check_echo(Bytes session_id) const;
  [[nodiscard]] Result<crypto::SharedSecret, Error> complete(const ServerHello& hello);
};

}  // namespace ferrule::tls::client
