// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/adversarial/injection.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "tests/adversarial/scenario.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {
namespace {

std::vector<u8> record(Content content, bool is_protected, std::vector<u8> bytes) {
  return put_together(
      {SentMessage{.content = content, .is_protected = is_protected, .bytes = std::move(bytes)}});
}

}  // namespace

TlsPair connected_pair() {
  TlsPair pair = Scenario(Records::Transparent).pair();
  EXPECT_TRUE(pair.converse().completed);
  return pair;
}

std::vector<u8> protected_record(Content content, std::vector<u8> bytes) {
  return record(content, true, std::move(bytes));
}

std::vector<u8> plain_record(Content content, std::vector<u8> bytes) {
  return record(content, false, std::move(bytes));
}

std::vector<u8> records_of(const std::vector<u8>& message, bool is_protected) {
  constexpr usize kFragment = 16384;
  Flight parts;
  for (Bytes rest(message); !rest.empty();) {
    const usize count = rest.size() < kFragment ? rest.size() : kFragment;
    parts.push_back({.content = Content::Handshake,
                     .is_protected = is_protected,
                     .bytes = copy_of(rest.first(count))});
    rest = rest.subspan(count);
  }
  return put_together(parts);
}

std::vector<u8> message_header(tls::HandshakeType type, usize length) {
  return {type.value, static_cast<u8>(length >> 16), static_cast<u8>(length >> 8),
          static_cast<u8>(length)};
}

void expect_refusal(TlsPair& pair, tls::Side who, const tls::Error& why,
                    tls::AlertDescription alert) {
  const Option<tls::Error> error = pair.side(who).failure();
  ASSERT_TRUE(error.has_value()) << "was not refused";
  EXPECT_EQ(tls::name(*error), tls::name(why));
  EXPECT_TRUE(*error == why);
  EXPECT_EQ(tls::alert_for(*error).value, alert.value);
  pair.run();
  const Option<tls::Error> told = pair.side(tls::other(who)).failure();
  ASSERT_TRUE(told.has_value()) << "the other side was not told";
  ASSERT_TRUE(told->received_alert().has_value()) << tls::name(*told);
  EXPECT_EQ(told->received_alert()->value, alert.value);
}

}  // namespace ferrule::testing
