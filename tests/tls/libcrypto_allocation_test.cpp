// SPDX-License-Identifier: Apache-2.0 OR MIT
// Refuses each allocation that libcrypto makes during a connection, one after another. A program of
// its own: libcrypto takes its allocation functions only before it has allocated anything.
#include <gtest/gtest.h>
#include <openssl/crypto.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <vector>

#include "ferrule/core/unsafe.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::tls {
namespace {

constexpr usize kNever = static_cast<usize>(-1);

FERRULE_SYNC std::atomic<usize> allocations{0};
FERRULE_SYNC std::atomic<usize> fail_at{kNever};
FERRULE_SYNC std::atomic<bool> refused{false};

/// Counts one allocation; true when it is the one to refuse.
bool is_refused() {
  const usize number = allocations.fetch_add(1);
  if (number != fail_at.load()) {
    return false;
  }
  refused.store(true);
  return true;
}

void* take(usize size, const char*, int) {
  if (is_refused()) {
    return nullptr;
  }
  UNSAFE("libcrypto gives it back through give_back() or take_again()") {
    return std::malloc(size);
  }
}

void* take_again(void* memory, usize size, const char*, int) {
  if (is_refused()) {
    return nullptr;
  }
  UNSAFE("memory came from take() or take_again(), or is null") {
    return std::realloc(memory, size);
  }
}

void give_back(void* memory, const char*, int) {
  UNSAFE("memory came from take() or take_again(), or is null") {
    std::free(memory);
  }
}

bool install() {
  UNSAFE("the three functions have the signatures and the behaviour of malloc, realloc and free") {
    return CRYPTO_set_mem_functions(&take, &take_again, &give_back) == 1;
  }
}

/// A handshake and some data; false when one of the sides ended with an error.
bool whole_connection(const Arc<ClientConfig>& client_config,
                      const Arc<ServerConfig>& server_config) {
  Result<Connection, Error> client = Connection::client(
      system_allocator(), client_config, pki::ServerName::parse("localhost").value());
  Result<Connection, Error> server = Connection::server(system_allocator(), server_config);
  if (!client || !server) {
    return false;
  }
  testing::TlsPair pair(std::move(client).value(), std::move(server).value());
  const std::vector<u8> data(2000, 42);
  return pair.handshake() && testing::send_through(pair, Side::Client, data) == data &&
         testing::send_through(pair, Side::Server, data) == data;
}

TEST(LibcryptoAllocationTest, EveryRefusalIsAnErrorOrSurvived) {
  const Arc<ClientConfig> client = testing::client_builder().build().value();
  for (const std::string who : {"p256", "rsa2048", "ed25519"}) {
    const Arc<ServerConfig> server = testing::server_builder(who).build().value();
    ASSERT_TRUE(whole_connection(client, server));  // what is kept for good is made here
    constexpr usize kTooMany = 100'000;
    usize survived = 0;
    usize n = 0;
    for (; n < kTooMany; ++n) {
      allocations.store(0);
      refused.store(false);
      fail_at.store(n);
      const bool succeeded = whole_connection(client, server);
      fail_at.store(kNever);
      if (!refused.load()) {
        EXPECT_TRUE(succeeded);
        break;
      }
      survived += succeeded ? 1 : 0;
    }
    EXPECT_GT(n, 10U);
    EXPECT_LT(survived, n);
    ASSERT_TRUE(whole_connection(client, server)) << "the provider is unusable after a refusal";
  }
}

}  // namespace
}  // namespace ferrule::tls

int main(int argc, char** argv) {
  if (!ferrule::tls::install()) {
    return 1;
  }
  UNSAFE("argc and argv are as main got them") {
    ::testing::InitGoogleTest(&argc, argv);
  }
  return RUN_ALL_TESTS();
}
