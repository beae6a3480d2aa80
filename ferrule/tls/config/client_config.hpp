// SPDX-License-Identifier: Apache-2.0 OR MIT
// ClientConfig: what all connections of a client share. Built once, immutable, shared as Arc.
//
//   TRY(Arc<ClientConfig> config, ClientConfig::builder(allocator, provider)
//                                     .clock(std::move(clock))
//                                     .verifier(std::move(verifier))
//                                     .alpn(http)
//                                     .build());
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/config/certificate_verifier.hpp"
#include "ferrule/tls/config/certified_key.hpp"
#include "ferrule/tls/config/settings.hpp"
#include "ferrule/tls/config/stages.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

class ClientConfig;

/// The last stage: what is left is optional.
class FERRULE_OWNER ClientConfigBuilder : public CommonSteps<ClientConfigBuilder> {
 public:
  ClientConfigBuilder(ClientConfigBuilder&&) = default;

  /// Shown to servers that ask for it.
  [[nodiscard]] ClientConfigBuilder certificate(Arc<CertifiedKey> key) &&;
  /// Off: the server is not told which name is wanted.
  [[nodiscard]] ClientConfigBuilder send_server_name(bool on) &&;
  /// How many of groups(), from the first, get a key share in the first ClientHello; 1 unless set.
  [[nodiscard]] ClientConfigBuilder key_shares(usize count) &&;

  [[nodiscard]] Result<Arc<ClientConfig>, Error> build() &&;

 private:
  friend class ClientConfig;
  friend class ClientConfigWantsVerifier;
  friend class CommonSteps<ClientConfigBuilder>;

  Draft draft_;
  Box<ServerCertVerifier> verifier_;
  Option<Arc<CertifiedKey>> certificate_;
  bool send_server_name_ = true;
  usize key_shares_ = 1;

  ClientConfigBuilder(Draft draft, Box<ServerCertVerifier> verifier)
      : draft_(std::move(draft)), verifier_(std::move(verifier)) {}
};

/// The stage that asks who judges servers.
class FERRULE_OWNER ClientConfigWantsVerifier {
 public:
  [[nodiscard]] ClientConfigBuilder verifier(Box<ServerCertVerifier> verifier) &&;

 private:
  friend class WantsClock<ClientConfigWantsVerifier>;
  Draft draft_;

  explicit ClientConfigWantsVerifier(Draft draft) : draft_(std::move(draft)) {}
};

using ClientConfigWantsClock = WantsClock<ClientConfigWantsVerifier>;

class FERRULE_OWNER ClientConfig {
 public:
  /// With a provider whose objects outlive everything made with it.
  [[nodiscard]] static ClientConfigWantsClock builder(AllocatorRef allocator,
                                                      const crypto::Provider& provider) {
    return ClientConfigWantsClock::with(allocator, provider);
  }
  /// With a provider that the configuration keeps alive.
  template <typename P>
  [[nodiscard]] static Result<ClientConfigWantsClock, AllocError> builder(AllocatorRef allocator,
                                                                          Arc<P> provider) {
    return ClientConfigWantsClock::with(allocator, std::move(provider));
  }

  /// Made by build() only.
  explicit ClientConfig(ClientConfigBuilder made) : made_(std::move(made)) {}

  [[nodiscard]] const Settings& settings() const FERRULE_LIFETIMEBOUND {
    return made_.draft_.settings;
  }
  [[nodiscard]] const ServerCertVerifier& verifier() const FERRULE_LIFETIMEBOUND {
    return *made_.verifier_;
  }
  [[nodiscard]] const Option<Arc<CertifiedKey>>& certificate() const FERRULE_LIFETIMEBOUND {
    return made_.certificate_;
  }
  [[nodiscard]] bool sends_server_name() const { return made_.send_server_name_; }
  [[nodiscard]] usize key_shares() const { return made_.key_shares_; }

 private:
  ClientConfigBuilder made_;
};

}  // namespace ferrule::tls
