// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/connection_buffer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "ferrule/io/system_allocator.hpp"

namespace ferrule::tls {
namespace {

/// Adds `count` bytes of `value`.
void add(SendBuffer& buffer, usize count, u8 value) {
  const auto space = buffer.space(count);
  ASSERT_TRUE(space.has_value());
  for (u8& byte : space->first(count)) {
    byte = value;
  }
  buffer.commit(count);
}

std::string text(Bytes bytes) {
  std::string made;
  for (const u8 byte : bytes) {
    made.push_back(static_cast<char>(byte));
  }
  return made;
}

TEST(SendBuffer, leaves_in_place_what_is_held) {
  SendBuffer buffer(system_allocator(), 1000);
  add(buffer, 4, 'a');
  EXPECT_EQ(text(buffer.hold()), "aaaa");
  for (usize i = 0; i < 50; ++i) {
    add(buffer, 10, 'b');
    EXPECT_EQ(text(buffer.pending()), "aaaa");
    EXPECT_EQ(text(buffer.hold()), "aaaa");
  }
  EXPECT_EQ(buffer.size(), 504u);
  EXPECT_EQ(buffer.room(), 496u);
  buffer.sent(3);
  EXPECT_EQ(text(buffer.pending()), "a");
  buffer.release();
  EXPECT_EQ(buffer.size(), 501u);
  buffer.sent(1);
  EXPECT_EQ(text(buffer.pending()), std::string(500, 'b'));
  EXPECT_EQ(text(buffer.hold()), std::string(500, 'b'));
  add(buffer, 1, 'c');
  buffer.sent(500);
  EXPECT_EQ(text(buffer.pending()), "c");
  buffer.sent(1);
  EXPECT_EQ(buffer.size(), 0u);
  buffer.release();
  EXPECT_TRUE(buffer.hold().empty());
  EXPECT_EQ(buffer.room(), 1000u);
}

}  // namespace
}  // namespace ferrule::tls
