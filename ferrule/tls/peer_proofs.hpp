// SPDX-License-Identifier: Apache-2.0 OR MIT
// Proofs that the peer is who it should be. Only the functions here make them, and the states after
// ask for them: leaving a check out does not compile.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/hash.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/config/certificate_verifier.hpp"
#include "ferrule/tls/config/settings.hpp"
#include "ferrule/tls/connection_facts.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/side.hpp"
#include "ferrule/tls/wire/certificate.hpp"
#include "ferrule/tls/wire/certificate_verify.hpp"

namespace ferrule::tls {

namespace internal {

class MoveOnly {
 public:
  MoveOnly(MoveOnly&&) = default;
  MoveOnly& operator=(MoveOnly&&) = default;
  MoveOnly(const MoveOnly&) = delete;
  MoveOnly& operator=(const MoveOnly&) = delete;

 protected:
  MoveOnly() = default;
};

}  // namespace internal

/// The verifier accepted the chain in ConnectionFacts.
class PeerVerified : internal::MoveOnly {
 private:
  friend class PeerChecks;
  PeerVerified() = default;
};

/// CertificateVerify was signed by the key of the verified chain.
class HandshakeSignatureValid : internal::MoveOnly {
 private:
  friend class PeerChecks;
  HandshakeSignatureValid() = default;
};

/// Both proofs; or that no certificate was needed from a client.
class PeerIdentity : internal::MoveOnly {
 public:
  static PeerIdentity proven(PeerVerified, HandshakeSignatureValid) { return PeerIdentity(); }
  /// Only a server's ClientAuth::None or Optional makes this right.
  static Result<PeerIdentity, Error> anonymous(ClientAuth auth) {
    if (auth == ClientAuth::Required) {
      return Err{PeerIncompatible::ClientCertificateRequired};
    }
    return PeerIdentity();
  }

 private:
  PeerIdentity() = default;
};

/// The checks. Verification and the signature check are calls of one place each, so that they can
/// be answered later, from a state of their own.
class PeerChecks {
 public:
  /// Keeps the chain of a server and asks the verifier about it.
  [[nodiscard]] static Result<PeerVerified, Error> server_chain(const Certificate& message,
                                                                const Settings& settings,
                                                                const ServerCertVerifier& verifier,
                                                                const pki::ServerName& name,
                                                                ConnectionFacts& facts);
  [[nodiscard]] static Result<PeerVerified, Error> client_chain(const Certificate& message,
                                                                const Settings& settings,
                                                                const ClientCertVerifier& verifier,
                                                                ConnectionFacts& facts);
  /// `transcript` reaches up to Certificate.
  [[nodiscard]] static Result<HandshakeSignatureValid, Error> signature(
      const CertificateVerify& message, Side signer, const crypto::Digest& transcript,
      const Settings& settings, ConnectionFacts& facts);
};

/// Limits of a received Certificate message.
[[nodiscard]] constexpr CertificateLimits certificate_limits(const Settings& settings) {
  return CertificateLimits{settings.limits.chain_length, settings.limits.certificate_chain};
}

}  // namespace ferrule::tls
