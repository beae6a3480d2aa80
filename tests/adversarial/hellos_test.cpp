// SPDX-License-Identifier: Apache-2.0 OR MIT
// ServerHello and HelloRetryRequest changed on their way: downgrades are noticed, cookies come
// back.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "ferrule/core/array.hpp"
#include "ferrule/tls/wire/client_hello.hpp"
#include "ferrule/tls/wire/hello_retry_request.hpp"
#include "tests/adversarial/injection.hpp"
#include "tests/adversarial/scenario.hpp"
#include "tests/support/encoded.hpp"

namespace ferrule::testing {
namespace {

using tls::Side;

constexpr usize kRandomEnd = 4 + 2 + 32;

/// `message` is a ServerHello: the end of its random becomes `tail`, and it says no more than a
/// TLS 1.2 server without extensions would.
void make_tls12(SentMessage& message, Bytes tail) {
  for (usize i = 0; i < tail.size(); ++i) {
    message.bytes[kRandomEnd - tail.size() + i] = u8{tail[i]};
  }
  const usize suite_and_compression = 3;
  message.bytes.resize(kRandomEnd + 1 + message.bytes[kRandomEnd] + suite_and_compression);
  mend_length(message);
}

/// Runs a handshake in which the server's answer has become one of TLS 1.2.
TlsPair answered_in_tls12(Bytes tail) {
  TlsPair pair = Scenario(Records::Encrypted).pair();
  pair.transfer(Side::Client);
  pair.transfer(Side::Server, [&](Side, std::vector<u8>& bytes) {
    // The first record is ServerHello alone.
    const usize length = 5U + (usize{bytes[3]} << 8U | bytes[4]);
    Flight flight = take_apart(Bytes(bytes).first(length));
    EXPECT_EQ(flight.size(), 1U);
    make_tls12(flight[0], tail);
    bytes = put_together(flight);
  });
  return pair;
}

TEST(Downgrade, is_noticed_by_the_sentinel) {
  for (const ByteArray<8>& sentinel : {tls::kDowngradeToTls12, tls::kDowngradeToTls11}) {
    TlsPair pair = answered_in_tls12(sentinel.span());
    expect_refusal(pair, Side::Client, tls::PeerMisbehaved::DowngradeDetected,
                   tls::alert::kIllegalParameter);
  }
}

TEST(Downgrade, is_told_from_a_server_that_is_old) {
  TlsPair old = answered_in_tls12(Bytes());
  expect_refusal(old, Side::Client, tls::PeerIncompatible::NoCommonVersion,
                 tls::alert::kProtocolVersion);
  // One bit off is no sentinel.
  ByteArray<8> almost = tls::kDowngradeToTls12;
  almost[0] = static_cast<u8>(almost[0] ^ 1);
  TlsPair nearly = answered_in_tls12(almost.span());
  expect_refusal(nearly, Side::Client, tls::PeerIncompatible::NoCommonVersion,
                 tls::alert::kProtocolVersion);
}

/// What a client said to a HelloRetryRequest.
struct Hellos {
  std::vector<u8> first;
  std::vector<u8> second;
};

std::vector<u8> only_client_hello(const std::vector<u8>& bytes) {
  for (const SentMessage& message : take_apart(bytes)) {
    if (message.content == Content::Handshake) {
      return message.bytes;
    }
  }
  return {};
}

/// The answers of `client` to a HelloRetryRequest with `group` and `cookie`.
Hellos hellos_around(tls::Connection& client, Option<crypto::NamedGroup> group, Bytes cookie) {
  Hellos hellos;
  hellos.first = only_client_hello(take_output(client));
  const auto first =
      tls::decode_body<tls::ClientHello>(Bytes(hellos.first).subspan(tls::kHandshakeHeaderLength));
  tls::HelloRetryRequest retry;
  retry.session_id_echo = first->session_id;
  retry.cipher_suite = tls::kTlsAes128GcmSha256;
  retry.selected_version = Option(tls::SelectedVersion{tls::kTls13});
  if (group) {
    retry.group = Option(tls::SelectedGroup{*group});
  }
  if (!cookie.empty()) {
    retry.cookie = Option(tls::Cookie{cookie});
  }
  std::vector<u8> read;
  const auto error = deliver(client, records_of(encoded(retry), false), read);
  EXPECT_FALSE(error.has_value());
  hellos.second = only_client_hello(take_output(client));
  return hellos;
}

/// Extensions of the second that the first had otherwise, or had not.
std::vector<u16> changed_extensions(const Hellos& hellos) {
  const auto first =
      tls::decode_body<tls::ClientHello>(Bytes(hellos.first).subspan(tls::kHandshakeHeaderLength));
  const auto second =
      tls::decode_body<tls::ClientHello>(Bytes(hellos.second).subspan(tls::kHandshakeHeaderLength));
  EXPECT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(copy_of(first->random), copy_of(second->random));
  EXPECT_EQ(copy_of(first->session_id), copy_of(second->session_id));
  std::vector<u16> changed;
  for (const tls::Extension& now : second->all_extensions) {
    bool same = false;
    for (const tls::Extension& before : first->all_extensions) {
      same = same || (before.type == now.type && equal(before.body, now.body));
    }
    if (!same) {
      changed.push_back(now.type.value);
    }
  }
  return changed;
}

Option<std::vector<u8>> cookie_of(const std::vector<u8>& hello) {
  const auto decoded =
      tls::decode_body<tls::ClientHello>(Bytes(hello).subspan(tls::kHandshakeHeaderLength));
  return decoded->extensions.cookie ? Option(copy_of(decoded->extensions.cookie->cookie))
                                    : Option<std::vector<u8>>();
}

TEST(Cookie, comes_back_as_it_was) {
  for (const usize size : {1U, 32U, 2000U, 60000U}) {
    const std::vector<u8> cookie(size, 0x5a);
    TlsPair pair = Scenario(Records::Encrypted, Shape::HelloRetry).pair();
    const Hellos hellos = hellos_around(pair.client(), Option(crypto::kSecp256r1), cookie);
    EXPECT_FALSE(cookie_of(hellos.first).has_value());
    ASSERT_TRUE(cookie_of(hellos.second).has_value());
    EXPECT_EQ(*cookie_of(hellos.second), cookie);
    EXPECT_EQ(
        changed_extensions(hellos),
        (std::vector<u16>{tls::Cookie::kRow.type.value, tls::ClientKeyShares::kRow.type.value}));
  }
}

TEST(Cookie, alone_changes_nothing_else) {
  const std::vector<u8> cookie = {1, 2, 3};
  TlsPair pair = Scenario(Records::Encrypted, Shape::HelloRetry).pair();
  const Hellos hellos = hellos_around(pair.client(), kNone, cookie);
  EXPECT_EQ(*cookie_of(hellos.second), cookie);
  EXPECT_EQ(changed_extensions(hellos), (std::vector<u16>{tls::Cookie::kRow.type.value}));
}

TEST(Cookie, that_was_not_given_is_not_sent) {
  TlsPair pair = Scenario(Records::Encrypted, Shape::HelloRetry).pair();
  const Hellos hellos = hellos_around(pair.client(), Option(crypto::kSecp256r1), Bytes());
  EXPECT_FALSE(cookie_of(hellos.second).has_value());
  EXPECT_EQ(changed_extensions(hellos), (std::vector<u16>{tls::ClientKeyShares::kRow.type.value}));
}

}  // namespace
}  // namespace ferrule::testing
