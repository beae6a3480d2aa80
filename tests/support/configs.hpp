// SPDX-License-Identifier: Apache-2.0 OR MIT
// Configurations of both sides with the certificates of tests/pki, at a time when those are valid.
#pragma once

#include <string_view>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/config/clock.hpp"
#include "ferrule/tls/config/default_verifiers.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "tests/support/identities.hpp"

namespace ferrule::testing {

/// 2026-11-20: inside of the validity of all of tests/pki but what is expired or not yet valid.
inline constexpr i64 kTestTime = 1795132800;

/// The default provider, looked up once.
[[nodiscard]] Arc<crypto::DefaultProvider> test_provider();

[[nodiscard]] Box<tls::Clock> test_clock(i64 seconds = kTestTime);

[[nodiscard]] Box<tls::ClientCertVerifier> client_verifier(std::string_view ca = "ca.pem");

/// A builder for a client that trusts `ca`; change what you like, then build().
template <typename P>
[[nodiscard]] tls::ClientConfigBuilder client_builder_with(const Arc<P>& provider,
                                                           std::string_view ca = "ca.pem",
                                                           i64 now = kTestTime) {
  const AllocatorRef heap = system_allocator();
  return tls::ClientConfig::builder(heap, provider)
      .value()
      .clock(test_clock(now))
      .verifier(
          Box<tls::PkiServerVerifier>::make(heap, provider->provider(), anchors(heap, ca)).value());
}

/// A builder for a server that is `who` of tests/pki.
template <typename P>
[[nodiscard]] tls::ServerConfigBuilder server_builder_with(const Arc<P>& provider,
                                                           std::string_view who = "p256") {
  const AllocatorRef heap = system_allocator();
  return tls::ServerConfig::builder(heap, provider)
      .value()
      .clock(test_clock())
      .certificate(identity(heap, provider->provider(), who))
      .value();
}

/// The same with test_provider().
[[nodiscard]] tls::ClientConfigBuilder client_builder(std::string_view ca = "ca.pem",
                                                      i64 now = kTestTime);
[[nodiscard]] tls::ServerConfigBuilder server_builder(std::string_view who = "p256");

}  // namespace ferrule::testing
