// SPDX-License-Identifier: Apache-2.0 OR MIT
// The traces of RFC 8448, byte for byte, at the level of keys and records.
#include <gtest/gtest.h>

#include "ferrule/core/try.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/keys/key_schedule.hpp"
#include "ferrule/tls/keys/transcript.hpp"
#include "ferrule/tls/record/handshake_joiner.hpp"
#include "ferrule/tls/record/record_receiver.hpp"
#include "ferrule/tls/record/record_sender.hpp"
#include "ferrule/tls/wire/certificate_verify.hpp"
#include "ferrule/tls/wire/client_hello.hpp"
#include "ferrule/tls/wire/finished.hpp"
#include "ferrule/tls/wire/new_session_ticket.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/transcripts.hpp"
#include "tests/support/vectors.hpp"

namespace ferrule::tls {
namespace {

using testing::ConnectionTrace;
using testing::copy_of;
using Buffer = std::vector<u8>;

/// Both ends of one direction.
struct Direction {
  RecordSender sender;
  RecordReceiver receiver;
};

class Rfc8448 : public ::testing::TestWithParam<std::string> {
 protected:
  testing::CountingAllocator memory;

  /// Opens all records of `wire`, drops change_cipher_spec, and gives their content together.
  static Buffer open(Direction& direction, Buffer wire, ContentType expected) {
    Buffer content;
    MutBytes rest(wire);
    while (!rest.empty()) {
      const auto received = direction.receiver.next(rest);
      EXPECT_TRUE(received.has_value());
      if (!received || received->consumed == 0) {
        ADD_FAILURE() << "the record does not open";
        return content;
      }
      if (received->record) {
        EXPECT_EQ(received->record->type, expected);
        for (const u8 byte : received->record->content) {
          content.push_back(byte);
        }
      }
      rest = rest.subspan(received->consumed);
    }
    return content;
  }
  /// What the sender makes of `content`.
  static Buffer seal(Direction& direction, ContentType type, const Buffer& content) {
    const Array pieces{Bytes(content)};
    Buffer out(direction.sender.output_size(pieces));
    const auto sealed = direction.sender.send(type, pieces, out);
    EXPECT_TRUE(sealed.has_value());
    return out;
  }
  void set_keys(Direction& direction, const SuiteAlgorithms& suite, const TrafficSecret& secret) {
    auto encrypter = RecordEncrypter::make(memory.ref(), suite.aead, secret);
    auto decrypter = RecordDecrypter::make(memory.ref(), suite.aead, secret);
    ASSERT_TRUE(encrypter.has_value());
    ASSERT_TRUE(decrypter.has_value());
    direction.sender.set_encrypter(*std::move(encrypter));
    direction.receiver.set_decrypter(*std::move(decrypter));
  }
  /// Content opens from the trace's records, and seals to the same bytes.
  static void expect_same(Direction& direction, ContentType type, const Buffer& wire,
                          const Buffer& content) {
    EXPECT_EQ(open(direction, wire, type), content);
    EXPECT_EQ(seal(direction, type, content), wire);
  }
  /// Application data and close_notify both ways.
  static void expect_same_data(Direction& from_client, Direction& from_server,
                               const ConnectionTrace& trace) {
    if (trace.has("Client_AppData")) {
      expect_same(from_client, content::kApplicationData, trace.bytes("Record_Client_AppData"),
                  trace.bytes("Client_AppData"));
      expect_same(from_server, content::kApplicationData, trace.bytes("Record_Server_AppData"),
                  trace.bytes("Server_AppData"));
    }
    const Buffer close = copy_of(Alert::close_notify().encode());
    expect_same(from_client, content::kAlert, trace.bytes("Record_Client_CloseNotify"), close);
    expect_same(from_server, content::kAlert, trace.bytes("Record_Server_CloseNotify"), close);
  }
};

Buffer joined(std::initializer_list<Buffer> parts) {
  Buffer all;
  for (const Buffer& part : parts) {
    for (const u8 byte : part) {
      all.push_back(byte);
    }
  }
  return all;
}

Buffer optional_bytes(const ConnectionTrace& trace, const std::string& name) {
  return trace.has(name) ? trace.bytes(name) : Buffer{};
}

/// Without the change_cipher_spec records of middlebox compatibility.
Buffer without_ccs(const Buffer& wire) {
  const Bytes all(wire);
  const bool has_ccs = !wire.empty() && all[0] == content::kChangeCipherSpec.value;
  return has_ccs ? copy_of(all.subspan(kChangeCipherSpecRecord.size())) : wire;
}

void add_hellos(Transcript& transcript, const ConnectionTrace& trace) {
  transcript.add(trace.payload("Record_ClientHello_1"));
  if (trace.has("Record_HelloRetryRequest")) {
    transcript.replace_with_message_hash();
    transcript.add(trace.payload("Record_HelloRetryRequest"));
    transcript.add(trace.payload("Record_ClientHello_2"));
  }
  transcript.add(trace.bytes("Message_ServerHello"));
}

/// Checks Certificate to Finished of one side against the trace; `finished_key` is that side's.
void check_flight(Transcript& transcript, const Buffer& flight, const FinishedKey& finished_key,
                  const Buffer& message_to_sign, Side side, testing::CountingAllocator& memory) {
  HandshakeJoiner joiner(memory.ref());
  Bytes content(flight);
  bool is_finished = false;
  while (!content.empty()) {
    const auto next = joiner.next(content);
    ASSERT_TRUE(next.has_value() && next->has_value());
    const HandshakeMessage message = **next;
    if (message.type == handshake::kCertificateVerify) {
      const SignedContent signed_content = certificate_verify_content(side, transcript.hash());
      EXPECT_EQ(copy_of(signed_content), message_to_sign);
    } else if (message.type == handshake::kFinished) {
      const auto finished = decode_body<Finished>(message.body, usize{32});
      ASSERT_TRUE(finished.has_value());
      EXPECT_TRUE(finished_key.verify(transcript.hash(), finished->verify_data).has_value());
      EXPECT_EQ(copy_of(finished_key.verify_data(transcript.hash()).bytes()),
                copy_of(finished->verify_data));
      EXPECT_FALSE(finished_key.verify(Transcript(transcript).hash(), message.encoded).has_value());
      is_finished = true;
    }
    transcript.add(message.encoded);
  }
  EXPECT_TRUE(is_finished);
}

TEST_P(Rfc8448, keys_and_records_come_out_byte_for_byte) {
  if (!testing::have_vectors()) {
    GTEST_SKIP() << "no test vectors in " << testing::vectors_folder();
  }
  const auto loaded = testing::load_trace(GetParam());
  ASSERT_TRUE(loaded.has_value());
  const ConnectionTrace& trace = *loaded;
  const auto provider = crypto::make_default_provider(memory.ref());
  ASSERT_TRUE(provider.has_value());
  const auto suite = find_suite((*provider)->provider(), kTlsAes128GcmSha256);
  ASSERT_TRUE(suite.has_value());

  Transcript transcript(suite->hash);
  add_hellos(transcript, trace);
  HandshakeSecret handshake_secret =
      EarlySecret::without_psk(suite->hash).into_handshake(testing::shared_secret_of(GetParam()));
  const TrafficSecrets handshake_keys = handshake_secret.traffic(transcript.hash());

  Direction from_server;
  Direction from_client;
  from_server.receiver.start_handshake();
  from_client.receiver.start_handshake();
  set_keys(from_server, *suite, handshake_keys.server);
  set_keys(from_client, *suite, handshake_keys.client);

  const Buffer server_flight = joined({trace.bytes("Message_EncryptedExtensions"),
                                       optional_bytes(trace, "Message_CertificateRequest"),
                                       trace.bytes("Message_Server_Certificate"),
                                       trace.bytes("Message_Server_CertificateVerify"),
                                       trace.bytes("Message_Server_Finished")});
  const Buffer server_wire = trace.bytes("Record_ServerHandshakeMessages");
  EXPECT_EQ(open(from_server, server_wire, content::kHandshake), server_flight);
  EXPECT_EQ(seal(from_server, content::kHandshake, server_flight), without_ccs(server_wire));
  check_flight(transcript, server_flight, handshake_keys.server.finished_key(),
               trace.bytes("Server_MessageToSign"), Side::Server, memory);

  MasterSecret master = std::move(handshake_secret).into_master();
  const TrafficSecrets traffic = master.traffic(transcript.hash());
  const Buffer client_wire = trace.bytes("Record_ClientFinished");
  const Buffer client_flight = open(from_client, client_wire, content::kHandshake);
  EXPECT_EQ(seal(from_client, content::kHandshake, client_flight), without_ccs(client_wire));
  check_flight(transcript, client_flight, handshake_keys.client.finished_key(),
               optional_bytes(trace, "Client_MessageToSign"), Side::Client, memory);

  set_keys(from_server, *suite, traffic.server);
  set_keys(from_client, *suite, traffic.client);
  if (trace.has("Record_NewSessionTicket")) {
    const Buffer wire = trace.bytes("Record_NewSessionTicket");
    const Buffer message = open(from_server, wire, content::kHandshake);
    EXPECT_EQ(seal(from_server, content::kHandshake, message), wire);
    const auto ticket =
        decode_body<NewSessionTicket>(Bytes(message).subspan(kHandshakeHeaderLength));
    ASSERT_TRUE(ticket.has_value());
    const ResumptionSecret resumption = std::move(master).into_resumption(transcript.hash());
    EXPECT_EQ(testing::to_hex(resumption.psk(ticket->nonce).bytes()),
              "4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3");
  }
  expect_same_data(from_client, from_server, trace);
}

INSTANTIATE_TEST_SUITE_P(Traces, Rfc8448,
                         ::testing::Values("Simple_1RTT_Handshake", "HelloRetryRequest_Handshake",
                                           "Client_Authentication_Handshake",
                                           "Middlebox_Compatibility_Mode"));

/// The places of resumption and 0-RTT: their derivations are there already.
TEST_F(Rfc8448, binder_early_data_and_keys_of_the_resumed_trace) {
  if (!testing::have_vectors()) {
    GTEST_SKIP() << "no test vectors in " << testing::vectors_folder();
  }
  const auto trace = testing::load_trace("Resumed_0RTT_Handshake");
  ASSERT_TRUE(trace.has_value());
  const auto provider = crypto::make_default_provider(memory.ref());
  ASSERT_TRUE(provider.has_value());
  const auto suite = find_suite((*provider)->provider(), kTlsAes128GcmSha256);
  ASSERT_TRUE(suite.has_value());

  const Buffer hello = trace->payload("Record_ClientHello_1");
  const auto decoded = decode_body<ClientHello>(Bytes(hello).subspan(kHandshakeHeaderLength));
  ASSERT_TRUE(decoded.has_value());
  ASSERT_TRUE(decoded->check_tls13().has_value());
  ASSERT_TRUE(decoded->extensions.psks.has_value());
  const Option<PskBinder> binder = decoded->extensions.psks->binders.first();
  ASSERT_TRUE(binder.has_value());

  EarlySecret early = EarlySecret::with_psk(
      suite->hash,
      testing::hex("4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3"));
  Transcript truncated(suite->hash);
  constexpr usize kBindersLength = 2 + 1 + 32;
  truncated.add(Bytes(hello).first(hello.size() - kBindersLength));
  EXPECT_TRUE(
      early.binder_key(PskKind::Resumption).verify(truncated.hash(), binder->binder).has_value());
  EXPECT_FALSE(
      early.binder_key(PskKind::External).verify(truncated.hash(), binder->binder).has_value());

  Transcript transcript(suite->hash);
  transcript.add(hello);
  Direction from_client;
  set_keys(from_client, *suite, early.client_early_traffic(transcript.hash()));
  expect_same(from_client, content::kApplicationData, trace->bytes("Record_Client_EarlyAppData"),
              trace->bytes("Client_EarlyAppData"));

  // The handshake with PSK and (EC)DHE: no certificates, and EndOfEarlyData before Finished.
  transcript.add(trace->bytes("Message_ServerHello"));
  HandshakeSecret secret =
      std::move(early).into_handshake(testing::shared_secret_of("Resumed_0RTT_Handshake"));
  const TrafficSecrets handshake_keys = secret.traffic(transcript.hash());
  Direction from_server;
  from_server.receiver.start_handshake();
  set_keys(from_server, *suite, handshake_keys.server);
  // The file changed the server's flight and sealed it anew (EncryptedExtensions have no
  // server_name in it): it stands for itself. All else goes on from the flight of RFC 8448,
  // section 4.
  const Buffer server_wire = trace->bytes("Record_ServerHandshakeMessages");
  const Buffer changed_flight = open(from_server, server_wire, content::kHandshake);
  EXPECT_EQ(seal(from_server, content::kHandshake, changed_flight), server_wire);
  Transcript changed = transcript;
  check_flight(changed, changed_flight, handshake_keys.server.finished_key(), {}, Side::Server,
               memory);
  const Buffer extensions = testing::from_hex(
      "080000280026000a00140012001d00170018001901000101010201030104001c0002400100000000002a0000");
  check_flight(transcript, joined({extensions, trace->bytes("Message_Server_Finished")}),
               handshake_keys.server.finished_key(), {}, Side::Server, memory);
  MasterSecret master = std::move(secret).into_master();
  const TrafficSecrets traffic = master.traffic(transcript.hash());

  const Buffer client_flight = trace->bytes("Record_ClientFinished");
  constexpr usize kEndOfEarlyDataRecord = kRecordOverhead + kHandshakeHeaderLength;
  const Buffer end_of_early_data = testing::from_hex("05000000");
  expect_same(from_client, content::kHandshake,
              copy_of(Bytes(client_flight).first(kEndOfEarlyDataRecord)), end_of_early_data);
  transcript.add(end_of_early_data);
  set_keys(from_client, *suite, handshake_keys.client);
  const Buffer finished_record = copy_of(Bytes(client_flight).subspan(kEndOfEarlyDataRecord));
  const Buffer finished = open(from_client, finished_record, content::kHandshake);
  EXPECT_EQ(seal(from_client, content::kHandshake, finished), finished_record);
  check_flight(transcript, finished, handshake_keys.client.finished_key(), {}, Side::Client,
               memory);

  set_keys(from_server, *suite, traffic.server);
  set_keys(from_client, *suite, traffic.client);
  expect_same_data(from_client, from_server, *trace);
}

}  // namespace
}  // namespace ferrule::tls
