// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/config/server_config.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::tls {

ServerConfigWantsClock ServerConfig::builder(AllocatorRef allocator,
                                             const crypto::Provider& provider) {
  Settings settings(allocator);
  settings.take_algorithms(provider);
  return ServerConfigWantsClock(allocator, std::move(settings));
}

ServerConfigWantsCertificate ServerConfigWantsClock::clock(Box<Clock> clock) && {
  settings_.clock = Option<Box<Clock>>(std::move(clock));
  return ServerConfigWantsCertificate(allocator_, std::move(settings_));
}

Result<ServerConfigBuilder, AllocError> ServerConfigWantsCertificate::certificate(
    Arc<CertifiedKey> key) && {
  TRY(Box<CertificateResolver> resolver, Box<SingleCertificate>::make(allocator_, std::move(key)));
  return std::move(*this).resolver(std::move(resolver));
}

ServerConfigBuilder ServerConfigWantsCertificate::resolver(Box<CertificateResolver> resolver) && {
  return ServerConfigBuilder(allocator_, std::move(settings_), std::move(resolver));
}

ServerConfigBuilder ServerConfigBuilder::client_auth(ClientAuth auth,
                                                     Box<ClientCertVerifier> verifier) && {
  client_auth_ = auth;
  client_verifier_ = Option<Box<ClientCertVerifier>>(std::move(verifier));
  return std::move(*this);
}

ServerConfigBuilder ServerConfigBuilder::prefer_own_cipher_suites(bool on) && {
  prefer_own_cipher_suites_ = on;
  return std::move(*this);
}

Result<Arc<ServerConfig>, Error> ServerConfigBuilder::build() && {
  TRYV(noted());
  TRYV(settings_.check());
  const AllocatorRef allocator = allocator_;
  TRY(Arc<ServerConfig> config, Arc<ServerConfig>::make(allocator, std::move(*this)));
  return config;
}

}  // namespace ferrule::tls
