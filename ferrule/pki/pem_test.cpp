// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/pem.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "ferrule/io/system_allocator.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::pki {
namespace {

using testing::bytes_of;

struct Failure {
  PemErrorKind kind;
  u32 line;
};

/// Reads all sections; the labels and contents, or the first error.
struct Parsed {
  std::vector<PemLabel> labels;
  std::vector<std::string> contents;
  std::vector<u32> lines;
  std::vector<Failure> failures;
};
Parsed parse(std::string_view text) {
  const std::vector<u8> bytes = bytes_of(text);
  Parsed parsed;
  PemReader reader(bytes);
  while (true) {
    const auto section = reader.next();
    if (!section) {
      parsed.failures.push_back(Failure{section.error().kind, section.error().line});
      return parsed;
    }
    if (!section->has_value()) {
      return parsed;
    }
    ByteVec der(system_allocator());
    const auto decoded = (*section)->decode(der);
    if (!decoded) {
      parsed.failures.push_back(Failure{decoded.error().kind, decoded.error().line});
      return parsed;
    }
    parsed.labels.push_back((*section)->label);
    parsed.lines.push_back((*section)->line);
    std::string content;
    for (const u8 byte : der) {
      content.push_back(static_cast<char>(byte));
    }
    parsed.contents.push_back(content);
  }
}
std::string certificate(std::string_view body) {
  return "-----BEGIN CERTIFICATE-----\n" + std::string(body) + "\n-----END CERTIFICATE-----\n";
}
void expect_failure(std::string_view text, PemErrorKind kind, u32 line) {
  const Parsed parsed = parse(text);
  ASSERT_EQ(parsed.failures.size(), 1U) << text;
  EXPECT_EQ(parsed.failures[0].kind, kind) << text;
  EXPECT_EQ(parsed.failures[0].line, line) << text;
}

TEST(Pem, decodes_sections_and_skips_text_between_them) {
  const Parsed parsed = parse(
      "subject=CN = a\n\n-----BEGIN CERTIFICATE-----\nZm9v\nYmFy\n-----END CERTIFICATE-----\n"
      "Bag Attributes: <none>\n"
      "-----BEGIN EC PRIVATE KEY-----\r\nZm9v\r\nYg==\r\n-----END EC PRIVATE KEY-----\r\n"
      "-----BEGIN X509 CRL-----\n-----END X509 CRL-----");
  EXPECT_TRUE(parsed.failures.empty());
  EXPECT_EQ(parsed.labels,
            (std::vector{PemLabel::Certificate, PemLabel::EcPrivateKey, PemLabel::Crl}));
  EXPECT_EQ(parsed.contents, (std::vector<std::string>{"foobar", "foob", ""}));
  EXPECT_EQ(parsed.lines, (std::vector<u32>{3, 8, 12}));
}

TEST(Pem, a_byte_order_mark_is_no_part_of_its_line) {
  const std::string mark = "\xef\xbb\xbf";
  const Parsed parsed =
      parse(mark + certificate("Zm9v") + mark + certificate("YmFy") + mark + "# a\n");
  EXPECT_TRUE(parsed.failures.empty());
  EXPECT_EQ(parsed.contents, (std::vector<std::string>{"foo", "bar"}));
  EXPECT_EQ(parsed.lines, (std::vector<u32>{1, 4}));
  expect_failure(mark + "-----END CERTIFICATE-----\n", PemErrorKind::UnexpectedEnd, 1);
  expect_failure("-----BEGIN CERTIFICATE-----\n" + mark + "Zm9v\n-----END CERTIFICATE-----\n",
                 PemErrorKind::BadBase64, 2);
}

TEST(Pem, knows_the_labels_of_private_keys) {
  for (const std::string_view label : {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"}) {
    const std::string name(label);
    const Parsed parsed = parse("-----BEGIN " + name + "-----\nZm9v\n-----END " + name + "-----\n");
    ASSERT_EQ(parsed.labels.size(), 1U);
    EXPECT_TRUE(is_private_key(parsed.labels[0])) << label;
  }
  EXPECT_EQ(parse("-----BEGIN DH PARAMETERS-----\nAA==\n-----END DH PARAMETERS-----\n").labels,
            std::vector{PemLabel::Other});
  EXPECT_FALSE(is_private_key(PemLabel::Certificate));
}

TEST(Pem, text_without_sections_has_none) {
  EXPECT_TRUE(parse("").labels.empty());
  EXPECT_TRUE(parse("no PEM here\n- - -\n").failures.empty());
}

TEST(Pem, broken_boundaries_are_told_with_their_line) {
  expect_failure("\n-----BEGIN CERTIFICATE----\nZm9v\n", PemErrorKind::BadBoundary, 2);
  expect_failure("-----BEGIN-----\n", PemErrorKind::BadBoundary, 1);
  expect_failure("-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE\n",
                 PemErrorKind::BadBoundary, 3);
  expect_failure("-----BEGIN CERTIFICATE-----\nZm9v\n-----\n", PemErrorKind::BadBoundary, 3);
  expect_failure("a\nb\n-----END CERTIFICATE-----\n", PemErrorKind::UnexpectedEnd, 3);
  expect_failure("-----BEGIN CERTIFICATE-----\nZm9v\n-----END X509 CRL-----\n",
                 PemErrorKind::LabelMismatch, 3);
  expect_failure("\n\n-----BEGIN CERTIFICATE-----\nZm9v\n", PemErrorKind::MissingEnd, 3);
  expect_failure("-----BEGIN CERTIFICATE-----\nZm9v\n" + certificate("Zm9v"),
                 PemErrorKind::MissingEnd, 1);
}

TEST(Pem, broken_base64_is_told_with_its_line) {
  expect_failure(certificate("Zm9v\nYm*y"), PemErrorKind::BadBase64, 3);
  expect_failure(certificate("Zm9"), PemErrorKind::BadBase64, 3);
  expect_failure(certificate("Zg==Zg=="), PemErrorKind::BadBase64, 2);
  expect_failure(certificate("Z==="), PemErrorKind::BadBase64, 2);
  expect_failure(certificate("Zg=a"), PemErrorKind::BadBase64, 2);
  expect_failure(certificate("===="), PemErrorKind::BadBase64, 2);
  expect_failure(certificate("Zh=="), PemErrorKind::BadBase64, 2);
  expect_failure(certificate("Zm9="), PemErrorKind::BadBase64, 2);
  expect_failure(certificate("Zm-_"), PemErrorKind::BadBase64, 2);
}

TEST(Pem, encrypted_keys_are_recognised) {
  expect_failure(
      "\n-----BEGIN ENCRYPTED PRIVATE KEY-----\nZm9v\n-----END ENCRYPTED PRIVATE KEY-----\n",
      PemErrorKind::EncryptedKey, 2);
  expect_failure(
      "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nZm9v\n"
      "-----END RSA PRIVATE KEY-----\n",
      PemErrorKind::EncryptedKey, 1);
}

TEST(Pem, every_prefix_of_a_text_is_read_without_harm) {
  const std::string text = "x\n" + certificate("Zm9vYmFyZm9vYmFy\nZm9vYg==") + "y\n";
  for (usize length = 0; length <= text.size(); ++length) {
    const Parsed parsed = parse(std::string_view(text).substr(0, length));
    EXPECT_LE(parsed.labels.size() + parsed.failures.size(), 1U);
  }
}

TEST(Pem, a_failed_allocation_is_told) {
  const std::vector<u8> text = bytes_of(certificate("Zm9vYmFy"));
  const usize allocations = testing::fail_each_allocation([&](AllocatorRef allocator) {
    PemReader reader(text);
    const auto section = reader.next();
    ByteVec der(allocator);
    const auto decoded = (**section).decode(der);
    return decoded.has_value();
  });
  EXPECT_EQ(allocations, 1U);
}

}  // namespace
}  // namespace ferrule::pki
