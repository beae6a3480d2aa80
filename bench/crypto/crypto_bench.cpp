// SPDX-License-Identifier: Apache-2.0 OR MIT
// Records, key exchange and signatures, through the provider interface, for every back-end this
// machine can run.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "ferrule/core/array.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/hkdf.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/key_files.hpp"

namespace ferrule::testing {
namespace {

using crypto::AeadAlgorithm;
using crypto::Nonce;

constexpr usize kAadLength = 5;

void seal(benchmark::State& state, const NamedAead& each, usize length) {
  const std::vector<u8> key_bytes(each.aead->key_length(), u8{1});
  auto key = each.aead->key(system_allocator(), key_bytes);
  const std::vector<u8> text(length);
  std::vector<u8> out(length + crypto::kAeadTagLength);
  const Array<Bytes, 1> pieces{{Bytes(text)}};
  const Array<u8, kAadLength> aad{};
  Nonce nonce{};
  for (auto _ : state) {
    ++nonce[0];
    if (!(*key)->seal(nonce, aad.span(), pieces.span(), out)) {
      state.SkipWithError("seal failed");
    }
  }
  state.SetBytesProcessed(static_cast<i64>(length) * static_cast<i64>(state.iterations()));
}

/// Opening destroys its input, so each round first copies a record in; the copy is part of the
/// time.
void open(benchmark::State& state, const NamedAead& each, usize length) {
  const std::vector<u8> key_bytes(each.aead->key_length(), u8{1});
  auto key = each.aead->key(system_allocator(), key_bytes);
  const std::vector<u8> text(length);
  std::vector<u8> record(length + crypto::kAeadTagLength);
  const Array<Bytes, 1> pieces{{Bytes(text)}};
  const Array<u8, kAadLength> aad{};
  const Nonce nonce{};
  if (!(*key)->seal(nonce, aad.span(), pieces.span(), record)) {
    state.SkipWithError("seal failed");
  }
  std::vector<u8> buffer(record.size());
  for (auto _ : state) {
    MutBytes(buffer).copy_from(record);
    if (!(*key)->open_in_place(nonce, aad.span(), buffer)) {
      state.SkipWithError("open failed");
    }
  }
  state.SetBytesProcessed(static_cast<i64>(length) * static_cast<i64>(state.iterations()));
}

void key_setup(benchmark::State& state, const NamedAead& each) {
  const std::vector<u8> key_bytes(each.aead->key_length(), u8{1});
  for (auto _ : state) {
    if (!each.aead->key(system_allocator(), key_bytes)) {
      state.SkipWithError("no key");
    }
  }
}

void start(benchmark::State& state, Ref<const crypto::KeyExchange> group) {
  for (auto _ : state) {
    if (!group->start(system_allocator())) {
      state.SkipWithError("no share");
    }
  }
}

void encapsulate(benchmark::State& state, Ref<const crypto::KeyExchange> group) {
  auto client = group->start(system_allocator());
  std::vector<u8> share(group->server_share_length());
  for (auto _ : state) {
    if (!group->encapsulate((*client)->share(), share)) {
      state.SkipWithError("no secret");
    }
  }
}

void complete(benchmark::State& state, Ref<const crypto::KeyExchange> group) {
  auto client = group->start(system_allocator());
  std::vector<u8> share(group->server_share_length());
  if (!group->encapsulate((*client)->share(), share)) {
    state.SkipWithError("no share");
  }
  for (auto _ : state) {
    if (!(*client)->complete(share)) {
      state.SkipWithError("no secret");
    }
  }
}

struct Signature {
  std::string name;
  std::string key;
  crypto::PublicKeyAlgorithm kind;
  crypto::SignatureScheme scheme;
  crypto::SignatureAlgorithm algorithm;
};

std::vector<Signature> signatures() {
  using Kind = crypto::PublicKeyAlgorithm;
  using enum crypto::SignatureAlgorithm;
  return {
      {"ecdsa_p256", "p256", Kind::EcdsaP256, crypto::kEcdsaSecp256r1Sha256, EcdsaSha256},
      {"ecdsa_p384", "p384", Kind::EcdsaP384, crypto::kEcdsaSecp384r1Sha384, EcdsaSha384},
      {"ecdsa_p521", "p521", Kind::EcdsaP521, crypto::kEcdsaSecp521r1Sha512, EcdsaSha512},
      {"rsa2048_pss", "rsa2048", Kind::Rsa, crypto::kRsaPssRsaeSha256, RsaPssSha256},
      {"rsa2048_pkcs1", "rsa2048", Kind::Rsa, crypto::kRsaPkcs1Sha256, RsaPkcs1Sha256},
      {"ed25519", "ed25519", Kind::Ed25519, crypto::kEd25519, Ed25519},
  };
}

/// The size of what TLS 1.3 signs with SHA-256 (RFC 8446, 4.4.3).
using Message = Array<u8, 130>;

using LoadedKey = Result<Box<crypto::SigningKey>, crypto::CryptoError>;

/// All threads sign with the same key.
void sign(benchmark::State& state, const Signature& row, const LoadedKey& key) {
  const Message message{};
  Array<u8, crypto::kMaxSignatureLength> place{};
  for (auto _ : state) {
    if (!(*key)->sign(row.scheme, message.span(), place.span())) {
      state.SkipWithError("sign failed");
    }
  }
}

void verify(benchmark::State& state, const Signature& row) {
  const auto key = load_key(row.key);
  const std::vector<u8> public_key = public_key_of(row.key);
  const Message message{};
  Array<u8, crypto::kMaxSignatureLength> place{};
  const auto length = (*key)->sign(row.scheme, message.span(), place.span());
  const Bytes signature = place.span().first(*length);
  for (auto _ : state) {
    if (!provider().verifier->verify({row.kind, public_key}, row.algorithm, message.span(),
                                     signature)) {
      state.SkipWithError("verify failed");
    }
  }
}

void hash_small(benchmark::State& state, Ref<const crypto::Hash> hash) {
  const Array<u8, 100> text{};
  for (auto _ : state) {
    crypto::HashContext context(hash);
    context.update(text.span());
    benchmark::DoNotOptimize(context.finish());
  }
}

void hkdf_expand(benchmark::State& state, Ref<const crypto::Hash> hash) {
  const Array<u8, 32> secret{};
  const Array<u8, 50> label{};
  const Array<Bytes, 1> info{{Bytes(label)}};
  Array<u8, 32> out{};
  for (auto _ : state) {
    const crypto::HkdfExpander expander(hash, secret.span());
    if (!expander.expand(info.span(), out.span())) {
      state.SkipWithError("expand failed");
    }
  }
}

/// Registers `body(benchmark::State&)`, to be run on as many threads at once.
template <typename Body>
void add(const std::string& name, Body body, int threads = 1) {
  UNSAFE(
      "the library copies the name, keeps the benchmark it returns, and nobody deletes that before "
      "it runs") {
    benchmark::internal::Benchmark* const made = benchmark::RegisterBenchmark(name.c_str(), body);
    made->Threads(threads);
    // The CPU time of several threads would hide that they wait for each other.
    if (threads > 1) {
      made->UseRealTime();
    }
  }
}

void add_records(const std::string& name, AeadAlgorithm algorithm) {
  for (const NamedAead& each : aeads(algorithm)) {
    const std::string prefix = name + "/" + each.backend;
    for (const usize length : {64UL, 256UL, 1024UL, 1400UL, 4096UL, 16384UL}) {
      const std::string suffix = "/" + std::to_string(length);
      add("seal/" + prefix + suffix,
          [each, length](benchmark::State& state) { seal(state, each, length); });
      add("open/" + prefix + suffix,
          [each, length](benchmark::State& state) { open(state, each, length); });
    }
    add("key/" + prefix, [each](benchmark::State& state) { key_setup(state, each); });
  }
}

void add_all() {
  add_records("aes_128_gcm", AeadAlgorithm::Aes128Gcm);
  add_records("aes_256_gcm", AeadAlgorithm::Aes256Gcm);
  add_records("chacha20_poly1305", AeadAlgorithm::ChaCha20Poly1305);
  for (const Ref<const crypto::KeyExchange>& group : provider().key_exchanges) {
    const std::string name = "group_" + std::to_string(group->group().value);
    add(name + "/start", [group](benchmark::State& state) { start(state, group); });
    add(name + "/encapsulate", [group](benchmark::State& state) { encapsulate(state, group); });
    add(name + "/complete", [group](benchmark::State& state) { complete(state, group); });
  }
  for (const Signature& row : signatures()) {
    const auto key = std::make_shared<const LoadedKey>(load_key(row.key));
    for (const int threads : {1, 2}) {
      add(
          row.name + "/sign", [row, key](benchmark::State& state) { sign(state, row, *key); },
          threads);
      add(row.name + "/verify", [row](benchmark::State& state) { verify(state, row); }, threads);
    }
  }
  for (const Ref<const crypto::Hash>& hash : provider().hashes) {
    const std::string name = "sha" + std::to_string(8 * hash->output_length());
    add(name + "/100_bytes", [hash](benchmark::State& state) { hash_small(state, hash); });
    add(name + "/hkdf_expand", [hash](benchmark::State& state) { hkdf_expand(state, hash); });
  }
}

}  // namespace
}  // namespace ferrule::testing

int main(int argc, char** argv) {
  UNSAFE("argc and argv are what main was given") {
    benchmark::Initialize(&argc, argv);
  }
  ferrule::testing::add_all();
  benchmark::RunSpecifiedBenchmarks();
}
