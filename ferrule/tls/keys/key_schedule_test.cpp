// SPDX-License-Identifier: Apache-2.0 OR MIT
// The steps of the key schedule one by one: against the values RFC 8448 (section 3) prints, and
// against values of an independent implementation of HKDF-Expand-Label.
#include "ferrule/tls/keys/key_schedule.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <vector>

#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/tls/cipher_suite.hpp"
#include "ferrule/tls/keys/hkdf_label.hpp"
#include "ferrule/tls/keys/transcript.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/transcripts.hpp"
#include "tests/support/vectors.hpp"

namespace ferrule::tls {
namespace {

using testing::to_hex;

// A step that was taken cannot be taken again: the chain is move-only, and its transitions want an
// rvalue.
static_assert(!std::is_copy_constructible_v<EarlySecret>);
static_assert(!std::is_copy_constructible_v<HandshakeSecret>);
static_assert(!std::is_copy_constructible_v<MasterSecret>);
static_assert(!std::is_invocable_v<decltype(&HandshakeSecret::into_master), HandshakeSecret&>);
// Nobody else makes the proof.
static_assert(!std::is_default_constructible_v<FinishedVerified>);
static_assert(!std::is_copy_constructible_v<FinishedVerified>);

class KeyScheduleTest : public ::testing::Test {
 protected:
  testing::CountingAllocator memory;
  Arc<crypto::DefaultProvider> provider = *crypto::make_default_provider(memory.ref());

