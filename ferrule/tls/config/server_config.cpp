// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/config/server_config.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::tls {

Result<ServerConfigBuilder, AllocError> ServerConfigWantsCertificate::certificate(
    Arc<CertifiedKey> key) && {
  TRY(Box<CertificateResolver> resolver,
      Box<SingleCertificate>::make(draft_.allocator, std::move(key)));
  return std::move(*this).resolver(std::move(resolver));
}

ServerConfigBuilder ServerConfigWantsCertificate::resolver(Box<CertificateResolver> resolver) && {
  return ServerConfigBuilder(std::move(draft_), std::move(resolver));
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
  TRYV(draft_.settings.check());
  const AllocatorRef allocator = draft_.allocator;
  TRY(Arc<ServerConfig> config, Arc<ServerConfig>::make(allocator, std::move(*this)));
  return config;
}

}  // namespace ferrule::tls
