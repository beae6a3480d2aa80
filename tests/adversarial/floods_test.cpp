// SPDX-License-Identifier: Apache-2.0 OR MIT
// Peers that send without end what costs them nothing: each is cut off at its limit
// (tls/config/limits.hpp), with the alert that belongs to it, and not before.
#include <gtest/gtest.h>

#include <vector>

#include "ferrule/tls/wire/key_update.hpp"
#include "ferrule/tls/wire/new_session_ticket.hpp"
#include "tests/adversarial/injection.hpp"
#include "tests/adversarial/scenario.hpp"
#include "tests/support/encoded.hpp"

namespace ferrule::testing {
namespace {

using tls::PeerMisbehaved;
using tls::Side;

constexpr tls::Limits kLimits;
const std::vector<u8> kData = {'d', 'a', 't', 'a'};

class Floods : public ::testing::TestWithParam<Side> {
 protected:
  Side victim = GetParam();

  /// Gives `record` `count` times; each must be borne.
  void flood(TlsPair& pair, const std::vector<u8>& record, usize count) const {
    for (usize i = 0; i < count; ++i) {
      pair.give(victim, record);
      ASSERT_FALSE(pair.side(victim).failure().has_value()) << i;
    }
  }
  /// `limit` of `record` are borne, and one more is refused.
  void expect_limit(TlsPair& pair, const std::vector<u8>& record, usize limit, PeerMisbehaved why,
                    tls::AlertDescription alert) const {
    flood(pair, record, limit);
    pair.give(victim, record);
    expect_refusal(pair, victim, why, alert);
  }
  /// A handshake in which the victim waits for the first answer of its peer.
  static TlsPair waiting_pair(const Scenario& scenario, Side victim) {
    TlsPair pair = scenario.pair();
    if (victim == Side::Server) {
      pair.transfer(Side::Client);
    }
    return pair;
  }
};

std::vector<u8> user_canceled() { return {1, tls::alert::kUserCanceled.value}; }

TEST_P(Floods, of_empty_records_end_at_the_limit) {
  TlsPair pair = connected_pair();
  const std::vector<u8> empty = protected_record(Content::ApplicationData, {});
  // Data in between takes the count back.
  flood(pair, empty, kLimits.empty_records);
  flood(pair, protected_record(Content::ApplicationData, kData), 1);
  expect_limit(pair, empty, kLimits.empty_records, PeerMisbehaved::TooManyEmptyRecords,
               tls::alert::kUnexpectedMessage);
}

TEST_P(Floods, of_empty_messages_do_not_begin) {
  for (const Content content : {Content::Handshake, Content::Alert}) {
    TlsPair pair = connected_pair();
    pair.give(victim, protected_record(content, {}));
    expect_refusal(pair, victim, tls::InvalidMessage::EmptyRecord, tls::alert::kUnexpectedMessage);

    TlsPair waiting = waiting_pair(Scenario(Records::Transparent), victim);
    waiting.give(victim, plain_record(content, {}));
    expect_refusal(waiting, victim,
                   victim == Side::Server && content == Content::Handshake
                       ? tls::Error(PeerMisbehaved::PlaintextRecord)
                       : tls::Error(tls::InvalidMessage::EmptyRecord),
                   tls::alert::kUnexpectedMessage);
  }
}

TEST_P(Floods, of_warnings_end_at_the_limit) {
  TlsPair pair = connected_pair();
  expect_limit(pair, protected_record(Content::Alert, user_canceled()), kLimits.warnings,
               PeerMisbehaved::TooManyWarnings, tls::alert::kUnexpectedMessage);

  TlsPair waiting = waiting_pair(Scenario(Records::Transparent), victim);
  expect_limit(waiting, plain_record(Content::Alert, user_canceled()), kLimits.warnings,
               PeerMisbehaved::TooManyWarnings, tls::alert::kUnexpectedMessage);
}

TEST_P(Floods, of_other_warnings_do_not_begin) {
  // "All such alerts MUST be sent with AlertLevel=fatal and MUST be treated as error alerts when
  // received regardless of the AlertLevel in the message." (RFC 8446, 6.2)
  constexpr u8 kWarning = 1;
  TlsPair pair = connected_pair();
  pair.give(victim,
            protected_record(Content::Alert, {kWarning, tls::alert::kUnrecognizedName.value}));
  ASSERT_TRUE(pair.side(victim).failure().has_value());
  EXPECT_EQ(pair.side(victim).failure()->received_alert()->value,
            tls::alert::kUnrecognizedName.value);
}

TEST_P(Floods, of_change_cipher_spec_end_at_the_limit) {
  const std::vector<u8> dummy = plain_record(Content::ChangeCipherSpec, {1});
  TlsPair waiting = waiting_pair(Scenario(Records::Transparent), victim);
  expect_limit(waiting, dummy, kLimits.change_cipher_specs,
               PeerMisbehaved::TooManyChangeCipherSpecs, tls::alert::kUnexpectedMessage);

  // The peer's own counts: one more is borne.
  TlsPair with_own = Scenario(Records::Transparent).pair();
  const Outcome outcome = with_own.converse([&](Side from, std::vector<u8>& bytes) {
    if (from == tls::other(victim) && bytes[0] == static_cast<u8>(Content::ChangeCipherSpec)) {
      std::vector<u8> more = dummy;
      for (const u8 byte : bytes) {
        more.push_back(byte);
      }
      bytes = more;
    }
  });
  EXPECT_TRUE(outcome.completed);
}

TEST_P(Floods, of_change_cipher_spec_do_not_begin_after_the_handshake) {
  TlsPair pair = connected_pair();
  pair.give(victim, plain_record(Content::ChangeCipherSpec, {1}));
  expect_refusal(pair, victim, PeerMisbehaved::UnexpectedChangeCipherSpec,
                 tls::alert::kUnexpectedMessage);
}

std::vector<u8> key_update_answer() {
  return protected_record(Content::Handshake,
                          encoded(tls::KeyUpdate{tls::KeyUpdateRequest::NotRequested}));
}

TEST_P(Floods, of_key_updates_pile_up_no_answers) {
  // "If the request_update field is set to "update_requested", then the receiver MUST send a
  // KeyUpdate of its own with request_update set to "update_not_requested" prior to sending its
  // next Application Data record." (RFC 8446, 4.6.3) One is enough for all that came before it.
  const std::vector<u8> update = protected_record(
      Content::Handshake, encoded(tls::KeyUpdate{tls::KeyUpdateRequest::Requested}));
  const std::vector<u8> data = protected_record(Content::ApplicationData, kData);
  TlsPair pair = connected_pair();
  for (int i = 0; i < 1000; ++i) {
    flood(pair, update, 2);
    flood(pair, data, 1);
  }
  EXPECT_EQ(take_output(pair.side(victim)), key_update_answer());

  // The answer to those after the first comes before our data, and the next is answered at once.
  ASSERT_EQ(pair.side(victim).write(kData).value(), kData.size());
  std::vector<u8> expected = key_update_answer();
  for (const u8 byte : data) {
    expected.push_back(byte);
  }
  EXPECT_EQ(take_output(pair.side(victim)), expected);
  flood(pair, update, 1);
  EXPECT_EQ(take_output(pair.side(victim)), key_update_answer());
  ASSERT_EQ(pair.side(victim).write(kData).value(), kData.size());
  EXPECT_EQ(take_output(pair.side(victim)), data);
}

TEST_P(Floods, of_key_updates_are_not_answered_after_our_close_notify) {
  TlsPair pair = connected_pair();
  pair.side(victim).send_close_notify();
  static_cast<void>(take_output(pair.side(victim)));
  flood(pair,
        protected_record(Content::Handshake,
                         encoded(tls::KeyUpdate{tls::KeyUpdateRequest::Requested})),
        3);
  EXPECT_TRUE(take_output(pair.side(victim)).empty());
  pair.read_by(victim).clear();
  flood(pair, protected_record(Content::ApplicationData, kData), 1);
  EXPECT_EQ(pair.read_by(victim), kData);
}

TEST_P(Floods, of_key_updates_end_at_the_limit) {
  for (const auto request :
       {tls::KeyUpdateRequest::NotRequested, tls::KeyUpdateRequest::Requested}) {
    const std::vector<u8> update =
        protected_record(Content::Handshake, encoded(tls::KeyUpdate{request}));
    TlsPair pair = connected_pair();
    // Data in between takes the count back.
    flood(pair, update, kLimits.messages_after_handshake);
    flood(pair, protected_record(Content::ApplicationData, kData), 1);
    flood(pair, update, kLimits.messages_after_handshake);
    // One answer to all that ask for one, and none to the others.
    const usize answers = request == tls::KeyUpdateRequest::Requested ? 1 : 0;
    EXPECT_EQ(take_output(pair.side(victim)).size(), answers * key_update_answer().size());
    pair.give(victim, update);
    expect_refusal(pair, victim, PeerMisbehaved::TooManyMessagesAfterHandshake,
                   tls::alert::kUnexpectedMessage);
  }
}

TEST_P(Floods, of_huge_messages_end_with_their_header) {
  const usize most = kLimits.handshake_message - tls::kHandshakeHeaderLength;
  TlsPair pair = connected_pair();
  pair.give(victim, protected_record(Content::Handshake,
                                     message_header(tls::handshake::kKeyUpdate, most + 1)));
  expect_refusal(pair, victim, tls::InvalidMessage::MessageTooLong, tls::alert::kIllegalParameter);

  TlsPair at_the_limit = connected_pair();
  flood(at_the_limit,
        protected_record(Content::Handshake, message_header(tls::handshake::kKeyUpdate, most)), 1);
}

TEST_P(Floods, of_huge_hellos_end_with_their_header) {
  const usize most = kLimits.handshake_message - tls::kHandshakeHeaderLength;
  const auto hello =
      victim == Side::Client ? tls::handshake::kServerHello : tls::handshake::kClientHello;
  TlsPair pair = Scenario(Records::Encrypted).pair();
  pair.give(victim, plain_record(Content::Handshake, message_header(hello, most + 1)));
  expect_refusal(pair, victim, tls::InvalidMessage::MessageTooLong, tls::alert::kIllegalParameter);

  TlsPair at_the_limit = Scenario(Records::Encrypted).pair();
  flood(at_the_limit, plain_record(Content::Handshake, message_header(hello, most)), 1);
}

INSTANTIATE_TEST_SUITE_P(Sides, Floods, ::testing::Values(Side::Client, Side::Server),
                         [](const auto& instance) {
                           return instance.param == Side::Client ? std::string("at_the_client")
                                                                 : std::string("at_the_server");
                         });

TEST(FloodsBeforeTheHello, of_change_cipher_spec_do_not_begin) {
  TlsPair pair = Scenario(Records::Encrypted).pair();
  pair.give(Side::Server, plain_record(Content::ChangeCipherSpec, {1}));
  expect_refusal(pair, Side::Server, PeerMisbehaved::UnexpectedChangeCipherSpec,
                 tls::alert::kUnexpectedMessage);
}

TEST(FloodsOfTickets, end_at_the_limit) {
  TlsPair pair = connected_pair();
  tls::NewSessionTicket ticket;
  const Array<u8, 1> some{{7}};
  ticket.ticket = some.span();
  const std::vector<u8> record = protected_record(Content::Handshake, encoded(ticket));
  for (u32 i = 0; i < kLimits.messages_after_handshake; ++i) {
    pair.give(Side::Client, record);
    ASSERT_FALSE(pair.client().failure().has_value()) << i;
  }
  EXPECT_TRUE(take_output(pair.client()).empty());
  pair.give(Side::Client, record);
  expect_refusal(pair, Side::Client, PeerMisbehaved::TooManyMessagesAfterHandshake,
                 tls::alert::kUnexpectedMessage);
}

/// A conversation in which the Certificate of `sender` has its first entry `entries` times.
void present_chain(TlsPair& pair, Side sender, usize entries) {
  pair.run([&](Side from, std::vector<u8>& bytes) {
    Flight flight = take_apart(bytes);
    for (SentMessage& message : flight) {
      if (from != sender || message.content != Content::Handshake ||
          message.bytes[0] != tls::handshake::kCertificate.value) {
        continue;
      }
      constexpr usize kListAt = 4 + 1;
      constexpr usize kEntryAt = kListAt + 3;
      const Bytes all(message.bytes);
      const usize certificate =
          usize{all[kEntryAt]} << 16 | usize{all[kEntryAt + 1]} << 8 | usize{all[kEntryAt + 2]};
      const std::vector<u8> entry = copy_of(all.subspan(kEntryAt, 3 + certificate + 2));
      std::vector<u8> list;
      for (usize i = 0; i < entries; ++i) {
        for (const u8 byte : entry) {
          list.push_back(byte);
        }
      }
      std::vector<u8> changed = copy_of(all.first(kListAt));
      for (const usize shift : {16U, 8U, 0U}) {
        changed.push_back(static_cast<u8>(list.size() >> shift));
      }
      for (const u8 byte : list) {
        changed.push_back(byte);
      }
      message.bytes = changed;
      mend_length(message);
    }
    bytes = put_together(flight);
  });
}

TEST(FloodsOfCertificates, end_at_the_length_of_the_chain) {
  const Scenario scenario(Records::Transparent, Shape::ClientCertificate);
  for (const Side sender : {Side::Client, Side::Server}) {
    const Side victim = tls::other(sender);
    TlsPair refused = scenario.pair();
    present_chain(refused, sender, kLimits.chain_length + 1);
    expect_refusal(refused, victim, tls::InvalidMessage::CertificateChainTooLong,
                   tls::alert::kBadCertificate);

    // One less is read, and refused for what it is.
    TlsPair read = scenario.pair();
    present_chain(read, sender, kLimits.chain_length);
    ASSERT_TRUE(read.side(victim).failure().has_value());
    EXPECT_FALSE(read.side(victim).failure()->is(tls::InvalidMessage::CertificateChainTooLong))
        << tls::name(*read.side(victim).failure());
  }
}

TEST(FloodsOfCertificates, end_at_the_size_of_the_chain) {
  tls::Limits limits;
  limits.certificate_chain = 300;
  TlsPair client = TlsPair::make(client_builder().limits(limits).build().value(),
                                 server_builder().build().value());
  EXPECT_FALSE(client.handshake());
  expect_refusal(client, Side::Client, tls::InvalidMessage::CertificateChainTooLong,
                 tls::alert::kBadCertificate);

  TlsPair server = TlsPair::make(
      client_builder()
          .certificate(identity(system_allocator(), test_provider()->provider(), "client_p256"))
          .build()
          .value(),
      server_builder()
          .limits(limits)
          .client_auth(tls::ClientAuth::Required, client_verifier())
          .build()
          .value());
  EXPECT_FALSE(server.handshake());
  expect_refusal(server, Side::Server, tls::InvalidMessage::CertificateChainTooLong,
                 tls::alert::kBadCertificate);
}

TEST(FloodsOfMessages, end_at_the_limit_that_was_set) {
  tls::Limits limits;
  limits.handshake_message = 100;
  TlsPair pair = TlsPair::make(client_builder().build().value(),
                               server_builder().limits(limits).build().value());
  EXPECT_FALSE(pair.handshake());
  expect_refusal(pair, Side::Server, tls::InvalidMessage::MessageTooLong,
                 tls::alert::kIllegalParameter);
}

}  // namespace
}  // namespace ferrule::testing
