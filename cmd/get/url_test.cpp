// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/get/url.hpp"

#include <gtest/gtest.h>

namespace ferrule::cmd {
namespace {

TEST(Url, reads_host_port_and_target) {
  const auto plain = Url::parse("https://example.com");
  ASSERT_TRUE(plain.has_value());
  EXPECT_EQ(plain->host, "example.com");
  EXPECT_EQ(plain->port, 443);
  EXPECT_EQ(plain->target, "/");
  EXPECT_EQ(plain->authority(), "example.com");

  const auto full = Url::parse("https://example.com:8443/a/b?c=d#e");
  ASSERT_TRUE(full.has_value());
  EXPECT_EQ(full->port, 8443);
  EXPECT_EQ(full->target, "/a/b?c=d");
  EXPECT_EQ(full->authority(), "example.com:8443");

  const auto v6 = Url::parse("https://[::1]:99?q");
  ASSERT_TRUE(v6.has_value());
  EXPECT_EQ(v6->host, "::1");
  EXPECT_EQ(v6->target, "/?q");
  EXPECT_EQ(v6->authority(), "[::1]:99");
}

TEST(Url, refuses_what_it_cannot_fetch) {
  for (const std::string text :
       {"", "example.com", "http://example.com/", "https://", "https:///x", "https://a:0/",
        "https://a:65536/", "https://a:b/", "https://u:p@a/", "https://a b/", "https://a/\r\nX: y",
        "https://::1/"}) {
    const auto url = Url::parse(text);
    EXPECT_FALSE(url.has_value()) << text;
    if (!url) {
      EXPECT_EQ(url.error().exit, ExitCode::Usage);
    }
  }
}

}  // namespace
}  // namespace ferrule::cmd
