// SPDX-License-Identifier: Apache-2.0 OR MIT
// Client and server against each other, in memory.
#include "ferrule/tls/connection.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/hex.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::tls {
namespace {

using testing::client_builder;
using testing::send_through;
using testing::server_builder;
using testing::TlsPair;

TlsPair default_pair() {
  return TlsPair::make(client_builder().build().value(), server_builder().build().value());
}

std::vector<u8> some_bytes(usize size) {
  std::vector<u8> bytes(size);
  u8 next = 7;
  for (u8& byte : bytes) {
    byte = next;
    next = static_cast<u8>(next * 5 + 3);
  }
  return bytes;
}

TEST(ConnectionTest, HandshakesAndMovesDataBothWays) {
  TlsPair pair = default_pair();
  ASSERT_TRUE(pair.handshake());
  EXPECT_EQ(pair.client().protocol_version()->value, kTls13.value);
  EXPECT_EQ(pair.client().handshake_kind(), HandshakeKind::Full);
  EXPECT_EQ(pair.client().peer_certificate_count(), 2U);
  EXPECT_EQ(testing::to_hex(*pair.server().server_name()),
            testing::to_hex(testing::bytes_of("localhost")));
  for (const usize size : {1U, 100U, 16384U, 16385U, 200000U}) {
    const std::vector<u8> data = some_bytes(size);
    EXPECT_EQ(send_through(pair, Side::Client, data), data);
    EXPECT_EQ(send_through(pair, Side::Server, data), data);
  }
}

class ConnectionMatrixTest : public ::testing::TestWithParam<std::tuple<u16, u16, std::string>> {};

TEST_P(ConnectionMatrixTest, EverySuiteGroupAndKey) {
  const auto& [suite_value, group_value, who] = GetParam();
  const Array<CipherSuite, 1> suites{{CipherSuite{suite_value}}};
  const Array<crypto::NamedGroup, 1> groups{{crypto::NamedGroup{group_value}}};
  TlsPair pair = TlsPair::make(
      client_builder().cipher_suites(suites.span()).groups(groups.span()).build().value(),
      server_builder(who).build().value());
  ASSERT_TRUE(pair.handshake());
  EXPECT_EQ(pair.server().cipher_suite()->value, suite_value);
  EXPECT_EQ(pair.client().key_exchange_group()->value, group_value);
  const std::vector<u8> data = some_bytes(5000);
  EXPECT_EQ(send_through(pair, Side::Client, data), data);
  EXPECT_EQ(send_through(pair, Side::Server, data), data);
}

INSTANTIATE_TEST_SUITE_P(All, ConnectionMatrixTest,
                         ::testing::Combine(::testing::Values(0x1301, 0x1302, 0x1303),
                                            ::testing::Values(0x001d, 0x0017, 0x0018),
                                            ::testing::Values("rsa2048", "rsa3072", "rsa4096",
                                                              "p256", "p384", "p521", "ed25519")));

TEST(ConnectionTest, ServerAsksForAnotherShare) {
  const Array<crypto::NamedGroup, 2> clients{{crypto::kX25519, crypto::kSecp384r1}};
  const Array<crypto::NamedGroup, 1> servers{{crypto::kSecp384r1}};
  TlsPair pair = TlsPair::make(client_builder().groups(clients.span()).build().value(),
                               server_builder().groups(servers.span()).build().value());
  ASSERT_TRUE(pair.handshake());
  EXPECT_EQ(pair.client().handshake_kind(), HandshakeKind::FullWithHelloRetryRequest);
  EXPECT_EQ(pair.server().handshake_kind(), HandshakeKind::FullWithHelloRetryRequest);
  EXPECT_EQ(*pair.server().key_exchange_group(), crypto::kSecp384r1);
  const std::vector<u8> data = some_bytes(100);
  EXPECT_EQ(send_through(pair, Side::Client, data), data);
}

TEST(ConnectionTest, TwoSharesSpareTheRetry) {
  const Array<crypto::NamedGroup, 1> servers{{crypto::kSecp256r1}};
  const Array<crypto::NamedGroup, 2> clients{{crypto::kX25519, crypto::kSecp256r1}};
  TlsPair pair =
      TlsPair::make(client_builder().groups(clients.span()).key_shares(2).build().value(),
                    server_builder().groups(servers.span()).build().value());
  ASSERT_TRUE(pair.handshake());
  EXPECT_EQ(pair.client().handshake_kind(), HandshakeKind::Full);
}

TEST(ConnectionTest, RetriesWithoutAnyShare) {
  TlsPair pair = TlsPair::make(client_builder().key_shares(0).build().value(),
                               server_builder().build().value());
  ASSERT_TRUE(pair.handshake());
  EXPECT_EQ(pair.client().handshake_kind(), HandshakeKind::FullWithHelloRetryRequest);
}

TEST(ConnectionTest, NothingInCommonIsHandshakeFailure) {
  const Array<crypto::NamedGroup, 1> p256{{crypto::kSecp256r1}};
  const Array<crypto::NamedGroup, 1> p384{{crypto::kSecp384r1}};
  TlsPair groups = TlsPair::make(client_builder().groups(p256.span()).build().value(),
                                 server_builder().groups(p384.span()).build().value());
  EXPECT_FALSE(groups.handshake());
  EXPECT_TRUE(groups.server_error()->is(PeerIncompatible::NoCommonGroup));
  EXPECT_EQ(*groups.client_error()->received_alert(), alert::kHandshakeFailure);

  const Array<CipherSuite, 1> aes{{kTlsAes128GcmSha256}};
  const Array<CipherSuite, 1> chacha{{kTlsChaCha20Poly1305Sha256}};
  TlsPair suites = TlsPair::make(client_builder().cipher_suites(aes.span()).build().value(),
                                 server_builder().cipher_suites(chacha.span()).build().value());
  EXPECT_FALSE(suites.handshake());
  EXPECT_TRUE(suites.server_error()->is(PeerIncompatible::NoCommonCipherSuite));

  const Array<crypto::SignatureScheme, 1> ed25519{{crypto::kEd25519}};
  TlsPair schemes =
      TlsPair::make(client_builder().signature_schemes(ed25519.span()).build().value(),
                    server_builder("p256").build().value());
  EXPECT_FALSE(schemes.handshake());
  EXPECT_TRUE(schemes.server_error()->is(PeerIncompatible::NoCommonSignatureScheme));
}

TEST(ConnectionTest, AgreesOnAProtocol) {
  const std::vector<u8> h2 = testing::bytes_of("h2");
  const std::vector<u8> http = testing::bytes_of("http/1.1");
  TlsPair pair = TlsPair::make(client_builder().alpn(h2).alpn(http).build().value(),
                               server_builder().alpn(http).build().value());
  ASSERT_TRUE(pair.handshake());
  EXPECT_EQ(testing::copy_of(*pair.client().alpn()), http);
  EXPECT_EQ(testing::copy_of(*pair.server().alpn()), http);

  TlsPair apart = TlsPair::make(client_builder().alpn(h2).build().value(),
                                server_builder().alpn(http).build().value());
  EXPECT_FALSE(apart.handshake());
  EXPECT_EQ(*apart.client_error()->received_alert(), alert::kNoApplicationProtocol);

  TlsPair silent =
      TlsPair::make(client_builder().build().value(), server_builder().alpn(http).build().value());
  ASSERT_TRUE(silent.handshake());
  EXPECT_FALSE(silent.client().alpn());
}

TEST(ConnectionTest, RefusesServersItCannotTrust) {
  struct Case {
    std::string who;
    std::string name;
    pki::CertificateErrorKind kind;
    AlertDescription alert;
  };
  const std::vector<Case> cases{
      {"expired", "localhost", pki::CertificateErrorKind::Expired, alert::kCertificateExpired},
      {"not_yet_valid", "localhost", pki::CertificateErrorKind::NotYetValid,
       alert::kBadCertificate},
      {"wrong_name", "localhost", pki::CertificateErrorKind::NameMismatch, alert::kBadCertificate},
      {"unknown_issuer", "localhost", pki::CertificateErrorKind::UnknownIssuer, alert::kUnknownCa},
      {"p256", "127.0.0.2", pki::CertificateErrorKind::NameMismatch, alert::kBadCertificate},
  };
  for (const Case& refused : cases) {
    TlsPair pair = TlsPair::make(client_builder().build().value(),
                                 server_builder(refused.who).build().value(), refused.name);
    EXPECT_FALSE(pair.handshake()) << refused.who;
    ASSERT_TRUE(pair.client_error().has_value()) << refused.who;
    EXPECT_TRUE(pair.client_error()->is(pki::CertificateError(refused.kind)))
        << name(*pair.client_error());
    ASSERT_TRUE(pair.server_error().has_value());
    EXPECT_EQ(pair.server_error()->received_alert()->value, alert_for(*pair.client_error()).value);
    EXPECT_TRUE(pair.client().failure().has_value());
  }
}

TEST(ConnectionTest, KnowsServersByAddressAndWildcard) {
  for (const std::string name : {"127.0.0.1", "::1", "example.test", "a.wild.test"}) {
    TlsPair pair =
        TlsPair::make(client_builder().build().value(), server_builder().build().value(), name);
    EXPECT_TRUE(pair.handshake()) << name;
  }
}

TEST(ConnectionTest, AsksClientsForCertificates) {
  const AllocatorRef heap = system_allocator();
  const auto with = [&](std::string_view who) {
    return client_builder()
        .certificate(testing::identity(heap, testing::test_provider()->provider(), who))
        .build()
        .value();
  };
  const auto server = [&](ClientAuth auth) {
    return server_builder().client_auth(auth, testing::client_verifier()).build().value();
  };
  for (const std::string who :
       {"client_rsa2048", "client_p256", "client_p384", "client_p521", "client_ed25519"}) {
    for (const ClientAuth auth : {ClientAuth::Optional, ClientAuth::Required}) {
      TlsPair pair = TlsPair::make(with(who), server(auth));
      ASSERT_TRUE(pair.handshake()) << who;
      EXPECT_EQ(pair.server().peer_certificate_count(), 2U);
      const std::vector<u8> data = some_bytes(100);
      EXPECT_EQ(send_through(pair, Side::Client, data), data);
    }
  }
  TlsPair optional = TlsPair::make(client_builder().build().value(), server(ClientAuth::Optional));
  ASSERT_TRUE(optional.handshake());
  EXPECT_EQ(optional.server().peer_certificate_count(), 0U);

  TlsPair required = TlsPair::make(client_builder().build().value(), server(ClientAuth::Required));
  EXPECT_FALSE(required.handshake());
  EXPECT_TRUE(required.server_error()->is(PeerIncompatible::ClientCertificateRequired));
  EXPECT_EQ(*required.client_error()->received_alert(), alert::kCertificateRequired);

  TlsPair stranger = TlsPair::make(with("client_unknown_issuer"), server(ClientAuth::Optional));
  EXPECT_FALSE(stranger.handshake());
  EXPECT_EQ(*stranger.client_error()->received_alert(), alert::kUnknownCa);
}

TEST(ConnectionTest, UpdatesKeysBothWays) {
  TlsPair pair = default_pair();
  ASSERT_TRUE(pair.handshake());
  const std::vector<u8> data = some_bytes(1000);
  for (int round = 0; round < 5; ++round) {
    ASSERT_TRUE(pair.client().refresh_traffic_keys(true));
    EXPECT_EQ(send_through(pair, Side::Client, data), data);
    EXPECT_EQ(send_through(pair, Side::Server, data), data);
    ASSERT_TRUE(pair.server().refresh_traffic_keys(false));
    EXPECT_EQ(send_through(pair, Side::Server, data), data);
    EXPECT_EQ(send_through(pair, Side::Client, data), data);
  }
}

TEST(ConnectionTest, TellsCloseFromTruncation) {
  TlsPair closed = default_pair();
  ASSERT_TRUE(closed.handshake());
  closed.client().send_close_notify();
  closed.run();
  EXPECT_TRUE(closed.server().peer_closed());
  // Half-close: the other direction still works.
  const std::vector<u8> data = some_bytes(1000);
  EXPECT_EQ(send_through(closed, Side::Server, data), data);
  EXPECT_TRUE(closed.client().write(Bytes(data)).error().is(ApiMisuse::ConnectionClosed));
  closed.server().received_eof();
  EXPECT_TRUE(closed.server().process_new_packets());

  TlsPair cut = default_pair();
  ASSERT_TRUE(cut.handshake());
  cut.server().received_eof();
  const auto state = cut.server().process_new_packets();
  ASSERT_FALSE(state);
  EXPECT_TRUE(state.error().is(PeerMisbehaved::TruncatedConnection));
  EXPECT_TRUE(cut.server().process_new_packets().error().is(PeerMisbehaved::TruncatedConnection));
}

TEST(ConnectionTest, ExportsTheSameOnBothSides) {
  TlsPair pair = default_pair();
  Array<u8, 40> early{};
  EXPECT_TRUE(pair.client()
                  .export_keying_material(early.span(), "label", kNone)
                  .error()
                  .is(ApiMisuse::HandshakeNotComplete));
  ASSERT_TRUE(pair.handshake());
  Array<u8, 40> client{};
  Array<u8, 40> server{};
  Array<u8, 40> different{};
  const Array<u8, 3> context{{1, 2, 3}};
  ASSERT_TRUE(
      pair.client().export_keying_material(client.span(), "label", Option<Bytes>(context.span())));
  ASSERT_TRUE(
      pair.server().export_keying_material(server.span(), "label", Option<Bytes>(context.span())));
  ASSERT_TRUE(pair.server().export_keying_material(different.span(), "other",
                                                   Option<Bytes>(context.span())));
  EXPECT_EQ(client, server);
  EXPECT_FALSE(client == different);
}

TEST(ConnectionTest, PadsAndFragments) {
  TlsPair pair = TlsPair::make(client_builder().padding_block(1000).build().value(),
                               server_builder().max_fragment(100).build().value());
  ASSERT_TRUE(pair.handshake());
  const std::vector<u8> data = some_bytes(2500);
  ASSERT_EQ(*pair.client().write(Bytes(data).first(1)), 1U);
  EXPECT_EQ(pair.client().pending_tls().size(), 1000U + 22U);
  EXPECT_TRUE(pair.transfer(Side::Client));
  EXPECT_EQ(pair.read_by(Side::Server).size(), 1U);
  EXPECT_EQ(send_through(pair, Side::Client, data), data);
  EXPECT_EQ(send_through(pair, Side::Server, data), data);
}

TEST(ConnectionTest, WorksWithoutMiddleboxCompatibility) {
  TlsPair pair = TlsPair::make(client_builder().middlebox_compatibility(false).build().value(),
                               server_builder().build().value());
  bool has_dummy = false;
  pair.run([&](Side, std::vector<u8>& bytes) { has_dummy = has_dummy || bytes[0] == 20; });
  EXPECT_TRUE(pair.handshake());
  EXPECT_FALSE(has_dummy);
}

TEST(ConnectionTest, StopsTakingDataAtTheLimit) {
  Limits limits;
  limits.send_buffer = 20000;
  TlsPair pair = TlsPair::make(client_builder().limits(limits).build().value(),
                               server_builder().build().value());
  ASSERT_TRUE(pair.handshake());
  const std::vector<u8> data = some_bytes(100000);
  const usize taken = *pair.client().write(Bytes(data));
  EXPECT_GT(taken, 16384U);
  EXPECT_LT(taken, 20000U);
  EXPECT_LE(pair.client().pending_tls().size(), 20000U);
  EXPECT_EQ(*pair.client().write(Bytes(data)), 0U);
}

TEST(ConnectionTest, ChoosesTheConfigurationAfterTheClientHello) {
  TlsPair pair(Connection::client(system_allocator(), client_builder().build().value(),
                                  pki::ServerName::parse("Example.test").value())
                   .value(),
               Connection::acceptor(system_allocator(), Limits{}).value());
  pair.run();
  ASSERT_TRUE(pair.server().wants_configuration());
  {
    const auto hello = pair.server().client_hello();
    ASSERT_TRUE(hello);
    EXPECT_EQ(testing::copy_of(hello->view().server_name), testing::bytes_of("example.test"));
    EXPECT_FALSE(hello->view().cipher_suites.empty());
  }
  ASSERT_TRUE(pair.server().choose_configuration(server_builder("ed25519").build().value()));
  ASSERT_TRUE(pair.handshake());
  EXPECT_EQ(*pair.client().peer_signature_scheme(), crypto::kEd25519);
}

TEST(ConnectionTest, AcceptorsRefuseLimitsAsBuildersDo) {
  const auto refused = [](const Limits& limits, ApiMisuse why) {
    const auto acceptor = Connection::acceptor(system_allocator(), limits);
    const auto config = server_builder().limits(limits).build();
    return !acceptor && acceptor.error().is(why) && !config && config.error().is(why);
  };
  Limits no_room_to_receive;
  no_room_to_receive.receive_buffer = kMaxRecordOnWire - 1;
  EXPECT_TRUE(refused(no_room_to_receive, ApiMisuse::BadFragmentSize));
  Limits no_room_to_send;
  no_room_to_send.send_buffer = 16;
  EXPECT_TRUE(refused(no_room_to_send, ApiMisuse::OutputTooSmall));
  Limits long_chain;
  long_chain.chain_length = kMaxChainLength + 1;
  EXPECT_TRUE(refused(long_chain, ApiMisuse::TooManyCertificates));
}

/// Padding makes a byte more than the acceptor's own buffer would have held.
TEST(ConnectionTest, TheChosenConfigurationBringsItsSendBuffer) {
  Limits small;
  small.send_buffer = 300;
  TlsPair pair(Connection::client(system_allocator(), client_builder().build().value(),
                                  pki::ServerName::parse("example.test").value())
                   .value(),
               Connection::acceptor(system_allocator(), small).value());
  pair.run();
  ASSERT_TRUE(
      pair.server().choose_configuration(server_builder().padding_block(16384).build().value()));
  ASSERT_TRUE(pair.handshake());
  const Array<u8, 1> byte{{7}};
  EXPECT_EQ(*pair.server().write(byte.span()), 1U);
}

TEST(ConnectionTest, GivesIdleBuffersBack) {
  TlsPair pair = default_pair();
  ASSERT_TRUE(pair.handshake());
  const std::vector<u8> data = some_bytes(1000);
  for (int round = 0; round < 3; ++round) {
    pair.client().release_idle_buffers();
    pair.server().release_idle_buffers();
    EXPECT_EQ(send_through(pair, Side::Client, data), data);
    EXPECT_EQ(send_through(pair, Side::Server, data), data);
  }
}

TEST(ConnectionTest, UpdatesKeysBeforeTheLimitOfTheAead) {
  TlsPair pair = default_pair();
  ASSERT_TRUE(pair.handshake());
  const std::vector<u8> data = some_bytes(100);
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(pair.client().refresh_traffic_keys(false));  // counts from 0 again
    pair.client().limit_records(20);
    for (int record = 0; record < 100; ++record) {
      ASSERT_EQ(send_through(pair, Side::Client, data), data) << record;
    }
  }
}

