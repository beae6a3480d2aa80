// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/config/client_config.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::tls {

ClientConfigWantsClock ClientConfig::builder(AllocatorRef allocator,
                                             const crypto::Provider& provider) {
  Settings settings(allocator);
  settings.take_algorithms(provider);
  return ClientConfigWantsClock(allocator, std::move(settings));
}

ClientConfigWantsVerifier ClientConfigWantsClock::clock(Box<Clock> clock) && {
  settings_.clock = Option<Box<Clock>>(std::move(clock));
  return ClientConfigWantsVerifier(allocator_, std::move(settings_));
}

ClientConfigBuilder ClientConfigWantsVerifier::verifier(Box<ServerCertVerifier> verifier) && {
  return ClientConfigBuilder(allocator_, std::move(settings_), std::move(verifier));
}

ClientConfigBuilder ClientConfigBuilder::certificate(Arc<CertifiedKey> key) && {
  certificate_ = Option<Arc<CertifiedKey>>(std::move(key));
  return std::move(*this);
}

ClientConfigBuilder ClientConfigBuilder::send_server_name(bool on) && {
  send_server_name_ = on;
  return std::move(*this);
}

ClientConfigBuilder ClientConfigBuilder::key_shares(usize count) && {
  key_shares_ = count;
  return std::move(*this);
}

Result<Arc<ClientConfig>, Error> ClientConfigBuilder::build() && {
  TRYV(noted());
  TRYV(settings_.check());
  if (key_shares_ > settings_.groups.size()) {
    return Err{ApiMisuse::NoGroups};
  }
  const AllocatorRef allocator = allocator_;
  TRY(Arc<ClientConfig> config, Arc<ClientConfig>::make(allocator, std::move(*this)));
  return config;
}

}  // namespace ferrule::tls
