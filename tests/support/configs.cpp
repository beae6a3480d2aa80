// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/configs.hpp"

namespace ferrule::testing {

Arc<crypto::DefaultProvider> test_provider() {
  static const Arc<crypto::DefaultProvider> provider =
      crypto::make_default_provider(system_allocator()).value();
  return provider;
}

Box<tls::Clock> test_clock(i64 seconds) {
  return Box<tls::FixedClock>::make(system_allocator(), seconds).value();
}

Box<tls::ClientCertVerifier> client_verifier(std::string_view ca) {
  const AllocatorRef heap = system_allocator();
  return Box<tls::PkiClientVerifier>::make(heap, test_provider()->provider(), anchors(heap, ca))
      .value();
}

tls::ClientConfigBuilder client_builder(std::string_view ca, i64 now) {
  return client_builder_with(test_provider(), ca, now);
}

tls::ServerConfigBuilder server_builder(std::string_view who) {
  return server_builder_with(test_provider(), who);
}

}  // namespace ferrule::testing
