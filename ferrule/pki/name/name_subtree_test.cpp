// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/name/name_subtree.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "ferrule/pki/name/directory_name.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::pki {
namespace {

using testing::bytes_of;
using testing::from_hex;
using enum SubtreeMatch;

SubtreeMatch match(GeneralNameType type, Bytes name, Bytes base, SubtreeUse use,
                   Profile profile = Profile::Public) {
  return match_subtree(GeneralName{type, name}, GeneralName{type, base}, use, profile);
}
SubtreeMatch permitted_dns(std::string_view name, std::string_view base,
                           Profile profile = Profile::Public) {
  return match(GeneralNameType::Dns, bytes_of(name), bytes_of(base), SubtreeUse::Permitted,
               profile);
}
SubtreeMatch excluded_dns(std::string_view name, std::string_view base) {
  return match(GeneralNameType::Dns, bytes_of(name), bytes_of(base), SubtreeUse::Excluded);
}
SubtreeMatch ip(std::string_view name, std::string_view base) {
  return match(GeneralNameType::Ip, from_hex(name), from_hex(base), SubtreeUse::Permitted);
}
SubtreeMatch email(std::string_view name, std::string_view base) {
  return match(GeneralNameType::Email, bytes_of(name), bytes_of(base), SubtreeUse::Permitted);
}

TEST(NameSubtree, dns_names_lie_below_the_constraint) {
  EXPECT_EQ(permitted_dns("example.com", "example.com"), Inside);
  EXPECT_EQ(permitted_dns("a.b.Example.com", "eXample.com"), Inside);
  EXPECT_EQ(permitted_dns("notexample.com", "example.com"), Outside);
  EXPECT_EQ(permitted_dns("com", "example.com"), Outside);
  EXPECT_EQ(permitted_dns("example.com", ""), Inside);
}

TEST(NameSubtree, malformed_dns_names_and_constraints_are_told_apart) {
  EXPECT_EQ(permitted_dns("a.example.com", "*.example.com"), BadBase);
  EXPECT_EQ(permitted_dns("a.example.com", ".example.com"), BadBase);
  EXPECT_EQ(permitted_dns(".example.com", "example.com"), BadName);
  EXPECT_EQ(permitted_dns("a_b.example.com", "example.com"), BadName);
}

TEST(NameSubtree, a_leading_dot_means_names_below_in_private) {
  EXPECT_EQ(permitted_dns("a.example.com", ".example.com", Profile::Private), Inside);
  EXPECT_EQ(permitted_dns("*.example.com", ".example.com", Profile::Private), Inside);
  EXPECT_EQ(permitted_dns("example.com", ".example.com", Profile::Private), Outside);
  EXPECT_EQ(permitted_dns("a.example.com", "..example.com", Profile::Private), BadBase);
}

TEST(NameSubtree, a_wildcard_is_permitted_when_all_it_stands_for_is) {
  EXPECT_EQ(permitted_dns("*.example.com", "example.com"), Inside);
  EXPECT_EQ(permitted_dns("*.example.com", "a.example.com"), Outside);
}

TEST(NameSubtree, a_wildcard_is_excluded_when_anything_it_stands_for_is) {
  EXPECT_EQ(excluded_dns("*.example.com", "a.example.com"), Inside);
  EXPECT_EQ(excluded_dns("*.example.com", "example.com"), Inside);
  EXPECT_EQ(excluded_dns("*.example.com", "a.b.example.com"), Outside);
  EXPECT_EQ(excluded_dns("*.example.com", "a.example.org"), Outside);
  EXPECT_EQ(excluded_dns("b.example.com", "a.example.com"), Outside);
}

TEST(NameSubtree, addresses_lie_in_networks) {
  EXPECT_EQ(ip("c0000201", "c0000200ffffff00"), Inside);
  EXPECT_EQ(ip("c0000301", "c0000200ffffff00"), Outside);
  EXPECT_EQ(ip("c0000201", "0000000000000000"), Inside);
  EXPECT_EQ(ip("c0000201", "c0000201"), BadBase);
  EXPECT_EQ(ip("c0000201", "c0000200ff00ff00"), BadBase);
  EXPECT_EQ(ip("c00002", "c0000200ffffff00"), BadName);
  EXPECT_EQ(ip("c0000200ffffff00", "c0000200ffffff00"), BadName);
  const std::string_view loopback =
      "00000000000000000000000000000001ffffffffffffffffffffffffffffffff";
  EXPECT_EQ(ip("00000000000000000000000000000001", loopback), Inside);
  EXPECT_EQ(ip("00000000000000000000000000000002", loopback), Outside);
  EXPECT_EQ(ip("c0000201", loopback), Outside);
}

TEST(NameSubtree, mail_constraints_are_mailboxes_hosts_or_domains) {
  EXPECT_EQ(email("user@example.com", "user@EXAMPLE.com"), Inside);
  EXPECT_EQ(email("USER@example.com", "user@example.com"), Outside);
  EXPECT_EQ(email("user@example.com", "*@example.com"), Outside);
  EXPECT_EQ(email("user@example.com", "example.com"), Inside);
  EXPECT_EQ(email("user@mail.example.com", "example.com"), Outside);
  EXPECT_EQ(email("user@mail.example.com", ".example.com"), Inside);
  EXPECT_EQ(email("user@example.com", ".example.com"), Outside);
  EXPECT_EQ(email("user@example.com", "a@b@example.com"), BadBase);
  EXPECT_EQ(email("a@b@example.com", "example.com"), BadName);
  EXPECT_EQ(email("example.com", "example.com"), BadName);
}

TEST(NameSubtree, other_forms_are_not_compared) {
  EXPECT_EQ(match(GeneralNameType::Uri, bytes_of("https://a"), bytes_of("a"), SubtreeUse::Excluded),
            Unsupported);
}

// C=XX, CN=foo in the forms below; each RDN is SET { SEQUENCE { OID, value } }.
constexpr std::string_view kCountry = "310b3009060355040613025858";
constexpr std::string_view kFooUtf8 = "310c300a06035504030c03666f6f";

bool within(std::string name, std::string base) {
  return is_within_directory(from_hex(name), from_hex(base));
}

TEST(DirectoryName, starts_with_the_constraint) {
  const std::string country(kCountry);
  const std::string both = country + std::string(kFooUtf8);
  EXPECT_TRUE(within(both, country));
  EXPECT_TRUE(within(both, both));
  EXPECT_TRUE(within(both, ""));
  EXPECT_FALSE(within(country, both));
  EXPECT_FALSE(within(both, std::string(kFooUtf8)));
}

TEST(DirectoryName, text_is_compared_across_types_case_and_blanks) {
  const std::string foo(kFooUtf8);
  EXPECT_TRUE(within("310c300a06035504031303464f4f", foo)) << "PrintableString FOO";
  EXPECT_TRUE(within("310f300d06035504030c062020466f6f20", foo)) << "\"  Foo \"";
  EXPECT_FALSE(within("310d300b06035504030c04666f6f6f", foo)) << "fooo";
  EXPECT_FALSE(within("310d300b06035504030c04666f206f", foo)) << "\"fo o\"";
  EXPECT_FALSE(within("310c300a060355040a0c03666f6f", foo)) << "O=foo";
  EXPECT_FALSE(within("310c300a06035504031403666f6f", foo)) << "TeletexString";
}

}  // namespace
}  // namespace ferrule::pki
