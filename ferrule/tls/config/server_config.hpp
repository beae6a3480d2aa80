// SPDX-License-Identifier: Apache-2.0 OR MIT
// ServerConfig: what all connections of a server share. Built once, immutable, shared as Arc.
//
//   TRY(Arc<ServerConfig> config, ServerConfig::builder(allocator, provider)
//                                     .clock(std::move(clock))
//                                     .certificate(key)
//                                     .alpn(http)
//                                     .build());
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/config/certificate_resolver.hpp"
#include "ferrule/tls/config/certificate_verifier.hpp"
#include "ferrule/tls/config/settings.hpp"
#include "ferrule/tls/config/stages.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

class ServerConfig;

/// The last stage: what is left is optional.
class FERRULE_OWNER ServerConfigBuilder : public CommonSteps<ServerConfigBuilder> {
 public:
  ServerConfigBuilder(ServerConfigBuilder&&) = default;

  /// Asks clients for a certificate. `auth` is Optional or Required.
  [[nodiscard]] ServerConfigBuilder client_auth(ClientAuth auth,
                                                Box<ClientCertVerifier> verifier) &&;
  /// Off (as it is unless set): of what both can do, the client's order decides about cipher
  /// suites.
  [[nodiscard]] ServerConfigBuilder prefer_own_cipher_suites(bool on) &&;

  [[nodiscard]] Result<Arc<ServerConfig>, Error> build() &&;

 private:
  friend class ServerConfig;
  friend class ServerConfigWantsCertificate;
  friend class CommonSteps<ServerConfigBuilder>;

  Draft draft_;
  Box<CertificateResolver> resolver_;
  ClientAuth client_auth_ = ClientAuth::None;
  Option<Box<ClientCertVerifier>> client_verifier_;
  bool prefer_own_cipher_suites_ = false;

  ServerConfigBuilder(Draft draft, Box<CertificateResolver> resolver)
      : draft_(std::move(draft)), resolver_(std::move(resolver)) {}
};

/// The stage that asks for the certificates.
class FERRULE_OWNER ServerConfigWantsCertificate {
 public:
  /// The same for every client.
  [[nodiscard]] Result<ServerConfigBuilder, AllocError> certificate(Arc<CertifiedKey> key) &&;
  [[nodiscard]] ServerConfigBuilder resolver(Box<CertificateResolver> resolver) &&;

 private:
  friend class WantsClock<ServerConfigWantsCertificate>;
  Draft draft_;

  explicit ServerConfigWantsCertificate(Draft draft) : draft_(std::move(draft)) {}
};

using ServerConfigWantsClock = WantsClock<ServerConfigWantsCertificate>;

class FERRULE_OWNER ServerConfig {
 public:
  /// With a provider whose objects outlive everything made with it.
  [[nodiscard]] static ServerConfigWantsClock builder(AllocatorRef allocator,
                                                      const crypto::Provider& provider) {
    return ServerConfigWantsClock::with(allocator, provider);
  }
  /// With a provider that the configuration keeps alive.
  template <typename P>
  [[nodiscard]] static Result<ServerConfigWantsClock, AllocError> builder(AllocatorRef allocator,
                                                                          Arc<P> provider) {
    return ServerConfigWantsClock::with(allocator, std::move(provider));
  }

  /// Made by build() only.
  explicit ServerConfig(ServerConfigBuilder made) : made_(std::move(made)) {}

  [[nodiscard]] const Settings& settings() const FERRULE_LIFETIMEBOUND {
    return made_.draft_.settings;
  }
  [[nodiscard]] const CertificateResolver& resolver() const FERRULE_LIFETIMEBOUND {
    return *made_.resolver_;
  }
  [[nodiscard]] ClientAuth client_auth() const { return made_.client_auth_; }
  [[nodiscard]] const Option<Box<ClientCertVerifier>>& client_verifier() const
      FERRULE_LIFETIMEBOUND {
    return made_.client_verifier_;
  }
  [[nodiscard]] bool prefers_own_cipher_suites() const { return made_.prefer_own_cipher_suites_; }

 private:
  ServerConfigBuilder made_;
};

}  // namespace ferrule::tls
