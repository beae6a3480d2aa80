// SPDX-License-Identifier: Apache-2.0 OR MIT
// Clients that send early data to a server that takes none: "the server then skips past early data
// by attempting to deprotect received records using the handshake traffic key, discarding records
// which fail deprotection (up to the configured max_early_data_size)" (RFC 8446, 4.2.10).
#include <gtest/gtest.h>

#include <vector>

#include "ferrule/core/array.hpp"
#include "ferrule/tls/wire/client_hello.hpp"
#include "tests/adversarial/injection.hpp"
#include "tests/adversarial/scenario.hpp"
#include "tests/support/encoded.hpp"

namespace ferrule::testing {
namespace {

using tls::PeerMisbehaved;
using tls::Side;

constexpr tls::Limits kLimits;

enum class Without : u8 { Nothing, EarlyData, SignatureAlgorithms };

/// The client's ClientHello, as one that knows a ticket of some other server would send it.
std::vector<u8> resuming_hello(TlsPair& pair, Without without) {
  const Flight flight = take_apart(take_output(pair.client()));
  const auto first = tls::decode_body<tls::ClientHello>(
      Bytes(flight.at(0).bytes).subspan(tls::kHandshakeHeaderLength));
  tls::ClientHello hello = *first;
  const std::vector<u8> ticket(100, 0xb7);
  const std::vector<u8> binder_bytes(32, 0x5c);
  const Array<tls::PskKeyExchangeMode, 1> modes{{tls::kPskDheKe}};
  const Array<tls::PskIdentity, 1> identities{{tls::PskIdentity{ticket, 1}}};
  const Array<tls::PskBinder, 1> binders{{tls::PskBinder{binder_bytes}}};
  hello.extensions.psk_modes =
      Option(tls::PskKeyExchangeModes{tls::WireList<tls::PskKeyExchangeMode>::of(modes.span())});
  hello.extensions.psks =
      Option(tls::OfferedPsks{tls::WireList<tls::PskIdentity>::of(identities.span()),
                              tls::WireList<tls::PskBinder>::of(binders.span())});
  if (without != Without::EarlyData) {
    hello.extensions.early_data = Option(tls::EarlyData{});
  }
  if (without == Without::SignatureAlgorithms) {
    hello.extensions.signature_algorithms = kNone;
  }
  return records_of(encoded(hello), false);
}

/// A record that no key of the handshake opens.
std::vector<u8> early_record(usize size) {
  return plain_record(Content::ApplicationData, std::vector<u8>(size, 0x3d));
}

/// Records of the largest size until the limit, and one that fills it.
void fill(TlsPair& pair) {
  constexpr usize kHeader = 5;
  usize left = kLimits.skipped_early_data;
  while (left != 0) {
    const usize size = left > kHeader + 16384 ? kHeader + 8192 : left;
    pair.give(Side::Server, early_record(size - kHeader));
    ASSERT_FALSE(pair.server().failure().has_value()) << left;
    left -= size;
  }
}

class EarlyData : public ::testing::TestWithParam<Shape> {
 protected:
  TlsPair pair = Scenario(Records::Encrypted, GetParam()).pair();
};

TEST_P(EarlyData, is_skipped_up_to_its_limit) {
  pair.give(Side::Server, resuming_hello(pair, Without::Nothing));
  ASSERT_FALSE(pair.server().failure().has_value());
  EXPECT_FALSE(take_output(pair.server()).empty());
  fill(pair);
  EXPECT_TRUE(take_output(pair.server()).empty());
  EXPECT_TRUE(pair.read_by(Side::Server).empty());
  pair.give(Side::Server, early_record(17));
  EXPECT_TRUE(pair.server().failure().has_value());
}

TEST_P(EarlyData, of_one_byte_too_many_is_refused) {
  pair.give(Side::Server, resuming_hello(pair, Without::Nothing));
  pair.give(Side::Server, early_record(100));
  static_cast<void>(take_output(pair.server()));
  pair.give(Side::Server, early_record(16384));
  pair.give(Side::Server, early_record(16384));
  ASSERT_TRUE(pair.server().failure().has_value());
  EXPECT_TRUE(pair.server().failure()->is(PeerMisbehaved::TooMuchEarlyData));
}

TEST_P(EarlyData, in_empty_records_ends_too) {
  pair.give(Side::Server, resuming_hello(pair, Without::Nothing));
  usize given = 0;
  while (!pair.server().failure().has_value() && given <= kLimits.skipped_early_data) {
    pair.give(Side::Server, early_record(0));
    ++given;
  }
  EXPECT_TRUE(pair.server().failure().has_value());
  EXPECT_LT(given, kLimits.skipped_early_data);
}

TEST_P(EarlyData, that_was_not_offered_is_not_skipped) {
  pair.give(Side::Server, resuming_hello(pair, Without::EarlyData));
  ASSERT_FALSE(pair.server().failure().has_value());
  pair.give(Side::Server, early_record(100));
  EXPECT_TRUE(pair.server().failure().has_value());
}

INSTANTIATE_TEST_SUITE_P(Shapes, EarlyData, ::testing::Values(Shape::Plain, Shape::HelloRetry),
                         [](const auto& instance) {
                           return instance.param == Shape::Plain ? std::string("at_once")
                                                                 : std::string("before_a_retry");
                         });

TEST(PskOffer, without_signature_algorithms_cannot_be_answered_with_a_certificate) {
  TlsPair pair = Scenario(Records::Encrypted).pair();
  pair.give(Side::Server, resuming_hello(pair, Without::SignatureAlgorithms));
  expect_refusal(pair, Side::Server, PeerMisbehaved::SignatureAlgorithmsMissing,
                 tls::alert::kMissingExtension);
}

}  // namespace
}  // namespace ferrule::testing
