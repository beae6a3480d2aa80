// SPDX-License-Identifier: Apache-2.0 OR MIT
// Messages after the handshake: tickets are read and dropped by clients, everything that does not
// belong there is refused.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ferrule/core/array.hpp"
#include "ferrule/tls/wire/key_update.hpp"
#include "ferrule/tls/wire/new_session_ticket.hpp"
#include "tests/adversarial/injection.hpp"
#include "tests/adversarial/scenario.hpp"
#include "tests/support/encoded.hpp"

namespace ferrule::testing {
namespace {

using tls::InvalidMessage;
using tls::PeerMisbehaved;
using tls::Side;

const std::vector<u8> kData = {'d', 'a', 't', 'a'};

/// A ticket of `size` bytes.
std::vector<u8> ticket(usize size, u32 lifetime = 7200) {
  const Array<u8, 2> nonce{{0, 1}};
  const std::vector<u8> content(size, 0xa5);
  tls::NewSessionTicket message;
  message.lifetime = lifetime;
  message.age_add = 0x01020304;
  message.nonce = nonce.span();
  message.ticket = content;
  message.early_data = Option(tls::MaxEarlyData{16384});
  return encoded(message);
}

TEST(Tickets, are_accepted_by_clients_and_change_nothing) {
  TlsPair pair = connected_pair();
  for (const usize size : {1U, 32U, 1000U, 20000U, 65000U}) {
    pair.give(Side::Client, records_of(ticket(size), true));
    ASSERT_FALSE(pair.client().failure().has_value()) << size;
    EXPECT_TRUE(take_output(pair.client()).empty());
    EXPECT_EQ(send_through(pair, Side::Server, kData), kData);
    EXPECT_EQ(send_through(pair, Side::Client, kData), kData);
  }
}

TEST(Tickets, several_in_one_record_are_accepted) {
  TlsPair pair = connected_pair();
  std::vector<u8> two = ticket(10);
  for (const u8 byte : ticket(20)) {
    two.push_back(byte);
  }
  pair.give(Side::Client, records_of(two, true));
  EXPECT_FALSE(pair.client().failure().has_value());
  EXPECT_EQ(send_through(pair, Side::Server, kData), kData);
}

TEST(Tickets, are_bounded_in_size) {
  TlsPair pair = connected_pair();
  pair.give(Side::Client, records_of(ticket(65535), true));
  expect_refusal(pair, Side::Client, InvalidMessage::MessageTooLong, tls::alert::kIllegalParameter);
}

TEST(Tickets, are_refused_by_servers) {
  TlsPair pair = connected_pair();
  pair.give(Side::Server, records_of(ticket(32), true));
  expect_refusal(pair, Side::Server, PeerMisbehaved::TicketFromClient,
                 tls::alert::kUnexpectedMessage);
}

TEST(Tickets, are_refused_during_the_handshake) {
  TlsPair pair = Scenario(Records::Transparent).pair();
  pair.run([](Side from, std::vector<u8>& bytes) {
    Flight flight = take_apart(bytes);
    if (from == Side::Server && flight.back().is_protected &&
        flight.back().content == Content::Handshake) {
      flight.back().bytes = ticket(32);
    }
    bytes = put_together(flight);
  });
  expect_refusal(pair, Side::Client, PeerMisbehaved::UnexpectedMessage,
                 tls::alert::kUnexpectedMessage);
}

TEST(Tickets, that_live_too_long_are_refused) {
  constexpr u32 kSevenDays = 604800;
  TlsPair longest = connected_pair();
  longest.give(Side::Client, records_of(ticket(32, kSevenDays), true));
  EXPECT_FALSE(longest.client().failure().has_value());

  TlsPair longer = connected_pair();
  longer.give(Side::Client, records_of(ticket(32, kSevenDays + 1), true));
  expect_refusal(longer, Side::Client, PeerMisbehaved::TicketLifetimeTooLong,
                 tls::alert::kIllegalParameter);
}

TEST(Tickets, that_are_cut_anywhere_are_refused) {
  const std::vector<u8> whole = ticket(32);
  for (usize size = tls::kHandshakeHeaderLength; size < whole.size(); ++size) {
    SentMessage cut{.content = Content::Handshake,
                    .is_protected = true,
                    .bytes = copy_of(Bytes(whole).first(size))};
    mend_length(cut);
    TlsPair pair = connected_pair();
    pair.give(Side::Client, put_together({cut}));
    ASSERT_TRUE(pair.client().failure().has_value()) << size;
    EXPECT_EQ(tls::alert_for(*pair.client().failure()).value, tls::alert::kDecodeError.value)
        << size << ' ' << tls::name(*pair.client().failure());
  }
}

TEST(Tickets, that_are_empty_or_too_long_are_refused) {
  TlsPair empty = connected_pair();
  empty.give(Side::Client, records_of(ticket(0), true));
  expect_refusal(empty, Side::Client, InvalidMessage::BadTicket, tls::alert::kDecodeError);

  SentMessage longer{.content = Content::Handshake, .is_protected = true, .bytes = ticket(32)};
  longer.bytes.push_back(0);
  mend_length(longer);
  TlsPair trailing = connected_pair();
  trailing.give(Side::Client, put_together({longer}));
  expect_refusal(trailing, Side::Client, InvalidMessage::TrailingData, tls::alert::kDecodeError);
}

TEST(KeyUpdates, with_an_unknown_request_are_refused) {
  for (const Side victim : {Side::Client, Side::Server}) {
    TlsPair pair = connected_pair();
    std::vector<u8> update = encoded(tls::KeyUpdate{});
    update[4] = 2;
    pair.give(victim, protected_record(Content::Handshake, update));
    expect_refusal(pair, victim, InvalidMessage::BadKeyUpdateRequest,
                   tls::alert::kIllegalParameter);
  }
}

TEST(KeyUpdates, with_something_behind_them_are_refused) {
  // "Handshake messages MUST NOT span key changes." (RFC 8446, 5.1)
  for (const Side victim : {Side::Client, Side::Server}) {
    TlsPair pair = connected_pair();
    std::vector<u8> update = encoded(tls::KeyUpdate{});
    update.push_back(tls::handshake::kKeyUpdate.value);
    pair.give(victim, protected_record(Content::Handshake, update));
    expect_refusal(pair, victim, PeerMisbehaved::MessageCrossesKeyChange,
                   tls::alert::kUnexpectedMessage);
  }
}

TEST(AfterTheHandshake, data_between_the_parts_of_a_message_is_refused) {
  const std::vector<u8> update = encoded(tls::KeyUpdate{});
  for (const Side victim : {Side::Client, Side::Server}) {
    TlsPair pair = connected_pair();
    pair.give(victim, protected_record(Content::Handshake, copy_of(Bytes(update).first(3))));
    ASSERT_FALSE(pair.side(victim).failure().has_value());
    pair.give(victim, protected_record(Content::ApplicationData, kData));
    expect_refusal(pair, victim, PeerMisbehaved::InterleavedHandshake,
                   tls::alert::kUnexpectedMessage);
  }
}

TEST(AfterTheHandshake, no_message_of_a_handshake_is_accepted) {
  // No renegotiation, and no client authentication that was not offered (RFC 8446, 4.6.2).
  for (const tls::HandshakeType type :
       {tls::HandshakeType{0}, tls::handshake::kClientHello, tls::handshake::kServerHello,
        tls::handshake::kEndOfEarlyData, tls::handshake::kEncryptedExtensions,
        tls::handshake::kCertificate, tls::handshake::kCertificateRequest,
        tls::handshake::kCertificateVerify, tls::handshake::kFinished,
        tls::handshake::kMessageHash}) {
    for (const Side victim : {Side::Client, Side::Server}) {
      SCOPED_TRACE(static_cast<int>(type.value));
      TlsPair pair = connected_pair();
      pair.give(victim, protected_record(Content::Handshake, message_header(type, 0)));
      expect_refusal(pair, victim, PeerMisbehaved::UnexpectedMessage,
                     tls::alert::kUnexpectedMessage);
    }
  }
}

}  // namespace
}  // namespace ferrule::testing
