// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "ferrule/tls/wire/client_hello.hpp"
#include "ferrule/tls/wire/hello_retry_request.hpp"
#include "ferrule/tls/wire/message_checks.hpp"
#include "ferrule/tls/wire/server_hello.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/transcripts.hpp"
#include "tests/support/vectors.hpp"

namespace ferrule::tls {
namespace {

using testing::hex;

constexpr auto kRandom = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
constexpr auto kSession = hex("aabbcc");
constexpr auto kNull = hex("00");
constexpr auto kShare = hex("0102");
constexpr Array kSuites{kTlsAes128GcmSha256, kTlsAes256GcmSha384};
constexpr Array kGroups{crypto::kX25519, crypto::kSecp256r1};
constexpr Array kVersions{kTls13};
constexpr Array kSchemes{crypto::kEd25519};

using HelloBytes = FixedBytes<512>;

/// A ClientHello that is right in every way; `change(hello)` makes it wrong.
template <typename Change>
constexpr HelloBytes hello_with(Change&& change) {
  const Array shares{KeyShareEntry{crypto::kX25519, kShare.span()}};
  ClientHello hello;
  hello.random = kRandom.span();
  hello.session_id = kSession.span();
  hello.cipher_suites = WireList<CipherSuite>::of(kSuites.span());
  hello.compression_methods = kNull.span();
  ClientExtensions& extensions = hello.extensions;
  extensions.supported_groups =
      Option(SupportedGroups{WireList<crypto::NamedGroup>::of(kGroups.span())});
  extensions.signature_algorithms =
      Option(SignatureAlgorithms{WireList<crypto::SignatureScheme>::of(kSchemes.span())});
  extensions.supported_versions =
      Option(SupportedVersions{WireList<ProtocolVersion>::of(kVersions.span())});
  extensions.key_shares = Option(ClientKeyShares{WireList<KeyShareEntry>::of(shares.span())});
  change(hello);
  Array<u8, 512> out{};
  Writer writer(out.span());
  hello.write(writer);
  ensure(writer.finish().has_value());
  return *HelloBytes::copy_of(writer.written());
}
constexpr HelloBytes good_hello() {
  return hello_with([](ClientHello&) {});
}

constexpr bool client_hello_is_read_as_written() {
  const HelloBytes bytes = good_hello();
  const auto hello = decode_body<ClientHello>(bytes);
  return hello && hello->check_tls13() && hello->offers(kTls13) && !hello->offers(kTls12) &&
         equal(hello->random, kRandom.span()) && hello->cipher_suites.size() == 2 &&
         hello->extensions.key_shares->find(crypto::kX25519) &&
         !hello->extensions.key_shares->find(crypto::kSecp256r1);
}
static_assert(client_hello_is_read_as_written());

/// What check_tls13() says of the hello that `change` made.
template <typename Change>
constexpr bool fails_check(PeerMisbehaved reason, Change&& change) {
  const HelloBytes bytes = hello_with(change);
  const auto hello = decode_body<ClientHello>(bytes);
  return hello && !hello->check_tls13() && hello->check_tls13().error().is(reason);
}
static_assert(fails_check(PeerMisbehaved::KeyShareMissing,
                          [](ClientHello& h) { h.extensions.key_shares = kNone; }));
static_assert(fails_check(PeerMisbehaved::SupportedGroupsMissing,
                          [](ClientHello& h) { h.extensions.supported_groups = kNone; }));
static_assert(fails_check(PeerMisbehaved::SignatureAlgorithmsMissing,
                          [](ClientHello& h) { h.extensions.signature_algorithms = kNone; }));
static_assert(fails_check(PeerMisbehaved::BadCompressionMethods,
                          [](ClientHello& h) { h.compression_methods = kSession.span(); }));
static_assert(fails_check(PeerMisbehaved::KeyShareNotOffered, [](ClientHello& h) {
  h.extensions.supported_groups =
      Option(SupportedGroups{WireList<crypto::NamedGroup>::of(kGroups.span().last(1))});
}));

TEST(ClientHelloTest, every_truncation_and_a_trailing_byte_are_refused) {
  const HelloBytes bytes = good_hello();
  // A hello of before TLS 1.2 ends after the compression methods: the one cut that is a message.
  constexpr usize kWithoutExtensions = 2 + 32 + 4 + 6 + 2;
  for (usize length = 0; length < bytes.size(); ++length) {
    const auto cut = decode_body<ClientHello>(bytes.span().first(length));
    EXPECT_EQ(cut.has_value(), length == kWithoutExtensions) << length;
  }
  std::vector<u8> longer = testing::copy_of(bytes);
  longer.push_back(0);
  EXPECT_TRUE(decode_body<ClientHello>(longer).error().is(InvalidMessage::TrailingData));
}

TEST(ClientHelloTest, an_extension_after_pre_shared_key_is_refused) {
  const auto list =
      hex("0034"
          "0029002c00070001aa01020304"
          "0021200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
          "fafa0000");
  Reader reader(list);
  const auto extensions = read_extensions(reader);
  ASSERT_TRUE(extensions.has_value());
  EXPECT_TRUE(ClientExtensions::from(*extensions).error().is(PeerMisbehaved::PreSharedKeyNotLast));
}

TEST(ClientHelloTest, session_ids_have_32_bytes_at_most) {
  const auto long_id = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
  const HelloBytes bytes =
      hello_with([&](ClientHello& hello) { hello.session_id = long_id.span(); });
  EXPECT_TRUE(decode_body<ClientHello>(bytes).error().is(InvalidMessage::BadSessionId));
}

KnownExtensions offered() {
  const HelloBytes bytes = good_hello();
  return KnownExtensions::in(decode_body<ClientHello>(bytes)->all_extensions);
}

TEST(ServerHelloTest, is_read_as_written) {
  ServerHello hello;
  hello.random = kRandom.span();
  hello.session_id_echo = kSession.span();
  hello.cipher_suite = kTlsAes128GcmSha256;
  hello.selected_version = Option(SelectedVersion{kTls13});
  hello.key_share = Option(ServerKeyShare{{crypto::kX25519, kShare.span()}});
  Array<u8, 256> out{};
  Writer writer(out.span());
  hello.write(writer);
  ASSERT_TRUE(writer.finish().has_value());
  const auto frame = decode_body<ServerHelloFrame>(writer.written());
  ASSERT_TRUE(frame.has_value());
  EXPECT_FALSE(frame->is_retry());
  EXPECT_FALSE(frame->is_downgraded());
  const auto read = ServerHello::from(*frame, offered());
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(encodes_to(*read, writer.written()));
  EXPECT_TRUE(ServerHello::from(*frame, KnownExtensions())
                  .error()
                  .is(PeerMisbehaved::UnsolicitedExtension));
  for (usize length = 0; length < writer.size(); ++length) {
    const auto cut = decode_body<ServerHelloFrame>(writer.written().first(length));
    EXPECT_EQ(cut.has_value(), length == 2 + 32 + 4 + 2 + 1) << length;
  }
}

TEST(ServerHelloTest, retry_is_read_as_written) {
  HelloRetryRequest retry;
  retry.session_id_echo = kSession.span();
  retry.cipher_suite = kTlsAes128GcmSha256;
  retry.selected_version = Option(SelectedVersion{kTls13});
  retry.group = Option(SelectedGroup{crypto::kSecp256r1});
  retry.cookie = Option(Cookie{kShare.span()});
  Array<u8, 256> out{};
  Writer writer(out.span());
  retry.write(writer);
  ASSERT_TRUE(writer.finish().has_value());
  const auto frame = decode_body<ServerHelloFrame>(writer.written());
  ASSERT_TRUE(frame.has_value());
  EXPECT_TRUE(frame->is_retry());
  const auto read = HelloRetryRequest::from(*frame, offered());
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(encodes_to(*read, writer.written()));
  EXPECT_TRUE(ServerHello::from(*frame, offered()).error().is(PeerMisbehaved::ForbiddenExtension));
}

constexpr auto kTls12Random =
    hex("000102030405060708090a0b0c0d0e0f1011121314151617444f574e47524401");
constexpr bool downgrade_is_seen() {
  ServerHelloFrame frame;
  frame.random = kTls12Random.span();
  return frame.is_downgraded() && frame.check_tls13().has_value();
}
static_assert(downgrade_is_seen());

TEST(Hellos, those_of_rfc_8448_are_understood) {
  if (!testing::have_vectors()) {
    GTEST_SKIP() << "no test vectors in " << testing::vectors_folder();
  }
  const auto trace = testing::load_trace("HelloRetryRequest_Handshake");
  ASSERT_TRUE(trace.has_value());
  const auto body = [&](const std::string& name) {
    return testing::copy_of(Bytes(trace->payload(name)).subspan(kHandshakeHeaderLength));
  };
  const auto first_bytes = body("Record_ClientHello_1");
  const auto first = decode_body<ClientHello>(first_bytes);
  ASSERT_TRUE(first.has_value());
  EXPECT_TRUE(first->check_tls13().has_value());
  const KnownExtensions sent = KnownExtensions::in(first->all_extensions);

  const auto retry_bytes = body("Record_HelloRetryRequest");
  const auto frame = decode_body<ServerHelloFrame>(retry_bytes);
  ASSERT_TRUE(frame.has_value() && frame->is_retry());
  const auto retry = HelloRetryRequest::from(*frame, sent);
  ASSERT_TRUE(retry.has_value());
  EXPECT_EQ(retry->group->group, crypto::kSecp256r1);

  const auto second_bytes = body("Record_ClientHello_2");
  const auto second = decode_body<ClientHello>(second_bytes);
  ASSERT_TRUE(second.has_value());
  EXPECT_TRUE(equal(second->extensions.cookie->cookie, retry->cookie->cookie));
  EXPECT_TRUE(second->extensions.key_shares->find(crypto::kSecp256r1).has_value());
}

}  // namespace
}  // namespace ferrule::tls
