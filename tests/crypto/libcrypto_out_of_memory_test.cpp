// SPDX-License-Identifier: Apache-2.0 OR MIT
// Each of libcrypto's own allocations fails once, in a program of its own because its memory
// functions are for the whole process: a clean error, nothing leaked, and the error queue left
// empty.
#include <gtest/gtest.h>

#include <functional>

#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/tls/config/certified_key.hpp"
#include "tests/crypto/libcrypto_meter.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/key_files.hpp"
#include "tests/support/pki_files.hpp"

namespace ferrule::testing {
namespace {

/// Before libcrypto allocates anything.
const bool kInstalled = install_meter();

enum class Pass : u8 { WarmUp, Measured };

/// `body` answers whether it worked.
void sweep(const std::string& what, Pass pass, const std::function<bool()>& body) {
  constexpr usize kTooMany = 100'000;
  for (usize n = 0; n < kTooMany; ++n) {
    const usize before = meter().live;
    meter().failed = false;
    meter().fail_at = meter().allocations + n;
    const bool worked = body();
    meter().fail_at = ~usize{0};
    // libcrypto may note a failed allocation and succeed without it; after an error of ours nothing
    // is left.
    EXPECT_TRUE(take_empty_queue() || worked) << what << ", allocation " << n;
    if (pass == Pass::Measured) {
      EXPECT_EQ(meter().live, before) << what << " leaks when allocation " << n << " fails";
    }
    if (!meter().failed) {
      EXPECT_TRUE(worked) << what << " failed without a refused allocation";
      return;
    }
  }
  FAIL() << what << " allocates without end";
}

/// libcrypto keeps what it caches at first use and the texts of its error queue, which is no leak:
/// the first pass makes it do so, and in the second nothing may grow.
void sweep(const std::string& what, const std::function<bool()>& body) {
  EXPECT_TRUE(take_empty_queue());
  ASSERT_TRUE(body()) << what;
  sweep(what, Pass::WarmUp, body);
  sweep(what, Pass::Measured, body);
}

TEST(LibcryptoOutOfMemoryTest, is_measured) { EXPECT_TRUE(kInstalled); }

TEST(LibcryptoOutOfMemoryTest, making_a_provider) {
  for (const crypto::RecordBackend records :
       {crypto::RecordBackend::Fastest, crypto::RecordBackend::Libcrypto}) {
    sweep("provider", [&] {
      CountingAllocator allocator;  // whose end finds leaks of our own
      return crypto::make_default_provider(allocator.ref(), records).has_value();
    });
  }
}

/// What the command and a server do with the two files they are given.
Result<tls::CertifiedKey, tls::Error> certified_key(AllocatorRef allocator,
                                                    const std::string& who) {
  const std::vector<std::vector<u8>> certificates = read_pki_chain(who + ".pem");
  const std::vector<std::vector<u8>> keys = decode_sections(read_pki_file(who + ".key"));
  std::vector<Bytes> chain;
  for (const std::vector<u8>& certificate : certificates) {
    chain.push_back(certificate);
  }
  TRY(Box<crypto::SigningKey> key, provider().key_loader->load(allocator, keys.at(0)));
  return tls::CertifiedKey::make(allocator, chain, std::move(key));
}

TEST(LibcryptoOutOfMemoryTest, certified_keys_from_pem) {
  for (const std::string who : {"rsa2048", "rsa4096", "p256", "p384", "p521", "ed25519"}) {
    sweep(who, [&] {
      CountingAllocator allocator;
      return certified_key(allocator.ref(), who).has_value();
    });
  }
}

TEST(LibcryptoOutOfMemoryTest, record_keys) {
  const Array<u8, 32> bytes{};
  for (const Ref<const crypto::Aead>& aead : provider().aeads) {
    sweep("aead", [&] {
      return aead->key(system_allocator(), bytes.span().first(aead->key_length())).has_value();
    });
  }
  for (const NamedAead& each : aeads(crypto::AeadAlgorithm::Aes128Gcm)) {
    sweep(each.backend, [&] {
      auto key = each.aead->key(system_allocator(), bytes.span().first(16));
      std::vector<u8> out(crypto::kAeadTagLength);
      return key && (*key)->seal(crypto::Nonce{}, {}, {}, out) &&
             (*key)->open_in_place(crypto::Nonce{}, {}, out);
    });
  }
}

TEST(LibcryptoOutOfMemoryTest, key_exchanges) {
  for (const Ref<const crypto::KeyExchange>& group : provider().key_exchanges) {
    sweep("key exchange", [&] {
      auto client = group->start(system_allocator());
      if (!client) {
        return false;
      }
      std::vector<u8> share(group->server_share_length());
      const auto server = group->encapsulate((*client)->share(), share);
      return server && (*client)->complete(share);
    });
  }
}

TEST(LibcryptoOutOfMemoryTest, loading_signing_and_verifying) {
  struct Row {
    std::string name;
    crypto::PublicKeyAlgorithm kind;
    crypto::SignatureScheme scheme;
    crypto::SignatureAlgorithm algorithm;
  };
  using Kind = crypto::PublicKeyAlgorithm;
  using enum crypto::SignatureAlgorithm;
  const std::vector<Row> rows{
      {"rsa2048", Kind::Rsa, crypto::kRsaPssRsaeSha256, RsaPssSha256},
      {"rsa2048", Kind::Rsa, crypto::kRsaPkcs1Sha256, RsaPkcs1Sha256},
      {"p256", Kind::EcdsaP256, crypto::kEcdsaSecp256r1Sha256, EcdsaSha256},
      {"ed25519", Kind::Ed25519, crypto::kEd25519, Ed25519},
  };
  for (const Row& row : rows) {
    const std::vector<u8> public_key = public_key_of(row.name);
    const auto key = load_key(row.name);
    ASSERT_TRUE(key.has_value());
    Array<u8, crypto::kMaxSignatureLength> signature{};
    usize length = 0;
    sweep(row.name + " sign", [&] {
      const auto made = (*key)->sign(row.scheme, public_key, signature.span());
      length = made ? *made : length;
      return made.has_value();
    });
    sweep(row.name + " verify", [&] {
      return provider()
          .verifier
          ->verify({row.kind, public_key}, row.algorithm, public_key,
                   signature.span().first(length))
          .has_value();
    });
    sweep(row.name + " load", [&] { return load_key(row.name).has_value(); });
  }
}

}  // namespace
}  // namespace ferrule::testing
