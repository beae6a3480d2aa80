// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/record/record_test_keys.hpp"

namespace ferrule::tls {
namespace {

using testing::from_hex;
using RecordRefusal = RecordTest;

constexpr auto kBadMac = crypto::CryptoError(crypto::ErrorKind::BadRecordMac);

TEST_F(RecordRefusal, every_flipped_bit_is_noticed) {
  protect();
  const Buffer good = send(content::kApplicationData, pattern(50));
  for (usize i = 0; i < good.size(); ++i) {
    for (u32 bit = 0; bit < 8; ++bit) {
      Buffer bad = good;
      bad[i] = static_cast<u8>(bad[i] ^ 1U << bit);
      const auto received = receiver.next(bad);
      const bool waits = received && received->consumed == 0;  // a longer length waits for more
      EXPECT_TRUE(!received || (waits && (i == 3 || i == 4))) << "byte " << i << " bit " << bit;
    }
  }
  EXPECT_FALSE(refusal(good).has_value());
}

TEST_F(RecordRefusal, replay_and_reordering_are_noticed) {
  protect();
  const Buffer first = send(content::kApplicationData, pattern(5));
  const Buffer second = send(content::kApplicationData, pattern(6));
  EXPECT_EQ(refusal(second), Error(kBadMac));
  EXPECT_EQ(refusal(first), std::nullopt);
  EXPECT_EQ(refusal(first), Error(kBadMac));
  EXPECT_EQ(refusal(second), std::nullopt);
}

TEST_F(RecordRefusal, says_how_many_bytes_it_needs) {
  protect();
  Buffer wire = send(content::kApplicationData, pattern(50));
  for (usize size = 0; size < wire.size(); ++size) {
    const auto received = receiver.next(MutBytes(wire).first(size));
    ASSERT_TRUE(received.has_value());
    EXPECT_EQ(received->consumed, 0U);
    EXPECT_EQ(received->needed, size < 5 ? 5 : wire.size());
  }
}

TEST_F(RecordRefusal, headers_that_are_not_tls) {
  EXPECT_EQ(refusal(from_hex("474554202f")), Error(InvalidMessage::UnknownContentType));
  EXPECT_EQ(refusal(from_hex("1602030001")), Error(InvalidMessage::BadRecordVersion));
  EXPECT_EQ(refusal(from_hex("1603034001")), Error(InvalidMessage::RecordTooLong));
  EXPECT_EQ(refusal(from_hex("1703034101")), Error(InvalidMessage::RecordTooLong));
  EXPECT_EQ(refusal(from_hex("1603010000")), Error(InvalidMessage::EmptyRecord));
}

TEST_F(RecordRefusal, application_data_before_there_are_keys) {
  EXPECT_EQ(refusal(from_hex("170303000100")), Error(PeerMisbehaved::UnexpectedRecord));
}

TEST_F(RecordRefusal, unprotected_records_after_there_are_keys) {
  protect();
  EXPECT_EQ(refusal(from_hex("160303000100")), Error(PeerMisbehaved::PlaintextRecord));
  EXPECT_EQ(refusal(from_hex("15030300020228")), Error(PeerMisbehaved::PlaintextRecord));
  receiver.start_handshake();
  EXPECT_EQ(refusal(from_hex("15030300020228")), std::nullopt);
  EXPECT_EQ(refusal(send(content::kHandshake, pattern(9))), std::nullopt);
  EXPECT_EQ(refusal(from_hex("15030300020228")), Error(PeerMisbehaved::PlaintextRecord));
}

TEST_F(RecordRefusal, change_cipher_spec_only_during_the_handshake) {
  const Buffer ccs = testing::copy_of(kChangeCipherSpecRecord);
  EXPECT_EQ(refusal(ccs), Error(PeerMisbehaved::UnexpectedChangeCipherSpec));
  receiver.start_handshake();
  EXPECT_EQ(refusal(from_hex("140303000102")), Error(InvalidMessage::BadChangeCipherSpec));
  EXPECT_EQ(refusal(from_hex("14030300020101")), Error(InvalidMessage::BadChangeCipherSpec));
  EXPECT_EQ(refusal(ccs), std::nullopt);
  EXPECT_EQ(refusal(ccs), std::nullopt);
  EXPECT_EQ(refusal(ccs), Error(PeerMisbehaved::TooManyChangeCipherSpecs));
  receiver.finish_handshake();
  EXPECT_EQ(refusal(ccs), Error(PeerMisbehaved::UnexpectedChangeCipherSpec));
}

TEST_F(RecordRefusal, floods_of_empty_records) {
  protect();
  for (int i = 0; i < 32; ++i) {
    ASSERT_EQ(refusal(send(content::kApplicationData, Bytes())), std::nullopt);
  }
  EXPECT_EQ(refusal(send(content::kApplicationData, Bytes())),
            Error(PeerMisbehaved::TooManyEmptyRecords));
}

TEST_F(RecordRefusal, content_resets_the_count_of_empty_records) {
  protect();
  for (int i = 0; i < 100; ++i) {
    const Buffer content = pattern(i % 30 == 0 ? 1 : 0);
    ASSERT_EQ(refusal(send(content::kApplicationData, content)), std::nullopt);
  }
}

TEST_F(RecordRefusal, what_may_not_be_inside) {
  protect();
  EXPECT_EQ(refusal(sealed_raw(from_hex("00000000"), 0)), Error(InvalidMessage::NoContentType));
  EXPECT_EQ(refusal(sealed_raw(from_hex("0114"), 1)), Error(PeerMisbehaved::UnexpectedRecord));
  EXPECT_EQ(refusal(sealed_raw(from_hex("0118"), 2)), Error(PeerMisbehaved::UnexpectedRecord));
  EXPECT_EQ(refusal(sealed_raw(from_hex("16"), 3)), Error(InvalidMessage::EmptyRecord));
  EXPECT_EQ(refusal(sealed_raw(from_hex("1500"), 4)), Error(InvalidMessage::EmptyRecord));
  Buffer too_long(kMaxFragment + 2, 1);
  too_long.back() = content::kApplicationData.value;
  EXPECT_EQ(refusal(sealed_raw(too_long, 5)), Error(InvalidMessage::RecordTooLong));
  EXPECT_EQ(refusal(from_hex("170303000f000000000000000000000000000000")), Error(kBadMac));
}

TEST_F(RecordRefusal, refused_early_data_is_skipped_up_to_its_limit) {
  const Buffer early = from_hex("1703030014");
  Buffer record = early;
  record.resize(early.size() + 20);
  receiver.skip_early_data(2 * record.size() + 10);
  EXPECT_EQ(refusal(record), std::nullopt);
  protect();
  EXPECT_EQ(refusal(record), std::nullopt);
  EXPECT_EQ(refusal(record), Error(PeerMisbehaved::TooMuchEarlyData));
  receiver.skip_early_data(50);
  EXPECT_EQ(refusal(send(content::kHandshake, pattern(9))), std::nullopt);
  EXPECT_EQ(refusal(record), Error(kBadMac));
}

TEST_F(RecordRefusal, no_record_is_sealed_beyond_the_limit_of_the_key) {
  protect();
  sender.limit_records(10);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(sender.wants_key_update(), i >= 5);
    EXPECT_EQ(refusal(send(content::kApplicationData, pattern(1))), std::nullopt);
  }
  const Buffer content = pattern(1);
  const Array pieces{Bytes(content)};
  Buffer out(100);
  EXPECT_TRUE(sender.send(content::kApplicationData, pieces, out)
                  .error()
                  .is(ResourceError::KeyLimitReached));
}

TEST_F(RecordRefusal, allocation_failure_is_an_error) {
  const SuiteAlgorithms chosen = suite(kTlsAes128GcmSha256);
  memory.fail_after(0);
  const auto encrypter = RecordEncrypter::make(memory.ref(), chosen.aead, secret(chosen));
  ASSERT_FALSE(encrypter.has_value());
  EXPECT_TRUE(encrypter.error().is(ResourceError::OutOfMemory));
  memory.never_fail();
}

}  // namespace
}  // namespace ferrule::tls
