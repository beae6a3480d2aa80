// SPDX-License-Identifier: Apache-2.0 OR MIT
// The matching rules of RFC 9525, 6.3.
#include "ferrule/pki/name/dns_name.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "tests/support/hex.hpp"

namespace ferrule::pki {
namespace {

using testing::bytes_of;

struct FERRULE_VIEW Row {
  std::string_view presented;
  std::string_view wanted;
  bool matches;
};
constexpr Row kRows[] = {
    {"example.com", "example.com", true},
    {"EXAMPLE.com", "example.COM", true},
    {"example.com", "example.org", false},
    {"example.com", "www.example.com", false},
    {"www.example.com", "example.com", false},
    // "*" stands for one whole label, the left-most
    {"*.example.com", "www.example.com", true},
    {"*.EXAMPLE.com", "WWW.example.com", true},
    {"*.example.com", "example.com", false},
    {"*.example.com", "a.b.example.com", false},
    {"*.example.com", ".example.com", false},
    {"*.b.example.com", "a.b.example.com", true},
    {"w*.example.com", "www.example.com", false},
    {"*w.example.com", "www.example.com", false},
    {"w*w.example.com", "www.example.com", false},
    {"www.*.com", "www.example.com", false},
    {"*.*.com", "www.example.com", false},
    {"*", "localhost", false},
    {"*.", "localhost", false},
    {"*.com", "example.com", false},
    {"**.example.com", "www.example.com", false},
    {"*.example.com", "*.example.com", false},
    {"*.example.com", "xn--bcher-kva.example.com", true},
    {"xn--*-1b3c148a.example.com", "xn--bliss-1b3c148a.example.com", false},
    // malformed on either side
    {"example.com.", "example.com", false},
    {"", "example.com", false},
    {"example.com", "", false},
    {".example.com", "www.example.com", false},
    {"exam_ple.com", "exam_ple.com", false},
    {"example..com", "example..com", false},
    // addresses are not names
    {"192.0.2.1", "192.0.2.1", false},
    {"*.0.2.1", "192.0.2.1", false},
};

TEST(DnsName, matches_as_rfc_9525_says) {
  for (const Row& row : kRows) {
    EXPECT_EQ(dns_name_matches(bytes_of(row.presented), bytes_of(row.wanted)), row.matches)
        << row.presented << " against " << row.wanted;
  }
}

TEST(DnsName, zero_bytes_do_not_end_a_name) {
  const std::string_view presented("good.example\0.evil.example", 26);
  EXPECT_FALSE(dns_name_matches(bytes_of(presented), bytes_of("good.example")));
}

}  // namespace
}  // namespace ferrule::pki
