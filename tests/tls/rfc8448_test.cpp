// SPDX-License-Identifier: Apache-2.0 OR MIT
// The connections of RFC 8448 through the states of both sides, byte for byte: each is given what
// its peer sent, and must send what it sent. recorded_connection.hpp says which messages of ours
// cannot be the recorded ones.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ferrule/tls/alert.hpp"
#include "ferrule/tls/client/start.hpp"
#include "ferrule/tls/wire/client_hello.hpp"
#include "ferrule/tls/wire/new_session_ticket.hpp"
#include "tests/support/encoded.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/key_log_lines.hpp"
#include "tests/support/vectors.hpp"
#include "tests/tls/recorded_connection.hpp"
#include "tests/tls/replay.hpp"
#include "tests/tls/replay_random.hpp"

namespace ferrule::testing {
namespace {

using Buffer = std::vector<u8>;

Buffer joined(const Buffer& first, const Buffer& second) {
  Buffer all = first;
  for (const u8 byte : second) {
    all.push_back(byte);
  }
  return all;
}

std::string name(tls::Side side) {
  return side == tls::Side::Client ? std::string("Client") : std::string("Server");
}

class Rfc8448Connection : public ::testing::TestWithParam<std::string> {
 protected:
  static void expect_accepted(const Result<Buffer, tls::Error>& outcome) {
    EXPECT_TRUE(outcome.has_value()) << (outcome ? std::string() : tls::name(outcome.error()));
  }
  /// Application data and close_notify from both sides, as `side`.
  static void expect_same_data(tls::HandshakeState& state, ReplayEffects& effects,
                               const Rewrites& rewrites, const ConnectionTrace& trace,
                               tls::Side side) {
    const std::string own = name(side);
    const std::string peer = name(tls::other(side));
    if (trace.has("Client_AppData")) {
      ASSERT_TRUE(effects.send(tls::content::kApplicationData, trace.bytes(own + "_AppData")));
      EXPECT_EQ(effects.take_sent(), trace.bytes("Record_" + own + "_AppData"));
      const auto read =
          replay(state, effects, rewrites, trace.bytes("Record_" + peer + "_AppData"));
      expect_accepted(read);
      EXPECT_EQ(*read, trace.bytes(peer + "_AppData"));
    }
    ASSERT_TRUE(effects.send(tls::content::kAlert, tls::Alert::close_notify().encode()));
    EXPECT_EQ(effects.take_sent(), trace.bytes("Record_" + own + "_CloseNotify"));
    const auto closed =
        replay(state, effects, rewrites, trace.bytes("Record_" + peer + "_CloseNotify"));
    expect_accepted(closed);
    EXPECT_EQ(*closed, copy_of(tls::Alert::close_notify().encode()));
  }
};

std::optional<RecordedConnection> connection(const std::string& section) {
  std::optional<ConnectionTrace> trace = load_trace(section);
  return trace ? std::optional(RecordedConnection(section, *std::move(trace))) : std::nullopt;
}

/// The extensions of `ours` that say the same as those of `recorded`; all fields before them do.
std::vector<u16> same_extensions(const Buffer& ours, const Buffer& recorded) {
  const auto own =
      tls::decode_body<tls::ClientHello>(Bytes(ours).subspan(tls::kHandshakeHeaderLength));
  const auto other =
      tls::decode_body<tls::ClientHello>(Bytes(recorded).subspan(tls::kHandshakeHeaderLength));
  EXPECT_TRUE(own.has_value() && other.has_value());
  EXPECT_EQ(copy_of(own->random), copy_of(other->random));
  EXPECT_EQ(copy_of(own->session_id), copy_of(other->session_id));
  EXPECT_EQ(copy_of(own->compression_methods), copy_of(other->compression_methods));
  EXPECT_EQ(own->cipher_suites.size(), other->cipher_suites.size());
  std::vector<u16> same;
  for (const tls::Extension& mine : own->all_extensions) {
    for (const tls::Extension& theirs : other->all_extensions) {
      if (mine.type == theirs.type && equal(mine.body, theirs.body)) {
        same.push_back(mine.type.value);
      }
    }
  }
  return same;
}

/// What RFC 8448, section 3 tells of the secrets of its first connection.
std::vector<std::string> told_secrets() {
  const std::string random = " cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece7 ";
  return {"CLIENT_HANDSHAKE_TRAFFIC_SECRET" + random +
              "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21",
          "SERVER_HANDSHAKE_TRAFFIC_SECRET" + random +
              "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38",
          "CLIENT_TRAFFIC_SECRET_0" + random +
              "9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5",
          "SERVER_TRAFFIC_SECRET_0" + random +
              "a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643",
          "EXPORTER_SECRET" + random +
              "fe22f881176eda18eb8f44529e6792c50c9a3f89452f68d8ae311b4309d3cf50"};
}

/// Five secrets, and those of the first connection as they were told.
void expect_secrets(const std::string& section, const std::vector<std::string>& key_log) {
  EXPECT_EQ(key_log.size(), 5U);
  if (section == "Simple_1RTT_Handshake") {
    EXPECT_EQ(key_log, told_secrets());
  }
}

TEST_P(Rfc8448Connection, of_the_client_is_byte_for_byte) {
  if (!have_vectors()) {
    GTEST_SKIP() << "no test vectors in " << vectors_folder();
  }
  const auto recorded = connection(GetParam());
  ASSERT_TRUE(recorded.has_value());
  const ConnectionTrace& trace = recorded->trace();
  const Rewrites rewrites = recorded->rewrites(tls::Side::Client);
  set_replay_pool(recorded->random_pool(tls::Side::Client));
  ReplayEffects effects(rewrites);

  // START: ClientHello.
  effects.sender().set_plaintext_version(tls::kTls10);
  tls::NextState started =
      tls::client::start(recorded->client_config(),
                         pki::ServerName::parse(std::string_view("server")).value(), effects);
  ASSERT_TRUE(started.has_value());
  tls::HandshakeState state = std::move(started).value();
  EXPECT_EQ(effects.take_sent(), trace.bytes("Record_ClientHello_1"));
  // supported_groups is the same where the trace offers no finite fields.
  const Buffer hello = effects.take_written();
  const std::vector<u16> same = same_extensions(hello, trace.payload("Record_ClientHello_1"));
  EXPECT_EQ(same, recorded->is_retried() ? (std::vector<u16>{0, 10, 13, 43, 51})
                                         : (std::vector<u16>{0, 13, 43, 51}));
  EXPECT_EQ(left_in_replay_pool(), 0U) << "all that was random was used";
  effects.sender().set_plaintext_version(tls::kTls12);
  effects.receiver().start_handshake();

  // WAIT_SH, twice with a HelloRetryRequest.
  if (recorded->is_retried()) {
    expect_accepted(replay(state, effects, rewrites, trace.bytes("Record_HelloRetryRequest")));
    EXPECT_EQ(effects.take_sent(), trace.bytes("Record_ClientHello_2"));
    EXPECT_EQ(same_extensions(effects.take_written(), trace.payload("Record_ClientHello_2")),
              (std::vector<u16>{0, 10, 13, 43, 44, 51}))
        << "the cookie comes back, with a share of the group asked for";
  }
  expect_accepted(replay(state, effects, rewrites, trace.bytes("Record_ServerHello")));
  EXPECT_TRUE(state.holds<tls::client::WaitEncryptedExtensions>());

  // WAIT_EE to WAIT_FINISHED; our flight.
  expect_accepted(replay(state, effects, rewrites, trace.bytes("Record_ServerHandshakeMessages")));
  ASSERT_TRUE(state.holds<tls::Connected>());
  EXPECT_EQ(effects.take_sent(), trace.bytes("Record_ClientFinished"));
  effects.receiver().finish_handshake();

  // CONNECTED.
  if (trace.has("Record_NewSessionTicket")) {
    expect_accepted(replay(state, effects, rewrites, trace.bytes("Record_NewSessionTicket")));
  }
  expect_same_data(state, effects, rewrites, trace, tls::Side::Client);
  expect_secrets(GetParam(), take_key_log(tls::Side::Client));
}

TEST_P(Rfc8448Connection, of_the_server_is_byte_for_byte) {
  if (!have_vectors()) {
    GTEST_SKIP() << "no test vectors in " << vectors_folder();
  }
  const auto recorded = connection(GetParam());
  ASSERT_TRUE(recorded.has_value());
  const ConnectionTrace& trace = recorded->trace();
  const Rewrites rewrites = recorded->rewrites(tls::Side::Server);
  set_replay_pool(recorded->random_pool(tls::Side::Server));
  ReplayEffects effects(rewrites);
  tls::HandshakeState state = tls::server::WaitClientHello(Option(recorded->server_config()));
  effects.receiver().start_handshake();

  // START, twice with a HelloRetryRequest; our flight.
  expect_accepted(replay(state, effects, rewrites, trace.bytes("Record_ClientHello_1")));
  if (recorded->is_retried()) {
    EXPECT_EQ(effects.take_sent(), trace.bytes("Record_HelloRetryRequest"));
    expect_accepted(replay(state, effects, rewrites, trace.bytes("Record_ClientHello_2")));
  }
  EXPECT_EQ(effects.take_sent(), joined(trace.bytes("Record_ServerHello"),
                                        trace.bytes("Record_ServerHandshakeMessages")));
  EXPECT_EQ(left_in_replay_pool(), 0U) << "all that was random was used";

  // WAIT_CERT or WAIT_FINISHED.
  expect_accepted(replay(state, effects, rewrites, trace.bytes("Record_ClientFinished")));
  ASSERT_TRUE(state.holds<tls::Connected>());
  effects.receiver().finish_handshake();

  // CONNECTED. We give no tickets; the recorded one goes out through our codec and record layer.
  if (trace.has("Record_NewSessionTicket")) {
    const Buffer ticket = trace.bytes("SessionTicket");
    const Array<u8, 2> nonce{{0, 0}};
    tls::NewSessionTicket message;
    message.lifetime = 30;
    message.age_add = 0xfad6aac5;
    message.nonce = nonce.span();
    message.ticket = ticket;
    message.early_data = Option(tls::MaxEarlyData{1024});
    ASSERT_TRUE(effects.send(tls::content::kHandshake, encoded(message)));
    EXPECT_EQ(effects.take_sent(), trace.bytes("Record_NewSessionTicket"));
  }
  expect_same_data(state, effects, rewrites, trace, tls::Side::Server);
  expect_secrets(GetParam(), take_key_log(tls::Side::Server));
}

INSTANTIATE_TEST_SUITE_P(Traces, Rfc8448Connection,
                         ::testing::Values("Simple_1RTT_Handshake", "HelloRetryRequest_Handshake",
                                           "Client_Authentication_Handshake",
                                           "Middlebox_Compatibility_Mode"));

}  // namespace
}  // namespace ferrule::testing
