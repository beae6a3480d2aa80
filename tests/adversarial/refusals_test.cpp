// SPDX-License-Identifier: Apache-2.0 OR MIT
// Each wrong thing is refused by the side that sees it, for its own reason and with its own alert,
// and the other side is told.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ferrule/core/array.hpp"
#include "tests/adversarial/flight.hpp"
#include "tests/adversarial/scenario.hpp"

namespace ferrule::testing {
namespace {

using pki::CertificateErrorKind;

constexpr u8 kCertificate = 11;
constexpr u8 kCertificateVerify = 15;
constexpr u8 kFinished = 20;

/// A tap that applies `change` to the first message of `type` that `sender` sends.
template <typename Change>
auto changing(tls::Side sender, u8 type, Change change) {
  return [sender, type, change, done = false](tls::Side from, std::vector<u8>& bytes) mutable {
    Flight flight = take_apart(bytes);
    for (SentMessage& message : flight) {
      if (!done && from == sender && message.content == Content::Handshake &&
          message.bytes[0] == type) {
        change(message.bytes);
        done = true;
      }
    }
    bytes = put_together(flight);
  };
}

constexpr auto flip_last_byte = [](std::vector<u8>& message) {
  message[message.size() - 1] = static_cast<u8>(message[message.size() - 1] ^ 1);
};

void expect_refusal(const Option<tls::Error>& refuser, const Option<tls::Error>& other,
                    tls::AlertDescription alert, std::string_view reason) {
  ASSERT_TRUE(refuser.has_value());
  EXPECT_EQ(tls::alert_for(*refuser).value, alert.value) << tls::name(*refuser);
  EXPECT_EQ(tls::name(*refuser), reason);
  ASSERT_TRUE(other.has_value()) << "the other side was not told";
  const auto received = other->received_alert();
  ASSERT_TRUE(received.has_value()) << tls::name(*other);
  EXPECT_EQ(received->value, alert.value);
}

Outcome converse_in(const Scenario& scenario) {
  TlsPair pair = scenario.pair();
  return pair.converse();
}

template <typename Tap>
Outcome converse_in(const Scenario& scenario, Tap&& tap) {
  TlsPair pair = scenario.pair();
  return pair.converse(tap);
}

struct CertificateCase {
  std::string who;
  CertificateErrorKind kind;
  tls::AlertDescription alert;
};

class ServerCertificate : public ::testing::TestWithParam<CertificateCase> {};

TEST_P(ServerCertificate, is_refused) {
  const CertificateCase& expected = GetParam();
  const Outcome outcome = converse_in(
      Scenario(Records::Encrypted, Shape::Plain, {.server = expected.who, .client = ""}));
  EXPECT_FALSE(outcome.completed);
  expect_refusal(outcome.client_error, outcome.server_error, expected.alert,
                 pki::name_of(expected.kind));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ServerCertificate,
    ::testing::Values(CertificateCase{"expired", CertificateErrorKind::Expired,
                                      tls::alert::kCertificateExpired},
                      CertificateCase{"not_yet_valid", CertificateErrorKind::NotYetValid,
                                      tls::alert::kCertificateExpired},
                      CertificateCase{"wrong_name", CertificateErrorKind::NameMismatch,
                                      tls::alert::kCertificateUnknown},
                      CertificateCase{"unknown_issuer", CertificateErrorKind::UnknownIssuer,
                                      tls::alert::kUnknownCa},
                      CertificateCase{"client_p256", CertificateErrorKind::ExtendedKeyUsage,
                                      tls::alert::kUnsupportedCertificate}),
    [](const auto& instance) { return instance.param.who; });

TEST(ClientCertificate, of_an_unknown_issuer_is_refused) {
  const Outcome outcome =
      converse_in(Scenario(Records::Encrypted, Shape::ClientCertificate,
                           {.server = "p256", .client = "client_unknown_issuer"}));
  EXPECT_FALSE(outcome.completed);
  expect_refusal(outcome.server_error, outcome.client_error, tls::alert::kUnknownCa,
                 pki::name_of(CertificateErrorKind::UnknownIssuer));
}

TEST(ClientCertificate, made_for_servers_is_refused) {
  const Outcome outcome = converse_in(
      Scenario(Records::Encrypted, Shape::ClientCertificate, {.server = "p256", .client = "p256"}));
  EXPECT_FALSE(outcome.completed);
  expect_refusal(outcome.server_error, outcome.client_error, tls::alert::kUnsupportedCertificate,
                 pki::name_of(CertificateErrorKind::ExtendedKeyUsage));
}

TEST(ClientCertificate, that_is_missing_is_demanded) {
  const Outcome outcome =
      converse_in(Scenario(Records::Encrypted, Shape::MissingClientCertificate));
  EXPECT_FALSE(outcome.completed);
  expect_refusal(outcome.server_error, outcome.client_error, tls::alert::kCertificateRequired,
                 "ClientCertificateRequired");
}

TEST(Signature, of_the_server_is_checked) {
  const Outcome outcome =
      converse_in(Scenario(Records::Transparent),
                  changing(tls::Side::Server, kCertificateVerify, flip_last_byte));
  EXPECT_FALSE(outcome.completed);
  expect_refusal(outcome.client_error, outcome.server_error, tls::alert::kDecryptError,
                 "BadSignature");
}

TEST(Signature, of_the_client_is_checked) {
  const Outcome outcome =
      converse_in(Scenario(Records::Transparent, Shape::ClientCertificate),
                  changing(tls::Side::Client, kCertificateVerify, flip_last_byte));
  EXPECT_FALSE(outcome.completed);
  expect_refusal(outcome.server_error, outcome.client_error, tls::alert::kDecryptError,
                 "BadSignature");
}

TEST(Signature, of_the_issuer_is_checked) {
  // The last bytes of Certificate are the empty extensions of its last entry; before them ends the
  // issuer's signature.
  const auto in_the_last_certificate = [](std::vector<u8>& message) {
    u8& byte = message[message.size() - 3];
    byte = static_cast<u8>(byte ^ 1);
  };
  const Outcome outcome =
      converse_in(Scenario(Records::Transparent),
                  changing(tls::Side::Server, kCertificate, in_the_last_certificate));
  EXPECT_FALSE(outcome.completed);
  ASSERT_TRUE(outcome.client_error.has_value());
  ASSERT_TRUE(outcome.client_error->certificate().has_value());
  EXPECT_EQ(pki::name_of(outcome.client_error->certificate()->kind),
            pki::name_of(CertificateErrorKind::BadSignature));
}

TEST(Finished, of_the_server_is_checked) {
  const Outcome outcome = converse_in(Scenario(Records::Transparent),
                                      changing(tls::Side::Server, kFinished, flip_last_byte));
  EXPECT_FALSE(outcome.completed);
  expect_refusal(outcome.client_error, outcome.server_error, tls::alert::kDecryptError,
                 "FinishedMismatch");
}

TEST(Finished, of_the_client_is_checked) {
  const Outcome outcome = converse_in(Scenario(Records::Transparent),
                                      changing(tls::Side::Client, kFinished, flip_last_byte));
  EXPECT_FALSE(outcome.completed);
  expect_refusal(outcome.server_error, outcome.client_error, tls::alert::kDecryptError,
                 "FinishedMismatch");
}

TEST(Refusal, stays_what_it_was) {
  TlsPair pair =
      Scenario(Records::Encrypted, Shape::Plain, {.server = "expired", .client = ""}).pair();
  const Outcome outcome = pair.converse();
  ASSERT_TRUE(outcome.client_error.has_value());
  const auto again = pair.client().process_new_packets();
  ASSERT_FALSE(again.has_value());
  EXPECT_TRUE(again.error() == *outcome.client_error);
  const Array<u8, 3> data = {1, 2, 3};
  EXPECT_FALSE(pair.client().write(data.span()).has_value());
}

}  // namespace
}  // namespace ferrule::testing
