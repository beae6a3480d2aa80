// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/adversarial/scenario.hpp"

#include <string_view>

#include "ferrule/core/array.hpp"
#include "tests/adversarial/transparent_aead.hpp"
#include "tests/support/composed_provider.hpp"

namespace ferrule::testing {
namespace {

Arc<ComposedProvider> provider_for(Records records) {
  ComposedProvider made;
  if (records == Records::Transparent) {
    made.use_only(Box<TransparentAead>::make(system_allocator()).value());
  }
  return Arc<ComposedProvider>::make(system_allocator(), std::move(made)).value();
}

Arc<tls::ClientConfig> client_config(const Arc<ComposedProvider>& provider, Shape shape,
                                     std::string_view who) {
  auto builder =
      client_builder_with(provider).groups(Array{crypto::kX25519, crypto::kSecp256r1}.span());
  if (shape == Shape::ClientCertificate) {
    return std::move(builder)
        .certificate(identity(system_allocator(), provider->provider(), who))
        .build()
        .value();
  }
  return std::move(builder).build().value();
}

Arc<tls::ServerConfig> server_config(const Arc<ComposedProvider>& provider, Shape shape,
                                     std::string_view who) {
  auto builder = server_builder_with(provider, who);
  if (shape == Shape::HelloRetry) {
    return std::move(builder).groups(Array{crypto::kSecp256r1}.span()).build().value();
  }
  if (shape == Shape::ClientCertificate || shape == Shape::MissingClientCertificate) {
    return std::move(builder)
        .client_auth(tls::ClientAuth::Required, client_verifier())
        .build()
        .value();
  }
  return std::move(builder).build().value();
}

}  // namespace

Scenario::Scenario(Records records, Shape shape, const Identities& identities)
    : Scenario(client_config(provider_for(records), shape, identities.client),
               server_config(provider_for(records), shape, identities.server)) {}

}  // namespace ferrule::testing
