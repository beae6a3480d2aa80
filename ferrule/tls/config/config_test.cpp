// SPDX-License-Identifier: Apache-2.0 OR MIT
// Configurations that cannot work are refused when they are built.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/config/server_config.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/pki_files.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::tls {
namespace {

using testing::client_builder;
using testing::server_builder;

Result<CertifiedKey, Error> pair_of(std::string_view chain_file, std::string_view key_file) {
  const std::vector<std::vector<u8>> chain = testing::read_pki_chain(chain_file);
  const std::vector<std::vector<u8>> keys = testing::read_pki_chain(key_file);
  FixedVec<Bytes, kMaxChainLength> views;
  for (const std::vector<u8>& certificate : chain) {
    EXPECT_TRUE(views.push(Bytes(certificate)));
  }
  return CertifiedKey::make(system_allocator(), views.span(),
                            testing::test_provider()
                                ->provider()
                                .key_loader->load(system_allocator(), keys.at(0))
                                .value());
}

TEST(ConfigTest, KeysMustMatchTheirCertificates) {
  EXPECT_TRUE(pair_of("p256.pem", "p256.key"));
  EXPECT_TRUE(pair_of("rsa2048.pem", "rsa2048.key"));
  EXPECT_TRUE(pair_of("ed25519.pem", "ed25519.key"));
  EXPECT_TRUE(pair_of("p256.pem", "wrong_name.key").error().is(ApiMisuse::KeyDoesNotMatch));
  EXPECT_TRUE(pair_of("p256.pem", "p384.key").error().is(ApiMisuse::KeyDoesNotMatch));
  EXPECT_TRUE(pair_of("rsa2048.pem", "rsa3072.key").error().is(ApiMisuse::KeyDoesNotMatch));
}

TEST(ConfigTest, ListsMustHaveMembersThatTheProviderKnows) {
  EXPECT_TRUE(client_builder().cipher_suites({}).build().error().is(ApiMisuse::NoCipherSuites));
  EXPECT_TRUE(client_builder().groups({}).build().error().is(ApiMisuse::NoGroups));
  EXPECT_TRUE(
      client_builder().signature_schemes({}).build().error().is(ApiMisuse::NoSignatureSchemes));
  const Array<CipherSuite, 1> unknown_suite{{CipherSuite{0x1304}}};
  EXPECT_TRUE(server_builder()
                  .cipher_suites(unknown_suite.span())
                  .build()
                  .error()
                  .is(ApiMisuse::SuiteNotInProvider));
  const Array<crypto::NamedGroup, 1> unknown_group{{crypto::NamedGroup{0x0100}}};
  EXPECT_TRUE(
      server_builder().groups(unknown_group.span()).build().error().is(ApiMisuse::NoGroups));
}

TEST(ConfigTest, SizesMustBePossible) {
  EXPECT_TRUE(client_builder().max_fragment(0).build().error().is(ApiMisuse::BadFragmentSize));
  EXPECT_TRUE(client_builder().max_fragment(16385).build().error().is(ApiMisuse::BadFragmentSize));
  EXPECT_TRUE(client_builder().padding_block(0).build().error().is(ApiMisuse::BadPaddingSize));
  Limits limits;
  limits.receive_buffer = kMaxRecordOnWire - 1;
  EXPECT_TRUE(client_builder().limits(limits).build().error().is(ApiMisuse::BadFragmentSize));
  const std::vector<u8> long_name(256, 'x');
  EXPECT_TRUE(client_builder().alpn(long_name).build().error().is(ApiMisuse::BadProtocolName));
  EXPECT_TRUE(client_builder().alpn(Bytes()).build().error().is(ApiMisuse::BadProtocolName));
}

/// A send buffer that is accepted takes at least a byte at a time, with a KeyUpdate before it.
TEST(ConfigTest, SendBuffersHoldAByteOrAreRefused) {
  for (const usize fragment : {usize{1}, usize{2}, usize{5}, usize{100}, usize{16384}}) {
    for (const usize block : {usize{1}, usize{3}, usize{4}, usize{7}, usize{300}, usize{16384}}) {
      bool is_refused = true;
      for (usize size = 0; is_refused; size += 1 + size / 50) {
        Limits limits;
        limits.send_buffer = size;
        auto config =
            client_builder().limits(limits).max_fragment(fragment).padding_block(block).build();
        is_refused = !config;
        if (is_refused) {
          ASSERT_TRUE(config.error().is(ApiMisuse::OutputTooSmall));
          ASSERT_LT(size, Limits{}.send_buffer) << fragment << ' ' << block;
          continue;
        }
        testing::TlsPair pair =
            testing::TlsPair::make(std::move(*config), server_builder().build().value());
        ASSERT_TRUE(pair.handshake());
        pair.client().limit_records(12);  // a KeyUpdate, of up to five records, after six
        for (int i = 0; i < 8; ++i) {
          const Array<u8, 1> byte{{7}};
          const auto taken = pair.client().write(byte.span());
          ASSERT_TRUE(taken && *taken == 1) << fragment << ' ' << block << ' ' << size;
          pair.run();
        }
      }
    }
  }
}

}  // namespace
}  // namespace ferrule::tls
