// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the tests of records share: both ends of one direction under a made-up secret.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/record/record_receiver.hpp"
#include "ferrule/tls/record/record_sender.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::tls {

using Buffer = std::vector<u8>;

class RecordTest : public ::testing::Test {
 protected:
  testing::CountingAllocator memory;
  Arc<crypto::DefaultProvider> provider = *crypto::make_default_provider(memory.ref());
  RecordSender sender;
  RecordReceiver receiver;

  [[nodiscard]] SuiteAlgorithms suite(CipherSuite code) const {
    return *find_suite(provider->provider(), code);
  }
  [[nodiscard]] static TrafficSecret secret(const SuiteAlgorithms& suite, u8 seed = 7) {
    crypto::HashSecret bytes = crypto::HashSecret::zeroed(suite.hash->output_length());
    bytes.mut().fill(seed);
    return TrafficSecret(suite.hash, std::move(bytes));
  }
  void protect(CipherSuite code = kTlsAes128GcmSha256) {
    const SuiteAlgorithms chosen = suite(code);
    sender.set_encrypter(*RecordEncrypter::make(memory.ref(), chosen.aead, secret(chosen)));
    receiver.set_decrypter(*RecordDecrypter::make(memory.ref(), chosen.aead, secret(chosen)));
  }
  /// One or more records with `content`.
  Buffer send(ContentType type, Bytes content) {
    const Array pieces{content};
    Buffer out(sender.output_size(pieces));
    const auto size = sender.send(type, pieces, out);
    EXPECT_TRUE(size.has_value());
    return out;
  }
  /// The error of receiving `wire`, or nothing when it was taken.
  std::optional<Error> refusal(Buffer wire) {
    const auto received = receiver.next(wire);
    return received ? std::nullopt : std::optional(received.error());
  }
  /// A protected record around any inner plaintext, valid or not.
  Buffer sealed_raw(const Buffer& inner, u64 sequence = 0, CipherSuite code = kTlsAes128GcmSha256);
};

/// Bytes that differ from their neighbours.
inline Buffer pattern(usize size) {
  Buffer made(size);
  u32 state = 1;
  for (u8& byte : made) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<u8>(state >> 24U);
  }
  return made;
}

}  // namespace ferrule::tls
