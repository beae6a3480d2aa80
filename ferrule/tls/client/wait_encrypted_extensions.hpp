// SPDX-License-Identifier: Apache-2.0 OR MIT
// WAIT_EE (RFC 8446, A.1).
#pragma once

#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/client/client_handshake.hpp"
#include "ferrule/tls/handshake_state.hpp"

namespace ferrule::tls::client {

class FERRULE_OWNER WaitEncryptedExtensions {
 public:
  explicit WaitEncryptedExtensions(ProtectedHandshake common) : common_(std::move(common)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  ProtectedHandshake common_;
};

}  // namespace ferrule::tls::client
