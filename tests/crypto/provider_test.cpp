// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "ferrule/core/array.hpp"
#include "ferrule/crypto/hmac.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {
namespace {

using crypto::AeadAlgorithm;
using crypto::ErrorKind;
using crypto::Hash;
using crypto::HashAlgorithm;
using crypto::HashContext;
using crypto::HmacContext;
using crypto::HmacKey;
using crypto::KeyExchange;

TEST(ProviderTest, has_everything_tls_1_3_needs) {
  for (const NamedProvider& each : providers()) {
    for (const AeadAlgorithm algorithm :
         {AeadAlgorithm::Aes128Gcm, AeadAlgorithm::Aes256Gcm, AeadAlgorithm::ChaCha20Poly1305}) {
      EXPECT_TRUE(each.provider->aead(algorithm).has_value());
    }
    for (const HashAlgorithm algorithm :
         {HashAlgorithm::Sha256, HashAlgorithm::Sha384, HashAlgorithm::Sha512}) {
      EXPECT_TRUE(each.provider->hash(algorithm).has_value());
    }
    for (const crypto::NamedGroup group :
         {crypto::kX25519, crypto::kSecp256r1, crypto::kSecp384r1}) {
      EXPECT_TRUE(each.provider->key_exchange(group).has_value());
    }
    EXPECT_FALSE(each.provider->key_exchange(crypto::kX25519MlKem768).has_value());
    EXPECT_EQ(each.provider->fips(), crypto::FipsStatus::Unvalidated);
  }
}

/// The examples of FIPS 180-4: "abc".
TEST(ProviderTest, hashes_give_the_published_digests) {
  const auto digest = [](HashAlgorithm algorithm, std::string_view text) {
    HashContext context(*provider().hash(algorithm));
    context.update(bytes_of(text));
    return to_hex(context.finish().span());
  };
  EXPECT_EQ(digest(HashAlgorithm::Sha256, "abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(digest(HashAlgorithm::Sha384, "abc"),
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baec"
            "a134c825a7");
  EXPECT_EQ(digest(HashAlgorithm::Sha512, "abc"),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c"
            "23a3feebbd454d4423643"
            "ce80e2a9ac94fa54ca49f");
}

TEST(ProviderTest, a_hash_forks_where_it_stands) {
  for (const Ref<const Hash>& hash : provider().hashes) {
    HashContext running(hash);
    HashContext whole(hash);
    const std::vector<u8> text(1000, u8{7});
    running.update(Bytes(text).first(333));
    const crypto::Digest at_333 = running.fork_finish();
    running.update(Bytes(text).subspan(333));
    whole.update(text);
    EXPECT_TRUE(equal(running.finish().span(), whole.finish().span()));
    HashContext first(hash);
    first.update(Bytes(text).first(333));
    EXPECT_TRUE(equal(at_333.span(), first.finish().span()));
    EXPECT_EQ(at_333.size(), hash->output_length());
  }
}

TEST(ProviderTest, an_hmac_forks_where_it_stands) {
  const HmacKey key(*provider().hash(HashAlgorithm::Sha256), bytes_of("key"));
  HmacContext running = key.start();
  running.update(bytes_of("one "));
  HmacContext fork = running;
  running.update(bytes_of("two"));
  fork.update(bytes_of("three"));
  Array<u8, 32> mac{};
  running.finish(mac.span());
  EXPECT_TRUE(key.verify(bytes_of("one two"), mac.span()));
  fork.finish(mac.span());
  EXPECT_TRUE(key.verify(bytes_of("one three"), mac.span()));
}

TEST(ProviderTest, key_exchanges_agree_and_refuse_bad_shares) {
  for (const NamedProvider& each : providers()) {
    for (const Ref<const KeyExchange>& group : each.provider->key_exchanges) {
      auto client = group->start(system_allocator());
      ASSERT_TRUE(client.has_value());
      EXPECT_EQ((*client)->share().size(), group->client_share_length());
      std::vector<u8> share(group->server_share_length());
      const auto server = group->encapsulate((*client)->share(), share);
      ASSERT_TRUE(server.has_value());
      const auto secret = (*client)->complete(share);
      ASSERT_TRUE(secret.has_value());
      EXPECT_TRUE(secret->equals(server->bytes()));
      // All zero is no point of the NIST curves, and gives an all-zero secret with X25519.
      const std::vector<u8> zeros(share.size());
      const auto zero = group->encapsulate(zeros, share);
      ASSERT_FALSE(zero.has_value());
      EXPECT_EQ(zero.error().kind, ErrorKind::BadPeerShare);
      const auto shorter = group->encapsulate(Bytes(zeros).subspan(1), share);
      ASSERT_FALSE(shorter.has_value());
      EXPECT_EQ(shorter.error().kind, ErrorKind::BadPeerShare);
      const auto no_room = group->encapsulate((*client)->share(), MutBytes(share).subspan(1));
      ASSERT_FALSE(no_room.has_value());
      EXPECT_EQ(no_room.error().kind, ErrorKind::BadLength);
    }
  }
}

TEST(ProviderTest, random_fills_all_and_never_the_same) {
  Array<u8, 64> first{};
  Array<u8, 64> second{};
  ASSERT_TRUE(provider().random->fill(first.span()).has_value());
  ASSERT_TRUE(provider().random->fill(second.span()).has_value());
  EXPECT_FALSE(equal(first.span(), second.span()));
  EXPECT_FALSE(equal(first.span().last(16), Array<u8, 16>{}.span()));
  EXPECT_TRUE(provider().random->fill(MutBytes()).has_value());
}

}  // namespace
}  // namespace ferrule::testing
