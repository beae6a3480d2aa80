// SPDX-License-Identifier: Apache-2.0 OR MIT
// The key log opens the connection: what a client and a server log is the same, names the
// connection by the random of its ClientHello, and its secrets decrypt what is on the wire.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/keys/exporter.hpp"
#include "ferrule/tls/record/record_decrypter.hpp"
#include "ferrule/tls/record/record_header.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/key_log_lines.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::testing {
namespace {

using tls::Side;

const std::vector<std::string> kLabels = {
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0",
    "SERVER_TRAFFIC_SECRET_0", "EXPORTER_SECRET"};

/// One line, taken apart.
struct Line {
  std::string label;
  std::string client_random;
  std::vector<u8> secret;
};

Line parsed(const std::string& line) {
  const auto first = line.find(' ');
  const auto second = line.find(' ', first + 1);
  EXPECT_TRUE(first != std::string::npos && second != std::string::npos) << line;
  return {line.substr(0, first), line.substr(first + 1, second - first - 1),
          from_hex(line.substr(second + 1))};
}

/// Both log, and speak only `suite`; the server takes only `group`.
TlsPair logging_pair(tls::CipherSuite suite, crypto::NamedGroup group) {
  const Array suites{suite};
  const Array groups{group};
  return TlsPair::make(
      client_builder()
          .cipher_suites(suites.span())
          .key_log(key_log_of(Side::Client))
          .build()
          .value(),
      server_builder().groups(groups.span()).key_log(key_log_of(Side::Server)).build().value());
}

tls::SuiteAlgorithms algorithms_of(tls::CipherSuite suite) {
  return *tls::find_suite(test_provider()->provider(), suite);
}

/// The content of the one record in `wire`, sealed with `secret` after `before` others.
std::vector<u8> opened(std::vector<u8> wire, const tls::SuiteAlgorithms& suite,
                       const std::vector<u8>& secret) {
  const tls::TrafficSecret traffic(suite.hash, crypto::HashSecret::copy_of(secret).value());
  auto decrypter = tls::RecordDecrypter::make(system_allocator(), suite.aead, traffic);
  const MutBytes all(wire);
  const auto header = tls::RecordHeader::decode(all.first(tls::kRecordHeaderLength));
  EXPECT_TRUE(header.has_value());
  const auto record = decrypter->open(*header, all.subspan(tls::kRecordHeaderLength));
  EXPECT_TRUE(record.has_value());
  return record ? copy_of(record->content) : std::vector<u8>{};
}

class KeyLog : public ::testing::TestWithParam<std::tuple<u16, u16>> {};

TEST_P(KeyLog, opens_the_connection) {
  const tls::CipherSuite suite{std::get<0>(GetParam())};
  const crypto::NamedGroup group{std::get<1>(GetParam())};
  TlsPair pair = logging_pair(suite, group);
  std::string random;
  pair.run([&](Side from, const std::vector<u8>& bytes) {
    constexpr usize kRandomAt = tls::kRecordHeaderLength + 4 + 2;
    if (random.empty() && from == Side::Client) {
      random = to_hex(Bytes(bytes).subspan(kRandomAt, 32));
    }
  });
  ASSERT_TRUE(pair.handshake());

  const std::vector<std::string> lines = take_key_log(Side::Client);
  EXPECT_EQ(lines, take_key_log(Side::Server));
  ASSERT_EQ(lines.size(), kLabels.size());
  std::vector<std::vector<u8>> secrets;
  for (usize i = 0; i < lines.size(); ++i) {
    const Line line = parsed(lines[i]);
    EXPECT_EQ(line.label, kLabels[i]);
    EXPECT_EQ(line.client_random, random);
    secrets.push_back(line.secret);
  }

  // The traffic secrets open the first record of either side, the exporter secret exports.
  const tls::SuiteAlgorithms algorithms = algorithms_of(suite);
  const std::vector<u8> data = bytes_of("what was said");
  for (const Side from : {Side::Client, Side::Server}) {
    ASSERT_EQ(*pair.side(from).write(Bytes(data)), data.size());
    const std::vector<u8>& secret = from == Side::Client ? secrets[2] : secrets[3];
    EXPECT_EQ(opened(take_output(pair.side(from)), algorithms, secret), data);
  }
  Array<u8, 32> exported{};
  Array<u8, 32> expected{};
  ASSERT_TRUE(pair.client().export_keying_material(exported.span(), "label", kNone));
  const tls::ExporterSecret exporter(algorithms.hash,
                                     crypto::HashSecret::copy_of(secrets[4]).value());
  ASSERT_TRUE(exporter.export_keys("label", Bytes(), expected.span()));
  EXPECT_EQ(exported, expected);
}

/// X25519 as the client offers it at once; P-384 after a HelloRetryRequest.
INSTANTIATE_TEST_SUITE_P(Suites, KeyLog,
                         ::testing::Combine(::testing::Values(0x1301, 0x1302, 0x1303),
                                            ::testing::Values(0x001d, 0x0018)));

TEST(KeyLogOff, logs_nothing) {
  static_cast<void>(take_key_log(Side::Client));
  TlsPair pair = TlsPair::make(client_builder().build().value(), server_builder().build().value());
  ASSERT_TRUE(pair.handshake());
  EXPECT_TRUE(take_key_log(Side::Client).empty());
  EXPECT_TRUE(take_key_log(Side::Server).empty());
}

}  // namespace
}  // namespace ferrule::testing
