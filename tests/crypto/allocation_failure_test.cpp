// SPDX-License-Identifier: Apache-2.0 OR MIT
// Each of Ferrule's allocations fails once: a clean error, and nothing is leaked.
#include <gtest/gtest.h>

#include "ferrule/core/array.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/key_files.hpp"

namespace ferrule::testing {
namespace {

using crypto::Aead;
using crypto::ErrorKind;
using crypto::KeyExchange;

TEST(AllocationFailureTest, making_a_provider) {
  const usize allocations = fail_each_allocation([](AllocatorRef allocator) {
    const auto made = crypto::make_default_provider(allocator);
    EXPECT_TRUE(made.has_value() || made.error().kind == ErrorKind::OutOfMemory);
    return made.has_value();
  });
  EXPECT_GE(allocations, 5U);
}

TEST(AllocationFailureTest, record_keys) {
  const Array<u8, 32> bytes{};
  for (const Ref<const Aead>& aead : provider().aeads) {
    EXPECT_EQ(fail_each_allocation([&](AllocatorRef allocator) {
                return aead->key(allocator, bytes.span().first(aead->key_length())).has_value();
              }),
              1U);
  }
}

TEST(AllocationFailureTest, records_allocate_nothing) {
  CountingAllocator allocator;
  for (const Ref<const Aead>& aead : provider().aeads) {
    std::vector<u8> bytes(20000);
    auto key = aead->key(allocator.ref(), Bytes(bytes).first(aead->key_length()));
    const usize before = allocator.allocations();
    for (const usize length : {1UL, 100UL, 16384UL}) {
      const std::vector<u8> text(length);
      const Array<Bytes, 1> pieces{{Bytes(text)}};
      const MutBytes out = MutBytes(bytes).first(length + crypto::kAeadTagLength);
      EXPECT_TRUE((*key)->seal(crypto::Nonce{}, {}, pieces.span(), out).has_value());
      EXPECT_TRUE((*key)->open_in_place(crypto::Nonce{}, {}, out).has_value());
    }
    EXPECT_EQ(allocator.allocations(), before);
  }
}

TEST(AllocationFailureTest, keys_are_wiped_before_their_memory_goes_back) {
  const Array<u8, 32> bytes{{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3,
                             2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3, 2, 7, 9, 5}};
  for (const crypto::AeadAlgorithm algorithm :
       {crypto::AeadAlgorithm::Aes128Gcm, crypto::AeadAlgorithm::Aes256Gcm,
        crypto::AeadAlgorithm::ChaCha20Poly1305}) {
    for (const NamedAead& each : aeads(algorithm)) {
      CountingAllocator allocator;
      allocator.watch_for(bytes.span().first(16));
      {
        const auto key =
            each.aead->key(allocator.ref(), bytes.span().first(each.aead->key_length()));
        ASSERT_TRUE(key.has_value());
      }
      EXPECT_EQ(allocator.live_blocks(), 0U) << each.backend;
      EXPECT_EQ(allocator.secrets_returned(), 0U) << each.backend;
    }
  }
}

TEST(AllocationFailureTest, key_exchanges) {
  for (const Ref<const KeyExchange>& group : provider().key_exchanges) {
    EXPECT_EQ(fail_each_allocation([&](AllocatorRef allocator) {
                auto client = group->start(allocator);
                if (!client) {
                  return false;
                }
                std::vector<u8> share(group->server_share_length());
                const auto server = group->encapsulate((*client)->share(), share);
                const auto secret = (*client)->complete(share);
                return server && secret && secret->equals(server->bytes());
              }),
              1U);
  }
}

TEST(AllocationFailureTest, loading_and_signing) {
  for (const std::string name : {"rsa2048", "p256", "ed25519"}) {
    const std::vector<u8> der = key_file(name + ".pkcs8.der");
    const usize allocations = fail_each_allocation([&](AllocatorRef allocator) {
      const auto key = provider().key_loader->load(allocator, der);
      EXPECT_TRUE(key.has_value() || key.error().kind == ErrorKind::OutOfMemory);
      return key.has_value();
    });
    EXPECT_GE(allocations, 4U) << name;
  }
}

}  // namespace
}  // namespace ferrule::testing
