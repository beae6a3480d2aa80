// SPDX-License-Identifier: Apache-2.0 OR MIT
// Records of a working connection, damaged on their way: each is refused, and nothing of it reaches
// the application.
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "ferrule/core/array.hpp"
#include "tests/adversarial/scenario.hpp"

namespace ferrule::testing {
namespace {

constexpr usize kHeader = 5;
constexpr usize kTag = 16;

/// A client and a server that have finished their handshake.
class Connected {
 public:
  Connected() : pair_{Scenario(Records::Encrypted).pair()} {
    EXPECT_TRUE(pair_.converse().completed);
    pair_.read_by(tls::Side::Server).clear();
  }
  [[nodiscard]] tls::Connection& server() FERRULE_LIFETIMEBOUND { return pair_.server(); }
  [[nodiscard]] const std::vector<u8>& read_by_server() FERRULE_LIFETIMEBOUND {
    return pair_.read_by(tls::Side::Server);
  }

  /// One record from the client with `size` bytes of data.
  [[nodiscard]] std::vector<u8> record(usize size) {
    const std::vector<u8> data(size, 0x61);
    EXPECT_EQ(pair_.client().write(Bytes(data)).value(), size);
    return take_output(pair_.client());
  }
  /// Gives `bytes` to the server; the alert it answers with, if it refuses.
  [[nodiscard]] Option<tls::AlertDescription> refusal_of(Bytes bytes) {
    pair_.give(tls::Side::Server, bytes);
    const auto failure = pair_.server().failure();
    return failure ? Option(tls::alert_for(*failure)) : Option<tls::AlertDescription>();
  }

 private:
  TlsPair pair_;
};

TEST(DamagedRecords, every_flipped_byte_of_the_ciphertext_is_noticed) {
  constexpr usize kSize = 40;
  for (usize at = kHeader; at < kHeader + kSize + 1 + kTag; ++at) {
    Connected pair;
    std::vector<u8> record = pair.record(kSize);
    ASSERT_EQ(record.size(), kHeader + kSize + 1 + kTag);
    record[at] = static_cast<u8>(record[at] ^ 0x10);
    const auto alert = pair.refusal_of(record);
    ASSERT_TRUE(alert.has_value()) << at;
    EXPECT_EQ(alert->value, tls::alert::kBadRecordMac.value) << at;
    EXPECT_TRUE(pair.read_by_server().empty());
  }
}

TEST(DamagedRecords, a_shorter_length_is_noticed) {
  Connected pair;
  std::vector<u8> record = pair.record(40);
  record[4] = static_cast<u8>(record[4] - 1);
  const auto alert = pair.refusal_of(record);
  ASSERT_TRUE(alert.has_value());
  EXPECT_EQ(alert->value, tls::alert::kBadRecordMac.value);
}

TEST(DamagedRecords, records_out_of_order_are_noticed) {
  Connected pair;
  const std::vector<u8> first = pair.record(10);
  const std::vector<u8> second = pair.record(10);
  const auto alert = pair.refusal_of(second);
  ASSERT_TRUE(alert.has_value());
  EXPECT_EQ(alert->value, tls::alert::kBadRecordMac.value);
}

TEST(DamagedRecords, a_record_that_comes_twice_is_noticed) {
  Connected pair;
  const std::vector<u8> record = pair.record(10);
  ASSERT_FALSE(pair.refusal_of(record).has_value());
  const auto alert = pair.refusal_of(record);
  ASSERT_TRUE(alert.has_value());
  EXPECT_EQ(alert->value, tls::alert::kBadRecordMac.value);
}

TEST(DamagedRecords, a_record_that_is_too_long_is_refused_before_it_has_arrived) {
  Connected pair;
  const Array<u8, kHeader> header = {23, 3, 3, 0x41, 0x01};
  const auto alert = pair.refusal_of(header.span());
  ASSERT_TRUE(alert.has_value());
  EXPECT_EQ(alert->value, tls::alert::kRecordOverflow.value);
}

TEST(DamagedRecords, an_unprotected_record_is_refused) {
  for (const u8 type : {u8{20}, u8{21}, u8{22}, u8{99}}) {
    Connected pair;
    const Array<u8, kHeader + 2> record = {type, 3, 3, 0, 2, 1, 0};
    const auto alert = pair.refusal_of(record.span());
    ASSERT_TRUE(alert.has_value()) << static_cast<int>(type);
    EXPECT_EQ(alert->value, tls::alert::kUnexpectedMessage.value) << static_cast<int>(type);
  }
}

TEST(DamagedRecords, a_transport_that_ends_without_close_notify_is_told_from_one_that_was_closed) {
  Connected cut;
  cut.server().received_eof();
  const auto truncated = cut.server().process_new_packets();
  ASSERT_FALSE(truncated.has_value());
  EXPECT_TRUE(truncated.error().is(tls::PeerMisbehaved::TruncatedConnection));
}

}  // namespace
}  // namespace ferrule::testing
