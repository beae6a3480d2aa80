// SPDX-License-Identifier: Apache-2.0 OR MIT
// All back-ends give the same bytes, for every length and every way of cutting the plaintext.
#include <gtest/gtest.h>

#include <random>

#include "ferrule/core/constant_time.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "tests/support/crypto_backends.hpp"

namespace ferrule::testing {
namespace {

using crypto::Aead;
using crypto::AeadAlgorithm;
using crypto::AeadKey;
using crypto::CryptoError;
using crypto::ErrorKind;
using crypto::kAeadTagLength;
using crypto::Nonce;

class AeadAgreementTest : public ::testing::TestWithParam<AeadAlgorithm> {
 protected:
  /// Reproducible bytes: a failure can be repeated.
  std::vector<u8> bytes(usize size) {
    std::vector<u8> made(size);
    for (u8& byte : made) {
      byte = static_cast<u8>(random_());
    }
    return made;
  }
  usize below(usize limit) { return random_() % limit; }

  Result<Box<AeadKey>, CryptoError> key_of(const NamedAead& each) const {
    return each.aead->key(system_allocator(), Bytes(key_).first(each.aead->key_length()));
  }
  std::vector<u8> seal(AeadKey& key, const std::vector<Bytes>& pieces, usize total) {
    std::vector<u8> out(total + kAeadTagLength);
    EXPECT_TRUE(key.seal(nonce_, aad_, pieces, out).has_value());
    return out;
  }

