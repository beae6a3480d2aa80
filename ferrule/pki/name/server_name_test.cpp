// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/name/server_name.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/hex.hpp"

namespace ferrule::pki {
namespace {

using testing::bytes_of;
using testing::hex;

constexpr bool is_dns(std::string_view text) {
  const auto name = ServerName::parse(text);
  return name && !name->is_ip();
}
constexpr bool fails_with(std::string_view text, ServerNameError error) {
  const auto name = ServerName::parse(text);
  return !name && name.error() == error;
}
template <usize N>
constexpr bool is_ip(std::string_view text, const ByteArray<N>& bytes) {
  const auto name = ServerName::parse(text);
  return name && name->is_ip() && equal(name->ip()->bytes(), bytes.span());
}

static_assert(is_dns("example.com") && is_dns("EXAMPLE.com.") && is_dns("a") && is_dns("a-b.c1"));
static_assert(is_dns("xn--bcher-kva.example") && is_dns("1.example") && is_dns("1a"));
static_assert(fails_with("", ServerNameError::Empty));
static_assert(fails_with(".", ServerNameError::BadDnsName));
static_assert(fails_with("a..b", ServerNameError::BadDnsName));
static_assert(fails_with(".a", ServerNameError::BadDnsName));
static_assert(fails_with("a..", ServerNameError::BadDnsName));
static_assert(fails_with("-a.com", ServerNameError::BadDnsName));
static_assert(fails_with("a-.com", ServerNameError::BadDnsName));
static_assert(fails_with("a_b.com", ServerNameError::BadDnsName));
static_assert(fails_with("a b", ServerNameError::BadDnsName));
static_assert(fails_with("*.example.com", ServerNameError::BadDnsName));
static_assert(
    fails_with("b\xc3\xbc"
               "cher.example",
               ServerNameError::NotAscii));

// What is nearly an address is not taken for a name.
static_assert(fails_with("1.2.3", ServerNameError::BadDnsName));
static_assert(fails_with("1.2.3.4.5", ServerNameError::BadDnsName));
static_assert(fails_with("256.1.1.1", ServerNameError::BadDnsName));
static_assert(fails_with("01.2.3.4", ServerNameError::BadDnsName));
static_assert(fails_with("1.2.3.", ServerNameError::BadDnsName));

static_assert(is_ip("192.0.2.1", hex("c0000201")) && is_ip("0.0.0.0", hex("00000000")));
static_assert(is_ip("255.255.255.255", hex("ffffffff")));
static_assert(is_ip("::", hex("00000000000000000000000000000000")));
static_assert(is_ip("::1", hex("00000000000000000000000000000001")));
static_assert(is_ip("1::", hex("00010000000000000000000000000000")));
static_assert(is_ip("2001:DB8::8a2e:370:7334", hex("20010db80000000000008a2e03707334")));
static_assert(is_ip("1:2:3:4:5:6:7:8", hex("00010002000300040005000600070008")));
static_assert(is_ip("1:2:3:4:5:6:7::", hex("00010002000300040005000600070000")));
static_assert(is_ip("::2:3:4:5:6:7:8", hex("00000002000300040005000600070008")));
static_assert(is_ip("::ffff:192.0.2.1", hex("00000000000000000000ffffc0000201")));
static_assert(is_ip("1:2:3:4:5:6:1.2.3.4", hex("00010002000300040005000601020304")));

constexpr bool is_no_address(std::string_view text) {
  return fails_with(text, ServerNameError::BadDnsName);
}
static_assert(is_no_address(":") && is_no_address(":::") && is_no_address(":1"));
static_assert(is_no_address("1:") && is_no_address("1::2::3") && is_no_address("12345::"));
static_assert(is_no_address("1:2:3:4:5:6:7") && is_no_address("1:2:3:4:5:6:7:8:9"));
static_assert(is_no_address("1:2:3:4::5:6:7:8") && is_no_address("::1.2.3") &&
              is_no_address("g::"));
static_assert(is_no_address("1.2.3.4::") && is_no_address("::1%eth0") && is_no_address("[::1]"));
static_assert(is_no_address("1:2:3:4:5:6:7:1.2.3.4") && is_no_address("::01.2.3.4"));

TEST(ServerName, keeps_dns_names_in_lower_case_without_the_trailing_dot) {
  const auto name = ServerName::parse("WWW.Example.COM.");
  ASSERT_TRUE(name.has_value());
  EXPECT_TRUE(equal(name->dns(), bytes_of("www.example.com")));
  EXPECT_TRUE(*name == *ServerName::parse("www.example.com"));
  EXPECT_FALSE(*name == *ServerName::parse("example.com"));
}

TEST(ServerName, bounds_labels_and_names) {
  const std::string label(63, 'a');
  EXPECT_TRUE(is_dns(label));
  EXPECT_TRUE(fails_with(label + "a", ServerNameError::BadDnsName));
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'b');
  ASSERT_EQ(longest.size(), 253U);
  EXPECT_TRUE(is_dns(longest));
  EXPECT_TRUE(is_dns(longest + "."));
  EXPECT_TRUE(fails_with(longest + "b", ServerNameError::TooLong));
  EXPECT_TRUE(fails_with(std::string(5000, 'a'), ServerNameError::TooLong));
}

TEST(IpAddress, writes_the_form_of_rfc_5952) {
  struct FERRULE_VIEW Row {
    std::string_view given;
    std::string_view canonical;
  };
  const Row rows[] = {
      {"192.0.2.1", "192.0.2.1"},
      {"10.0.0.255", "10.0.0.255"},
      {"2001:0DB8:0000:0000:0000:0000:0000:0001", "2001:db8::1"},
      {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
      {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
      {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
      {"0:0:0:0:0:0:0:0", "::"},
      {"0:0:0:0:0:0:0:1", "::1"},
      {"1:0:0:0:0:0:0:0", "1::"},
      {"abcd:ef01:2345:6789:abcd:ef01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"},
  };
  for (const Row& row : rows) {
    const Option<IpAddress> address = IpAddress::parse(bytes_of(row.given));
    ASSERT_TRUE(address.has_value()) << row.given;
    EXPECT_TRUE(equal(address->text().span(), bytes_of(row.canonical))) << row.given;
  }
}

}  // namespace
}  // namespace ferrule::pki
