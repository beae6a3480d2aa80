// SPDX-License-Identifier: Apache-2.0 OR MIT
// A connection keeps the provider of its configuration alive, although everybody else has let go of
// both: it needs the algorithms for key updates and exporters until it ends.
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <utility>
#include <vector>

#include "ferrule/core/array.hpp"
#include "ferrule/core/unsafe.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::testing {
namespace {

using tls::Side;

FERRULE_SYNC std::atomic<usize> living_providers{0};

/// Counts the providers that are alive.
class CountedProvider {
 public:
  CountedProvider() : base_{crypto::make_default_provider(system_allocator()).value()} {
    ++living_providers;
  }
  CountedProvider(const CountedProvider&) = delete;
  CountedProvider& operator=(const CountedProvider&) = delete;
  ~CountedProvider() { --living_providers; }

  [[nodiscard]] const crypto::Provider& provider() const FERRULE_LIFETIMEBOUND {
    return base_->provider();
  }

 private:
  Arc<crypto::DefaultProvider> base_;
};

Arc<CountedProvider> counted() { return Arc<CountedProvider>::make(system_allocator()).value(); }

/// Each side has a provider of its own, which nobody but its configuration owns.
TlsPair make_pair() {
  return TlsPair::make(client_builder_with(counted()).build().value(),
                       server_builder_with(counted()).build().value());
}

/// Uses algorithms that are looked at after the handshake.
void expect_alive(TlsPair& pair) {
  const std::vector<u8> data = bytes_of("data");
  for (const Side from : {Side::Client, Side::Server}) {
    ASSERT_TRUE(pair.side(from).refresh_traffic_keys(true));
    EXPECT_EQ(send_through(pair, from, data), data);
    EXPECT_EQ(send_through(pair, tls::other(from), data), data);
    Array<u8, 32> exported{};
    EXPECT_TRUE(pair.side(from).export_keying_material(exported.span(), "label", kNone));
  }
}

TEST(ProviderLifetime, reaches_to_the_end_of_the_connection) {
  std::optional<TlsPair> pair = make_pair();
  ASSERT_TRUE(pair->handshake());
  EXPECT_EQ(living_providers, 2U);
  expect_alive(*pair);
  pair.reset();
  EXPECT_EQ(living_providers, 0U);
}

TEST(ProviderLifetime, goes_with_a_connection_that_moves) {
  std::optional<TlsPair> first = make_pair();
  ASSERT_TRUE(first->handshake());
  {
    TlsPair second = make_pair();
    ASSERT_TRUE(second.handshake());
    EXPECT_EQ(living_providers, 4U);
    *first = std::move(second);
  }
  EXPECT_EQ(living_providers, 2U);
  expect_alive(*first);
  first.reset();
  EXPECT_EQ(living_providers, 0U);
}

TEST(ProviderLifetime, of_a_configuration_chosen_later) {
  std::optional<TlsPair> pair(TlsPair(
      tls::Connection::client(system_allocator(), client_builder_with(counted()).build().value(),
                              pki::ServerName::parse("localhost").value())
          .value(),
      tls::Connection::acceptor(system_allocator(), tls::Limits{}).value()));
  pair->run();
  ASSERT_TRUE(pair->server().wants_configuration());
  ASSERT_TRUE(pair->server().choose_configuration(server_builder_with(counted()).build().value()));
  ASSERT_TRUE(pair->handshake());
  EXPECT_EQ(living_providers, 2U);
  expect_alive(*pair);
  pair.reset();
  EXPECT_EQ(living_providers, 0U);
}

}  // namespace
}  // namespace ferrule::testing
