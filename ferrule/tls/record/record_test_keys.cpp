// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/record/record_test_keys.hpp"

#include "ferrule/tls/record/nonce.hpp"

namespace ferrule::tls {

Buffer RecordTest::sealed_raw(const Buffer& inner, u64 sequence, CipherSuite code) {
  const SuiteAlgorithms chosen = suite(code);
  const TrafficKeys keys = secret(chosen).keys(chosen.aead->key_length());
  auto key = chosen.aead->key(memory.ref(), keys.key.bytes());
  EXPECT_TRUE(key.has_value());
  const usize length = inner.size() + crypto::kAeadTagLength;
  const RecordHeader header{content::kApplicationData, kTls12, static_cast<u16>(length)};
  Buffer wire(kRecordHeaderLength + length);
  const MutBytes out(wire);
  out.first(kRecordHeaderLength).copy_from(header.encode());
  const Array pieces{Bytes(inner)};
  EXPECT_TRUE((*key)
                  ->seal(record_nonce(keys.iv.bytes(), sequence), header.encode(), pieces,
                         out.subspan(kRecordHeaderLength))
                  .has_value());
  return wire;
}

}  // namespace ferrule::tls
