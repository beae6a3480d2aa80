// SPDX-License-Identifier: Apache-2.0 OR MIT
// Which certificate a server shows to a client.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/tls/config/certified_key.hpp"
#include "ferrule/tls/config/client_hello_info.hpp"

namespace ferrule::tls {

/// May be asked from several threads.
class CertificateResolver {
 public:
  /// The certificate for this client, or nothing: then the handshake ends with unrecognized_name or
  /// handshake_failure.
  virtual Option<Arc<CertifiedKey>> resolve(const ClientHelloInfo& hello) const = 0;

 protected:
  ~CertificateResolver() = default;
};

/// The same certificate for everybody.
class SingleCertificate final : public CertificateResolver {
 public:
  explicit SingleCertificate(Arc<CertifiedKey> key) : key_(std::move(key)) {}
  Option<Arc<CertifiedKey>> resolve(const ClientHelloInfo&) const override {
    return Option<Arc<CertifiedKey>>(key_);
  }

 private:
  Arc<CertifiedKey> key_;
};

}  // namespace ferrule::tls
