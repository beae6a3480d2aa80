// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/adversarial/scenario.hpp"

#include <string_view>
#include <utility>

#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/tls/config/default_verifiers.hpp"
#include "tests/adversarial/transparent_aead.hpp"
#include "tests/support/identities.hpp"

namespace ferrule::testing {
namespace {

/// 2030-01-01: within the validity of tests/pki.
constexpr i64 kNow = 1'893'456'000;

constexpr TransparentAead kTransparent;

/// The default provider, with the AEAD that the scenario wants.
class ScenarioProvider {
 public:
  ScenarioProvider(Arc<crypto::DefaultProvider> base, Records records)
      : base_{std::move(base)}, provider_(base_->provider()) {
    if (records == Records::Transparent) {
      UNSAFE("kTransparent is a constant of this program") {
        provider_ = without_encryption(
            provider_, Ref<const crypto::Aead>(Ref<const TransparentAead>::from(kTransparent)));
      }
    }
  }
  [[nodiscard]] const crypto::Provider& provider() const FERRULE_LIFETIMEBOUND { return provider_; }

 private:
  Arc<crypto::DefaultProvider> base_;
  crypto::Provider provider_;
};

Arc<ScenarioProvider> provider_for(Records records) {
  auto base = crypto::make_default_provider(system_allocator()).value();
  return Arc<ScenarioProvider>::make(system_allocator(), std::move(base), records).value();
}

Box<tls::Clock> clock() {
  return Box<tls::Clock>(Box<tls::FixedClock>::make(system_allocator(), kNow).value());
}

Arc<tls::ClientConfig> client_config(const Arc<ScenarioProvider>& provider, Shape shape,
                                     std::string_view who) {
  const AllocatorRef allocator = system_allocator();
  auto verifier =
      Box<tls::PkiServerVerifier>::make(allocator, provider->provider(), anchors(allocator))
          .value();
  auto builder = tls::ClientConfig::builder(allocator, provider)
                     .value()
                     .clock(clock())
                     .verifier(Box<tls::ServerCertVerifier>(std::move(verifier)))
                     .groups(Array{crypto::kX25519, crypto::kSecp256r1}.span());
  if (shape == Shape::ClientCertificate) {
    return std::move(builder)
        .certificate(identity(allocator, provider->provider(), who))
        .build()
        .value();
  }
  return std::move(builder).build().value();
}

Arc<tls::ServerConfig> server_config(const Arc<ScenarioProvider>& provider, Shape shape,
                                     std::string_view who) {
  const AllocatorRef allocator = system_allocator();
  auto builder = tls::ServerConfig::builder(allocator, provider)
                     .value()
                     .clock(clock())
                     .certificate(identity(allocator, provider->provider(), who))
                     .value();
  if (shape == Shape::HelloRetry) {
    return std::move(builder).groups(Array{crypto::kSecp256r1}.span()).build().value();
  }
  if (shape == Shape::ClientCertificate || shape == Shape::MissingClientCertificate) {
    auto verifier =
        Box<tls::PkiClientVerifier>::make(allocator, provider->provider(), anchors(allocator))
            .value();
    return std::move(builder)
        .client_auth(tls::ClientAuth::Required, Box<tls::ClientCertVerifier>(std::move(verifier)))
        .build()
        .value();
  }
  return std::move(builder).build().value();
}

}  // namespace

Scenario::Scenario(Records records, Shape shape, const Identities& identities)
    : Scenario(client_config(provider_for(records), shape, identities.client),
               server_config(provider_for(records), shape, identities.server)) {}

tls::Connection Scenario::client() const {
  const auto name = pki::ServerName::parse(std::string_view("localhost")).value();
  return tls::Connection::client(system_allocator(), client_config_, name).value();
}

tls::Connection Scenario::server() const {
  return tls::Connection::server(system_allocator(), server_config_).value();
}

}  // namespace ferrule::testing
