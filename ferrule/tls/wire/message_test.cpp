// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "ferrule/tls/wire/certificate.hpp"
#include "ferrule/tls/wire/certificate_request.hpp"
#include "ferrule/tls/wire/certificate_verify.hpp"
#include "ferrule/tls/wire/encrypted_extensions.hpp"
#include "ferrule/tls/wire/finished.hpp"
#include "ferrule/tls/wire/key_update.hpp"
#include "ferrule/tls/wire/message_checks.hpp"
#include "ferrule/tls/wire/new_session_ticket.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::tls {
namespace {

using testing::hex;

constexpr KnownExtensions offered() {
  KnownExtensions made;
  made.insert(ServerName::kRow.type);
  made.insert(ApplicationLayerProtocols::kRow.type);
  made.insert(SupportedGroups::kRow.type);
  return made;
}

static_assert(round_trips<EncryptedExtensions>(hex("0000"), offered()));
static_assert(round_trips<EncryptedExtensions>(
    hex("001500000000000a00040002001d001000050003026832"), offered()));
static_assert(is_refused<EncryptedExtensions>(hex("000400000000"),
                                              PeerMisbehaved::UnsolicitedExtension,
                                              KnownExtensions()));
static_assert(is_refused<EncryptedExtensions>(hex("0006002b00020304"),
                                              PeerMisbehaved::ForbiddenExtension, offered()));
static_assert(is_refused<EncryptedExtensions>(hex("00050000000161"), InvalidMessage::BadServerName,
                                              offered()));
static_assert(is_refused<EncryptedExtensions>(hex("000c00100008000602683202683a"),
                                              PeerMisbehaved::SeveralProtocolsSelected, offered()));

static_assert(
    round_trips<CertificateRequest>(hex("00000a000d000600040403080"
                                        "4")));
static_assert(round_trips<CertificateRequest>(hex("0201020008000d000400020403")));
static_assert(is_refused<CertificateRequest>(hex("000000"), PeerMisbehaved::MissingExtension));
static_assert(is_refused<CertificateRequest>(hex("00000600330002001d"),
                                             PeerMisbehaved::ForbiddenExtension));
constexpr bool ignores_unknown_extensions() {
  return decode_body<CertificateRequest>(hex("00000cfafa0000000d000400020403")).has_value();
}
static_assert(ignores_unknown_extensions());

static_assert(round_trips<Certificate>(hex("0000000e000003aabbcc0000000001dd0000")));
static_assert(round_trips<Certificate>(hex("00000000")));
static_assert(is_refused<Certificate>(hex("000000050000000000"),
                                      InvalidMessage::BadCertificateEntry));
static_assert(is_refused<Certificate>(hex("0000000e000003aabbcc0000000001dd0000"),
                                      InvalidMessage::CertificateChainTooLong,
                                      CertificateLimits{.max_entries = 1}));
static_assert(is_refused<Certificate>(hex("0000000e000003aabbcc0000000001dd0000"),
                                      InvalidMessage::CertificateChainTooLong,
                                      CertificateLimits{.max_bytes = 13}));
static_assert(is_refused<Certificate>(hex("0000000a000001dd000400050000"),
                                      PeerMisbehaved::UnsolicitedExtension));

static_assert(round_trips<CertificateVerify>(hex("08040003010203")));
static_assert(round_trips<Finished>(hex("000102030405060708090a0b0c0d0e0f"
                                        "101112131415161718191a1b1c1d1e1f"),
                                    usize{32}));
static_assert(round_trips<KeyUpdate>(hex("00")));
static_assert(round_trips<KeyUpdate>(hex("01")));
static_assert(is_refused<KeyUpdate>(hex("02"), InvalidMessage::BadKeyUpdateRequest));

static_assert(
    round_trips<NewSessionTicket>(hex("0000001e01020304020000000361626300"
                                      "00")));
static_assert(
    round_trips<NewSessionTicket>(hex("0000001e0102030400000361626300"
                                      "08002a000400004000")));
static_assert(is_refused<NewSessionTicket>(hex("0000001e010203040000000000"),
                                           InvalidMessage::BadTicket));
static_assert(is_refused<NewSessionTicket>(hex("00093a81010203040000016100"
                                               "00"),
                                           PeerMisbehaved::TicketLifetimeTooLong));

constexpr bool header_goes_before_the_body() {
  Array<u8, 8> out{};
  Writer writer(out.span());
  write_handshake(writer, KeyUpdate{KeyUpdateRequest::Requested});
  return writer.finish() && equal(writer.written(), hex("1800000101").span());
}
static_assert(header_goes_before_the_body());

constexpr bool signed_content_is_that_of_the_rfc() {
  crypto::Digest digest;
  ensure(digest.push(1).has_value() && digest.push(1).has_value());
  const SignedContent server = certificate_verify_content(Side::Server, digest);
  const SignedContent client = certificate_verify_content(Side::Client, digest);
  return server.size() == 64 + 33 + 1 + 2 && server[0] == 0x20 && server[63] == 0x20 &&
         server[64] == 'T' && server[73] == 's' && client[73] == 'c' && server[97] == 0 &&
         server[98] == 1;
}
static_assert(signed_content_is_that_of_the_rfc());

TEST(Messages, round_trips_hold_when_run_too) {
  EXPECT_TRUE(round_trips<EncryptedExtensions>(
      hex("001500000000000a00040002001d001000050003026832"), offered()));
  EXPECT_TRUE(round_trips<Certificate>(hex("0000000e000003aabbcc0000000001dd0000")));
  EXPECT_TRUE(round_trips<NewSessionTicket>(hex("0000001e0102030402000000036162630000")));
}

}  // namespace
}  // namespace ferrule::tls
