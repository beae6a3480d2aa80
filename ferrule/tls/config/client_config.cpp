// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/config/client_config.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::tls {

ClientConfigBuilder ClientConfigWantsVerifier::verifier(Box<ServerCertVerifier> verifier) && {
  return ClientConfigBuilder(std::move(draft_), std::move(verifier));
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
  TRYV(draft_.settings.check());
  if (key_shares_ > draft_.settings.groups.size()) {
    return Err{ApiMisuse::NoGroups};
  }
  const AllocatorRef allocator = draft_.allocator;
  TRY(Arc<ClientConfig> config, Arc<ClientConfig>::make(allocator, std::move(*this)));
  return config;
}

}  // namespace ferrule::tls
