// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/record/handshake_joiner.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/allocators.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::tls {
namespace {

using testing::copy_of;
using Buffer = std::vector<u8>;

class HandshakeJoinerTest : public ::testing::Test {
 protected:
  testing::CountingAllocator memory;
  HandshakeJoiner joiner{memory.ref()};
  std::vector<Buffer> messages;

  /// Feeds the content of one record and collects what comes out.
  void feed(Bytes content) {
    while (!content.empty()) {
      const auto next = joiner.next(content);
      ASSERT_TRUE(next.has_value());
      if (*next) {
        messages.push_back(copy_of((*next)->encoded));
      }
    }
  }
};

FERRULE_STATIC_LIFETIME const Buffer& three_messages() {
  static const Buffer bytes = testing::from_hex(
      "08000003aabbcc"
      "14000000"
      "0b000005"
      "0102030405");
  return bytes;
}
FERRULE_STATIC_LIFETIME const std::vector<Buffer>& as_messages() {
  static const std::vector<Buffer> list{testing::from_hex("08000003aabbcc"),
                                        testing::from_hex("14000000"),
                                        testing::from_hex("0b0000050102030405")};
  return list;
}

TEST_F(HandshakeJoinerTest, whole_messages_stay_where_they_are) {
  feed(three_messages());
  EXPECT_EQ(messages, as_messages());
  EXPECT_EQ(memory.allocations(), 0U);
  EXPECT_TRUE(joiner.check_aligned(Bytes()).has_value());
}

TEST_F(HandshakeJoinerTest, messages_cut_at_every_two_places) {
  const Bytes all(three_messages());
  for (usize first = 0; first <= all.size(); ++first) {
    for (usize second = first; second <= all.size(); ++second) {
      messages.clear();
      feed(all.first(first));
      feed(all.subspan(first, second - first));
      feed(all.subspan(second));
      ASSERT_EQ(messages, as_messages()) << "cut at " << first << " and " << second;
      ASSERT_FALSE(joiner.is_partial());
    }
  }
}

TEST_F(HandshakeJoinerTest, messages_byte_by_byte) {
  for (const u8 byte : three_messages()) {
    feed(Array{byte});
  }
  EXPECT_EQ(messages, as_messages());
}

TEST_F(HandshakeJoinerTest, keys_do_not_change_within_a_message) {
  feed(testing::hex("0800"));
  EXPECT_TRUE(joiner.is_partial());
  EXPECT_TRUE(joiner.check_aligned(Bytes()).error().is(PeerMisbehaved::MessageCrossesKeyChange));
  feed(testing::hex("0000"));
  EXPECT_FALSE(joiner.is_partial());
  EXPECT_TRUE(joiner.check_aligned(Bytes()).has_value());
  const auto more = testing::hex("00");
  EXPECT_TRUE(joiner.check_aligned(more).error().is(PeerMisbehaved::MessageCrossesKeyChange));
}

TEST_F(HandshakeJoinerTest, long_messages_are_refused_by_their_header) {
  const auto header = testing::hex("0b00fffd");
  Bytes content(header);
  EXPECT_TRUE(joiner.next(content).error().is(InvalidMessage::MessageTooLong));
  EXPECT_EQ(memory.allocations(), 0U);
}

TEST_F(HandshakeJoinerTest, the_longest_message_takes_one_buffer) {
  Buffer message = testing::from_hex("0b00fffc");
  message.resize(kMaxHandshakeLength, 7);
  Bytes rest(message);
  while (!rest.empty()) {
    const usize count = rest.size() < 16384 ? rest.size() : 16384;
    feed(rest.first(count));
    rest = rest.subspan(count);
  }
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0], message);
  EXPECT_EQ(memory.allocations(), 1U);
  EXPECT_EQ(memory.peak_bytes(), kMaxHandshakeLength);
  joiner.release();
  EXPECT_EQ(memory.live_bytes(), 0U);
}

TEST_F(HandshakeJoinerTest, allocation_failure_is_an_error) {
  memory.fail_after(0);
  const auto part = testing::hex("0b00");
  Bytes content(part);
  EXPECT_TRUE(joiner.next(content).error().is(ResourceError::OutOfMemory));
}

}  // namespace
}  // namespace ferrule::tls