  std::mt19937 random_{20240501};
  std::vector<u8> key_ = bytes(32);
  std::vector<u8> aad_ = bytes(5);
  Nonce nonce_{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
};

TEST_P(AeadAgreementTest, back_ends_agree_on_all_lengths) {
  const std::vector<NamedAead> all = aeads(GetParam());
  auto reference = key_of(all[0]);
  std::vector<usize> lengths;
  for (usize length = 0; length <= 300; ++length) {
    lengths.push_back(length);
  }
  for (const usize length :
       {511UL, 512UL, 513UL, 1399UL, 1400UL, 1401UL, 16383UL, 16384UL, 16385UL, 20000UL}) {
    lengths.push_back(length);
  }
  for (int i = 0; i < 40; ++i) {
    lengths.push_back(below(17000));
  }
  for (const NamedAead& each : all) {
    auto key = key_of(each);
    for (const usize length : lengths) {
      const std::vector<u8> text = bytes(length);
      const std::vector<Bytes> whole{Bytes(text)};
      std::vector<u8> sealed = seal(**key, whole, length);
      ASSERT_EQ(sealed, seal(**reference, whole, length)) << each.backend << ", " << length;
      ASSERT_TRUE((*key)->open_in_place(nonce_, aad_, sealed).has_value())
          << each.backend << ", " << length;
      ASSERT_TRUE(equal(Bytes(sealed).first(length), Bytes(text)))
          << each.backend << ", " << length;
    }
  }
}

TEST_P(AeadAgreementTest, pieces_cut_anywhere_give_what_one_piece_gives) {
  constexpr usize kLength = 273;
  const std::vector<u8> text = bytes(kLength);
  for (const NamedAead& each : aeads(GetParam())) {
    auto key = key_of(each);
    const std::vector<u8> whole = seal(**key, {Bytes(text)}, kLength);
    for (usize cut = 0; cut <= kLength; ++cut) {
      const Bytes head = Bytes(text).first(cut);
      const Bytes tail = Bytes(text).subspan(cut);
      ASSERT_EQ(seal(**key, {head, tail}, kLength), whole) << each.backend << ", " << cut;
      const usize second = below(tail.size() + 1);
      ASSERT_EQ(seal(**key, {head, Bytes(), tail.first(second), tail.subspan(second)}, kLength),
                whole)
          << each.backend << ", " << cut << ", " << second;
    }
    std::vector<Bytes> single_bytes;
    for (usize i = 0; i < kLength; ++i) {
      single_bytes.push_back(Bytes(text).subspan(i, 1));
    }
    ASSERT_EQ(seal(**key, single_bytes, kLength), whole) << each.backend;
    ASSERT_EQ(seal(**key, {}, 0), seal(**key, {Bytes()}, 0)) << each.backend;
  }
}

TEST_P(AeadAgreementTest, long_records_in_random_pieces) {
  for (const NamedAead& each : aeads(GetParam())) {
    auto key = key_of(each);
    for (int round = 0; round < 20; ++round) {
      const std::vector<u8> text = bytes(1 + below(17000));
      std::vector<Bytes> pieces;
      Bytes rest(text);
      while (!rest.empty()) {
        const usize size = 1 + below(rest.size());
        pieces.push_back(rest.first(size));
        rest = rest.subspan(size);
      }
      ASSERT_EQ(seal(**key, pieces, text.size()), seal(**key, {Bytes(text)}, text.size()))
          << each.backend;
    }
  }
}

TEST_P(AeadAgreementTest, seals_in_place) {
  for (const NamedAead& each : aeads(GetParam())) {
    auto key = key_of(each);
    for (const usize length : {1UL, 15UL, 16UL, 17UL, 500UL, 5000UL, 16384UL}) {
      const std::vector<u8> text = bytes(length);
      const std::vector<u8> wanted = seal(**key, {Bytes(text)}, length);
      std::vector<u8> buffer = text;
      buffer.resize(length + kAeadTagLength);
      const MutBytes all(buffer);
      const std::vector<Bytes> piece{all.first(length)};
      ASSERT_TRUE((*key)->seal(nonce_, aad_, piece, all).has_value()) << each.backend;
      ASSERT_EQ(buffer, wanted) << each.backend << ", " << length;
    }
  }
}

TEST_P(AeadAgreementTest, every_flipped_bit_is_noticed_and_the_text_is_not_released) {
  constexpr usize kLength = 45;
  const std::vector<u8> text = bytes(kLength);
  for (const NamedAead& each : aeads(GetParam())) {
    auto key = key_of(each);
    const std::vector<u8> sealed = seal(**key, {Bytes(text)}, kLength);
    for (usize bit = 0; bit < 8 * sealed.size(); ++bit) {
      std::vector<u8> bad = sealed;
      bad.at(bit / 8) ^= static_cast<u8>(1U << (bit % 8));
      const auto opened = (*key)->open_in_place(nonce_, aad_, bad);
      ASSERT_FALSE(opened.has_value()) << each.backend << ", bit " << bit;
      ASSERT_EQ(opened.error().kind, ErrorKind::BadRecordMac);
      const std::vector<u8> zeros(kLength);
      ASSERT_TRUE(equal(Bytes(bad).first(kLength), Bytes(zeros))) << each.backend;
    }
  }
}

TEST_P(AeadAgreementTest, wrong_lengths_are_refused) {
  for (const NamedAead& each : aeads(GetParam())) {
    const usize length = each.aead->key_length();
    const std::vector<u8> too_long(length + 1);
    for (const usize wrong : {usize{0}, length - 1, length + 1}) {
      const auto made = each.aead->key(system_allocator(), Bytes(too_long).first(wrong));
      ASSERT_FALSE(made.has_value()) << each.backend;
      EXPECT_EQ(made.error().kind, ErrorKind::BadLength);
    }
    auto key = key_of(each);
    std::vector<u8> out(100);
    const std::vector<Bytes> piece{Bytes(aad_)};
    const auto sealed = (*key)->seal(nonce_, {}, piece, out);
    ASSERT_FALSE(sealed.has_value()) << each.backend;
    EXPECT_EQ(sealed.error().kind, ErrorKind::BadLength);
    for (usize size = 0; size < kAeadTagLength; ++size) {
      const auto opened = (*key)->open_in_place(nonce_, {}, MutBytes(out).first(size));
      ASSERT_FALSE(opened.has_value()) << each.backend;
      EXPECT_EQ(opened.error().kind, ErrorKind::BadRecordMac);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Algorithms, AeadAgreementTest,
                         ::testing::Values(AeadAlgorithm::Aes128Gcm, AeadAlgorithm::Aes256Gcm,
                                           AeadAlgorithm::ChaCha20Poly1305));

}  // namespace
}  // namespace ferrule::testing
