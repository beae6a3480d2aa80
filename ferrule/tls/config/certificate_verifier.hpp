// SPDX-License-Identifier: Apache-2.0 OR MIT
// Who is believed to be whom. The signature of CertificateVerify is checked by the handshake
// itself; a verifier judges the chain. See default_verifiers.hpp for those that use ferrule/pki.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

/// Judges the chain of a server. May be called from several threads.
class ServerCertVerifier {
 public:
  /// `chain` is in DER, leaf first and never empty; `now` in seconds since 1970.
  [[nodiscard]] virtual Result<void, Error> verify(Span<const Bytes> chain,
                                                   const pki::ServerName& name, i64 now) const = 0;

 protected:
  ~ServerCertVerifier() = default;
};

enum class ClientAuth : u8 {
  None,      ///< clients are not asked for a certificate
  Optional,  ///< they are asked, and may answer without one
  Required,  ///< they are asked, and refused without one
};

/// Judges the chain of a client. May be called from several threads.
class ClientCertVerifier {
 public:
  [[nodiscard]] virtual Result<void, Error> verify(Span<const Bytes> chain, i64 now) const = 0;
  /// How many authorities to name in CertificateRequest as a hint (RFC 8446, 4.2.4).
  virtual usize authorities() const = 0;
  /// The distinguished name of one of them: the content of the RDNSequence. An empty one is left
  /// out.
  virtual Bytes authority(usize index) const FERRULE_LIFETIMEBOUND = 0;

 protected:
  ~ClientCertVerifier() = default;
};

}  // namespace ferrule::tls
