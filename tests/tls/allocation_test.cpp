// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a connection takes from its allocator: nothing per record, a bounded whole, and every
// refusal is survived.
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "ferrule/tls/connection.hpp"
#include "ferrule/tls/memory.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::tls {
namespace {

using testing::client_builder;
using testing::CountingAllocator;
using testing::server_builder;
using testing::TlsPair;

pki::ServerName localhost() { return pki::ServerName::parse("localhost").value(); }

/// Moves pending output without a copy of its own; false on an error.
bool move_output(Connection& from, Connection& to) {
  while (from.wants_write()) {
    const Result<MutBytes, Error> space = to.read_buffer();
    if (!space || space->empty()) {
      return false;
    }
    const Bytes pending = from.pending_tls();
    const usize count = pending.size() < space->size() ? pending.size() : space->size();
    space->first(count).copy_from(pending.first(count));
    from.tls_written(count);
    to.received(count);
    if (!to.process_new_packets()) {
      return false;
    }
  }
  return true;
}

bool run_handshake(Connection& client, Connection& server) {
  constexpr int kRounds = 6;
  for (int round = 0; round < kRounds; ++round) {
    if (!move_output(client, server) || !move_output(server, client)) {
      return false;
    }
  }
  return !client.is_handshaking() && !server.is_handshaking();
}

/// Sends `data`; true when as many bytes arrived.
bool pass(Connection& from, Connection& to, Bytes data) {
  const Result<usize, Error> taken = from.write(data);
  if (!taken || *taken != data.size() || !move_output(from, to)) {
    return false;
  }
  usize arrived = 0;
  while (!to.plaintext().empty()) {
    arrived += to.plaintext().size();
    to.consume(to.plaintext().size());
  }
  return arrived == data.size();
}

TEST(AllocationTest, NothingPerRecord) {
  for (const CipherSuite suite :
       {kTlsAes128GcmSha256, kTlsAes256GcmSha384, kTlsChaCha20Poly1305Sha256}) {
    const Array<CipherSuite, 1> suites{{suite}};
    CountingAllocator heap;
    std::optional<Connection> client =
        Connection::client(
            heap.ref(), client_builder().cipher_suites(suites.span()).build().value(), localhost())
            .value();
    std::optional<Connection> server =
        Connection::server(heap.ref(), server_builder().build().value()).value();
    ASSERT_TRUE(run_handshake(*client, *server));
    const std::vector<u8> data(16384, 42);
    ASSERT_TRUE(pass(*client, *server, data));
    ASSERT_TRUE(pass(*server, *client, data));

    const usize before = heap.allocations();
    for (usize size = 1; size <= 16384; size = size < 64 ? size + 1 : size + 97) {
      ASSERT_TRUE(pass(*client, *server, Bytes(data).first(size))) << size;
      ASSERT_TRUE(pass(*server, *client, Bytes(data).first(size))) << size;
    }
    ASSERT_TRUE(pass(*client, *server, data));
    EXPECT_EQ(heap.allocations(), before);
    client.reset();
    server.reset();
  }
}

TEST(AllocationTest, StaysBelowTheDocumentedMaximum) {
  CountingAllocator of_client;
  CountingAllocator of_server;
  std::optional<Connection> client =
      Connection::client(of_client.ref(), client_builder().build().value(), localhost()).value();
  std::optional<Connection> server =
      Connection::server(of_server.ref(), server_builder("rsa4096").build().value()).value();
  ASSERT_TRUE(run_handshake(*client, *server));
  const std::vector<u8> data(16384, 42);
  ASSERT_TRUE(pass(*client, *server, data));
  ASSERT_TRUE(pass(*server, *client, data));
  const std::vector<u8> much(1 << 20, 42);
  ASSERT_TRUE(client->write(Bytes(much)));
  ASSERT_TRUE(server->write(Bytes(much)));
  EXPECT_LE(of_client.peak_bytes(), kMaxConnectionMemory);
  EXPECT_LE(of_server.peak_bytes(), kMaxConnectionMemory);
  client->tls_written(client->pending_tls().size());
  server->tls_written(server->pending_tls().size());

  client->release_idle_buffers();
  server->release_idle_buffers();
  // Ours, and the objects themselves; what libcrypto keeps for a key comes on top.
  EXPECT_LE(of_client.live_bytes() + sizeof(Connection), kMaxIdleMemory);
  EXPECT_LE(of_server.live_bytes() + sizeof(Connection), kMaxIdleMemory);
  RecordProperty("idle_client_bytes",
                 static_cast<int>(of_client.live_bytes() + sizeof(Connection)));
  RecordProperty("idle_server_bytes",
                 static_cast<int>(of_server.live_bytes() + sizeof(Connection)));
  RecordProperty("peak_client_bytes", static_cast<int>(of_client.peak_bytes()));
  RecordProperty("peak_server_bytes", static_cast<int>(of_server.peak_bytes()));
  RecordProperty("handshake_client_allocations", static_cast<int>(of_client.allocations()));
  RecordProperty("handshake_server_allocations", static_cast<int>(of_server.allocations()));
  client.reset();
  server.reset();
}

/// A whole connection; false at the first error.
bool whole_connection(AllocatorRef heap, const Arc<ClientConfig>& client_config,
                      const Arc<ServerConfig>& server_config) {
  Result<Connection, Error> client = Connection::client(heap, client_config, localhost());
  Result<Connection, Error> server = Connection::server(heap, server_config);
  if (!client || !server || !run_handshake(*client, *server)) {
    return false;
  }
  const std::vector<u8> data(20000, 42);
  const bool passed = pass(*client, *server, data) && pass(*server, *client, data);
  if (!passed || !client->refresh_traffic_keys(true) || !pass(*client, *server, data) ||
      !move_output(*server, *client) || !pass(*server, *client, data)) {
    return false;
  }
  client->send_close_notify();
  return move_output(*client, *server) && server->peer_closed();
}

TEST(AllocationTest, EveryRefusalIsAnErrorWithoutLeak) {
  const Arc<ClientConfig> client = client_builder().build().value();
  const Arc<ServerConfig> server = server_builder().build().value();
  const usize count = testing::fail_each_allocation(
      [&](AllocatorRef heap) { return whole_connection(heap, client, server); });
  EXPECT_GT(count, 20U);
}

TEST(AllocationTest, EveryRefusalWithRetryAndClientCertificate) {
  const Array<crypto::NamedGroup, 1> p384{{crypto::kSecp384r1}};
  const Arc<ClientConfig> client =
      client_builder()
          .certificate(testing::identity(system_allocator(), testing::test_provider()->provider(),
                                         "client_p256"))
          .build()
          .value();
  const Arc<ServerConfig> server =
      server_builder("ed25519")
          .groups(p384.span())
          .client_auth(ClientAuth::Required, testing::client_verifier())
          .build()
          .value();
  testing::fail_each_allocation(
      [&](AllocatorRef heap) { return whole_connection(heap, client, server); });
}

}  // namespace
}  // namespace ferrule::tls
