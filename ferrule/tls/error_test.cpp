// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/error.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace ferrule::tls {
namespace {

TEST(ErrorTest, alerts_follow_from_errors) {
  EXPECT_EQ(alert_for(PeerMisbehaved::FinishedMismatch), alert::kDecryptError);
  EXPECT_EQ(alert_for(PeerMisbehaved::UnsolicitedExtension), alert::kUnsupportedExtension);
  EXPECT_EQ(alert_for(PeerIncompatible::NoCommonProtocol), alert::kNoApplicationProtocol);
  EXPECT_EQ(alert_for(PeerIncompatible::NoCommonVersion), alert::kProtocolVersion);
  EXPECT_EQ(alert_for(ReadError::Truncated), alert::kDecodeError);
  EXPECT_EQ(alert_for(InvalidMessage::RecordTooLong), alert::kRecordOverflow);
  EXPECT_EQ(alert_for(crypto::CryptoError(crypto::ErrorKind::BadRecordMac)), alert::kBadRecordMac);
  EXPECT_EQ(alert_for(AllocError()), alert::kInternalError);
  EXPECT_EQ(alert_for(pki::CertificateError(pki::CertificateErrorKind::Expired)),
            alert::kCertificateExpired);
  EXPECT_EQ(alert_for(pki::CertificateError(pki::CertificateErrorKind::UnknownIssuer)),
            alert::kUnknownCa);
}

TEST(ErrorTest, a_server_that_selects_what_was_not_offered_chose_an_illegal_parameter) {
  // RFC 8446, 4.2.1 for versions, 4.1.3 for suites, 4.2.8 for groups.
  EXPECT_EQ(alert_for(PeerMisbehaved::VersionNotOffered), alert::kIllegalParameter);
  EXPECT_EQ(alert_for(PeerMisbehaved::CipherSuiteNotOffered), alert::kIllegalParameter);
  EXPECT_EQ(alert_for(PeerMisbehaved::GroupNotOffered), alert::kIllegalParameter);
}

TEST(ErrorTest, errors_keep_what_a_person_needs) {
  pki::CertificateError expired(pki::CertificateErrorKind::Expired);
  expired.depth = 2;
  const Error error(expired);
  EXPECT_EQ(error.group(), ErrorGroup::Certificate);
  EXPECT_EQ(error.certificate()->depth, 2);
  EXPECT_EQ(name(error), pki::name_of(pki::CertificateErrorKind::Expired));
  const Error received = Error::alert_received(alert::kUnknownCa);
  EXPECT_EQ(received.received_alert(), Option(alert::kUnknownCa));
  EXPECT_EQ(name(received), "unknown_ca");
  EXPECT_EQ(name(Error(PeerMisbehaved::DowngradeDetected)), "DowngradeDetected");
}

TEST(ErrorTest, running_out_of_memory_is_one_error) {
  EXPECT_EQ(Error(AllocError()), Error(WriteError::OutOfMemory));
  EXPECT_EQ(Error(AllocError()), Error(crypto::CryptoError(crypto::ErrorKind::OutOfMemory)));
}

TEST(ErrorTest, names_are_unique_within_a_group) {
  std::set<std::string> names;
  for (u8 i = 0;; ++i) {
    const std::string text(name(Error(static_cast<PeerMisbehaved>(i))));
    if (text == "unknown") {
      EXPECT_GE(i, 50);
      break;
    }
    EXPECT_TRUE(names.insert(text).second) << text;
  }
}

}  // namespace
}  // namespace ferrule::tls