  [[nodiscard]] Ref<const crypto::Hash> hash(crypto::HashAlgorithm algorithm) const {
    return *provider->provider().hash(algorithm);
  }
  [[nodiscard]] static crypto::HashSecret sevens(Ref<const crypto::Hash> hash) {
    crypto::HashSecret secret = crypto::HashSecret::zeroed(hash->output_length());
    secret.mut().fill(7);
    return secret;
  }
};

TEST_F(KeyScheduleTest, secrets_of_rfc_8448) {
  if (!testing::have_vectors()) {
    GTEST_SKIP() << "no test vectors in " << testing::vectors_folder();
  }
  const auto trace = testing::load_trace("Simple_1RTT_Handshake");
  ASSERT_TRUE(trace.has_value());
  const auto sha256 = hash(crypto::HashAlgorithm::Sha256);
  Transcript transcript(sha256);
  transcript.add(trace->payload("Record_ClientHello_1"));
  transcript.add(trace->bytes("Message_ServerHello"));
  HandshakeSecret handshake_secret = EarlySecret::without_psk(sha256).into_handshake(
      testing::shared_secret_of("Simple_1RTT_Handshake"));
  const TrafficSecrets handshake_traffic = handshake_secret.traffic(transcript.hash());
  EXPECT_EQ(to_hex(handshake_traffic.client.bytes()),
            "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21");
  EXPECT_EQ(to_hex(handshake_traffic.server.bytes()),
            "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");
  transcript.add(trace->bytes("Message_EncryptedExtensions"));
  transcript.add(trace->bytes("Message_Server_Certificate"));
  transcript.add(trace->bytes("Message_Server_CertificateVerify"));
  transcript.add(trace->bytes("Message_Server_Finished"));
  const MasterSecret master = std::move(handshake_secret).into_master();
  const TrafficSecrets traffic = master.traffic(transcript.hash());
  EXPECT_EQ(to_hex(traffic.client.bytes()),
            "9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5");
  EXPECT_EQ(to_hex(traffic.server.bytes()),
            "a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643");
  EXPECT_EQ(to_hex(master.exporter(transcript.hash()).bytes()),
            "fe22f881176eda18eb8f44529e6792c50c9a3f89452f68d8ae311b4309d3cf50");
}

TEST_F(KeyScheduleTest, traffic_keys_finished_and_update_with_sha_256) {
  const auto sha256 = hash(crypto::HashAlgorithm::Sha256);
  TrafficSecret secret(sha256, sevens(sha256));
  const TrafficKeys keys = secret.keys(32);
  EXPECT_EQ(to_hex(keys.key.bytes()),
            "3456f199518c7ece066b576773055ee57583e26ae707b99439440f14169d3836");
  EXPECT_EQ(to_hex(keys.iv.bytes()), "11215b213bc073db189c2040");
  EXPECT_EQ(to_hex(secret.finished_key().verify_data(empty_hash(sha256)).bytes()),
            "e0fdb9d2202ae23bd91f1d608ee692367ff16cb84de606d6935900392a2038ac");
  const TrafficSecret next = std::move(secret).next();
  EXPECT_EQ(to_hex(next.bytes()),
            "e4e9fd5395b1b2c12d57c49ca803ccab1944c4b7404cffb80eae7a8737708e4c");
}

TEST_F(KeyScheduleTest, traffic_keys_finished_and_update_with_sha_384) {
  const auto sha384 = hash(crypto::HashAlgorithm::Sha384);
  TrafficSecret secret(sha384, sevens(sha384));
  const TrafficKeys keys = secret.keys(32);
  EXPECT_EQ(to_hex(keys.key.bytes()),
            "a4acc85793d22183a2ecfedf56e52abe8cb87220c384ae93049602c51bc07826");
  EXPECT_EQ(to_hex(keys.iv.bytes()), "e05377655b035bfa7842bf70");
  EXPECT_EQ(to_hex(secret.finished_key().verify_data(empty_hash(sha384)).bytes()),
            "a762e0bb5ec018b88859b90010d03c4ad472be900879cd9931bc9141134bfc4f"
            "2d08bfcb4720df98f1050c3f8dea90de");
  const TrafficSecret next = std::move(secret).next();
  EXPECT_EQ(to_hex(next.bytes()),
            "76eb5e0655ece81316ee028f0064bd573f0d57551094dd89316ce1d0f194da64"
            "5649f31bf6f077cbf870aa584ca16022");
}

TEST_F(KeyScheduleTest, exporters_depend_on_label_and_context) {
  const auto sha256 = hash(crypto::HashAlgorithm::Sha256);
  const ExporterSecret exporter(sha256, sevens(sha256));
  std::vector<u8> out(100);
  ASSERT_TRUE(exporter.export_keys("EXPORTER-test", testing::bytes_of("context"), out).has_value());
  EXPECT_EQ(to_hex(out),
            "a102c5470ccac853da05eb2e696056ecdad62092603e4a67a28b353a59aacaa68448d239b924c220dae0"
            "1b8496b42d49c4f3a69d12440658258358989324634918c72b4515de1d5d0b3ceae26f318df686411890"
            "5c64e4c9fdcca3b95a07b54936b38877");
  out.resize(16);
  ASSERT_TRUE(exporter.export_keys("EXPORTER-test", Bytes(), out).has_value());
  EXPECT_EQ(to_hex(out), "0630ce1a834663fc4d506b7e7f22b221");
}

TEST_F(KeyScheduleTest, exporters_refuse_what_does_not_fit) {
  const auto sha256 = hash(crypto::HashAlgorithm::Sha256);
  const ExporterSecret exporter(sha256, sevens(sha256));
  std::vector<u8> out(255 * 32);
  EXPECT_TRUE(exporter.export_keys(std::string(249, 'x'), Bytes(), out).has_value());
  EXPECT_TRUE(exporter.export_keys(std::string(250, 'x'), Bytes(), out)
                  .error()
                  .is(ApiMisuse::LabelTooLong));
  out.resize(255 * 32 + 1);
  EXPECT_TRUE(exporter.export_keys("x", Bytes(), out).error().is(ApiMisuse::ExportTooLong));
}

TEST_F(KeyScheduleTest, a_buffered_transcript_is_the_same) {
  const auto sha256 = hash(crypto::HashAlgorithm::Sha256);
  TranscriptBuffer buffer(memory.ref());
  ASSERT_TRUE(buffer.add(testing::bytes_of("one")).has_value());
  ASSERT_TRUE(buffer.add(testing::bytes_of("two")).has_value());
  Transcript direct(sha256);
  direct.add(testing::bytes_of("onetwo"));
  const Transcript started = std::move(buffer).start(sha256);
  EXPECT_EQ(to_hex(started.hash()), to_hex(direct.hash()));
}

TEST_F(KeyScheduleTest, finished_of_another_length_is_refused) {
  const auto sha256 = hash(crypto::HashAlgorithm::Sha256);
  const FinishedKey key = TrafficSecret(sha256, sevens(sha256)).finished_key();
  const crypto::Digest transcript = empty_hash(sha256);
  const crypto::HashSecret right = key.verify_data(transcript);
  EXPECT_TRUE(key.verify(transcript, right.bytes()).has_value());
  for (usize length = 0; length < right.size(); ++length) {
    const auto refused = key.verify(transcript, right.bytes().first(length));
    ASSERT_FALSE(refused.has_value());
    EXPECT_TRUE(refused.error().is(PeerMisbehaved::FinishedMismatch));
  }
}

}  // namespace
}  // namespace ferrule::tls