/// The sizes of the records in `wire`, headers included.
std::vector<usize> record_sizes(Bytes wire) {
  std::vector<usize> sizes;
  while (!wire.empty()) {
    const usize size = 5 + (usize{wire[3]} << 8) + wire[4];
    sizes.push_back(size);
    wire = wire.subspan(size);
  }
  return sizes;
}

TEST(ConnectionTest, UpdatesKeysBetweenTheRecordsOfOneWrite) {
  constexpr usize kFragment = 50;
  constexpr usize kRecords = 100;
  TlsPair pair = TlsPair::make(client_builder().max_fragment(kFragment).build().value(),
                               server_builder().build().value());
  ASSERT_TRUE(pair.handshake());
  pair.client().limit_records(10);  // so a KeyUpdate is due after 5
  const std::vector<u8> data = some_bytes(kRecords * kFragment);
  ASSERT_EQ(pair.client().write(Bytes(data)).value_or(0), data.size());
  std::vector<usize> expected(kRecords + 1, kFragment + kRecordOverhead);
  expected[5] = 5 + kRecordOverhead;
  EXPECT_EQ(record_sizes(pair.client().pending_tls()), expected);
  pair.run();
  EXPECT_EQ(pair.read_by(Side::Server), data);
}

TEST(ConnectionTest, SealsWhatFitsWhenThereIsNoRoomForAKeyUpdate) {
  Limits limits;
  limits.send_buffer = 1024;
  TlsPair pair = TlsPair::make(client_builder().max_fragment(50).limits(limits).build().value(),
                               server_builder().build().value());
  ASSERT_TRUE(pair.handshake());
  const std::vector<u8> data = some_bytes(50'000);
  for (u64 limit = 2; limit < 60; ++limit) {
    ASSERT_TRUE(pair.client().refresh_traffic_keys(false));  // counts from 0 again
    pair.run();
    pair.client().limit_records(limit);
    EXPECT_EQ(send_through(pair, Side::Client, data), data) << limit;
  }
}

TEST(ConnectionTest, SealsAsManySmallPiecesAsFit) {
  Limits limits;
  limits.send_buffer = 1024;
  TlsPair pair = TlsPair::make(client_builder().limits(limits).build().value(),
                               server_builder().build().value());
  ASSERT_TRUE(pair.handshake());
  const std::vector<u8> data = some_bytes(200);
  std::vector<Bytes> pieces;
  for (usize i = 0; i < data.size(); ++i) {
    pieces.push_back(Bytes(data).subspan(i, 1));  // of which a record holds 16
  }
  usize sent = 0;
  while (true) {
    const auto taken = pair.client().write(Span<const Bytes>(pieces));
    ASSERT_TRUE(taken.has_value());
    sent += *taken;
    if (*taken < data.size()) {
      break;
    }
  }
  pair.run();
  EXPECT_EQ(pair.read_by(Side::Server).size(), sent);
  EXPECT_GT(sent, data.size());
}

TEST(ConnectionTest, EndsFloodsOfKeyUpdates) {
  TlsPair pair = default_pair();
  ASSERT_TRUE(pair.handshake());
  for (u32 i = 0; i <= Limits{}.messages_after_handshake; ++i) {
    ASSERT_TRUE(pair.client().refresh_traffic_keys(false));
  }
  pair.run();
  ASSERT_TRUE(pair.server_error().has_value());
  EXPECT_TRUE(pair.server_error()->is(PeerMisbehaved::TooManyMessagesAfterHandshake));
}

TEST(ConnectionTest, RefusesClientsOfOlderVersions) {
  // A ClientHello of TLS 1.2: no supported_versions.
  const std::vector<u8> hello = testing::from_hex(
      "16030100330100002f0303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00"
      "0002c02f01000004000b0000");
  Connection server =
      Connection::server(system_allocator(), server_builder().build().value()).value();
  std::vector<u8> read;
  const std::optional<Error> error = testing::deliver(server, hello, read);
  ASSERT_TRUE(error.has_value());
  EXPECT_TRUE(error->is(PeerIncompatible::NoCommonVersion)) << name(*error);
  EXPECT_EQ(testing::to_hex(server.pending_tls()), "15030300020246");
}

}  // namespace
}  // namespace ferrule::tls
