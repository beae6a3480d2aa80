// SPDX-License-Identifier: Apache-2.0 OR MIT
// All cases of x509-limbo (C2SP/x509-limbo) under both profiles. limbo_exceptions.json lists where
// we disagree, and why; a disagreement that is not listed fails the test, and so does one that is
// listed and has gone.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/der/time.hpp"
#include "ferrule/pki/pem.hpp"
#include "ferrule/pki/verify.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/vectors.hpp"

namespace ferrule::pki {
namespace {

using nlohmann::json;
using testing::bytes_of;
using testing::copy_of;

/// 2026-11-20 00:00 UTC: "now" for the cases that name no time, which was when they were generated.
constexpr i64 kNow = 1795132800;

/// "2024-03-01T00:00:00.999+00:00", fractions of a second cut off.
i64 parse_iso_time(const std::string& text) {
  const std::string digits = text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2) +
                             text.substr(11, 2) + text.substr(14, 2) + text.substr(17, 2) + "Z";
  std::vector<u8> der{static_cast<u8>(DerTag::GeneralizedTime), 15};
  for (const char character : digits) {
    der.push_back(static_cast<u8>(character));
  }
  DerReader reader(der);
  const Result<i64, DerError> time = read_time(reader);
  EXPECT_TRUE(time.has_value()) << text;
  return time ? *time : 0;
}

std::vector<u8> decode_pem(const std::string& pem) {
  const std::vector<u8> text = bytes_of(pem);
  PemReader reader(text);
  const Result<Option<PemSection>, PemError> section = reader.next();
  ByteVec der(system_allocator());
  if (!section || !section->has_value() || !(*section)->decode(der)) {
    ADD_FAILURE() << "a case has broken PEM";
  }
  return copy_of(der.span());
}

/// Accepted, or why not.
struct Outcome {
  bool accepted = false;
  std::string reason;
};

Outcome refused(const CertificateError& error) {
  return Outcome{false,
                 std::string(name_of(error.kind)) + " at depth " + std::to_string(error.depth)};
}

bool has_email(const Certificate& leaf, const std::string& email) {
  GeneralNames names = leaf.names();
  while (const Option<GeneralName> name = names.next()) {
    if (name->type == GeneralNameType::Email && equal(name->value, bytes_of(email))) {
      return true;
    }
  }
  return false;
}

Outcome check_names(const Certificate& leaf, const json& limbo) {
  for (const json& name : limbo.at("expected_peer_names")) {
    if (!has_email(leaf, name.at("value").get<std::string>())) {
      return Outcome{false, "email address missing"};
    }
  }
  const json& expected = limbo.at("expected_peer_name");
  if (expected.is_null()) {
    return Outcome{true, ""};
  }
  const std::string text = expected.at("value").get<std::string>();
  const Result<ServerName, ServerNameError> name = ServerName::parse(text);
  if (!name) {
    return Outcome{false, "the peer's name cannot be one"};
  }
  const Result<void, CertificateError> matches = verify_name(leaf, *name);
  return matches ? Outcome{true, ""} : refused(matches.error());
}

Outcome run(const crypto::Provider& provider, const json& limbo, Profile profile) {
  TrustAnchors anchors(system_allocator());
  for (const json& pem : limbo.at("trusted_certs")) {
    if (const auto added = anchors.add_der(decode_pem(pem.get<std::string>()), profile); !added) {
      return refused(added.error().certificate);
    }
  }
  std::vector<std::vector<u8>> owned{decode_pem(limbo.at("peer_certificate").get<std::string>())};
  for (const json& pem : limbo.at("untrusted_intermediates")) {
    owned.push_back(decode_pem(pem.get<std::string>()));
  }
  const std::vector<Bytes> chain(owned.begin(), owned.end());
  const json& time = limbo.at("validation_time");
  const i64 now = time.is_null() ? kNow : parse_iso_time(time.get<std::string>());
  const json& depth = limbo.at("max_chain_depth");
  const usize max_depth = depth.is_null() ? kDefaultMaxDepth : depth.get<usize>();
  const Purpose purpose =
      limbo.at("validation_kind") == "CLIENT" ? Purpose::ClientAuth : Purpose::ServerAuth;
  const auto path = verify_path(provider, anchors, chain, purpose, now, max_depth);
  if (!path) {
    return refused(path.error());
  }
  const Result<Certificate, CertificateError> leaf = Certificate::parse(path->leaf());
  return leaf ? check_names(*leaf, limbo) : refused(leaf.error());
}

/// A file beside this one.
json read_beside(const std::string& name) {
  std::ifstream file(std::string(FERRULE_SOURCE_DIR) + "/ferrule/pki/" + name);
  return json::parse(file, nullptr, false);
}

/// Runs all cases and compares; returns the number of disagreements.
usize compare(const json& cases, Profile profile, const json& exceptions) {
  const auto provider = crypto::make_default_provider(system_allocator());
  EXPECT_TRUE(provider.has_value());
  std::set<std::string> disagreements;
  for (const json& limbo : cases) {
    const std::string id = limbo.at("id").get<std::string>();
    const bool expected = limbo.at("expected_result") == "SUCCESS";
    const Outcome outcome = run((*provider)->provider(), limbo, profile);
    if (outcome.accepted == expected) {
      continue;
    }
    disagreements.insert(id);
    const std::string got = outcome.accepted ? "success" : outcome.reason;
    EXPECT_TRUE(exceptions.contains(id)) << id << ": not expected: " << got;
  }
  for (const auto& [id, reason] : exceptions.items()) {
    EXPECT_TRUE(disagreements.contains(id)) << id << " is listed, but agrees";
    EXPECT_GE(reason.get<std::string>().size(), 20U) << id << " has no reason";
  }
  return disagreements.size();
}

TEST(Limbo, public_profile_agrees_but_for_fewer_than_15_cases) {
  FERRULE_JSON_VECTORS(limbo, "x509-limbo/limbo.json");
  const json exceptions = read_beside("limbo_exceptions.json");
  ASSERT_FALSE(exceptions.is_discarded());
  const json& cases = limbo.at("testcases");
  EXPECT_EQ(cases.size(), 208U);
  const usize disagreements = compare(cases, Profile::Public, exceptions.at("public"));
  EXPECT_LT(disagreements, 15U);
  EXPECT_EQ(disagreements, exceptions.at("public").size());
}

TEST(Limbo, private_profile_disagrees_only_where_it_is_listed) {
  FERRULE_JSON_VECTORS(limbo, "x509-limbo/limbo.json");
  const json exceptions = read_beside("limbo_exceptions.json");
  ASSERT_FALSE(exceptions.is_discarded());
  const usize disagreements =
      compare(limbo.at("testcases"), Profile::Private, exceptions.at("private"));
  EXPECT_EQ(disagreements, exceptions.at("private").size());
}

/// The chains of 100 intermediates, cut to what is looked at: 15 that all issue each other, and
/// none that is trusted.
TEST(Limbo, hostile_chains_of_the_greatest_length_are_refused) {
  FERRULE_JSON_VECTORS(limbo, "x509-limbo/limbo.json");
  const auto provider = crypto::make_default_provider(system_allocator());
  ASSERT_TRUE(provider.has_value());
  usize chains = 0;
  for (json one : limbo.at("testcases")) {
    if (one.at("id").get<std::string>().find("pathological-chain") == std::string::npos) {
      continue;
    }
    ++chains;
    json& intermediates = one.at("untrusted_intermediates");
    while (intermediates.size() >= kMaxPresentedCertificates) {
      intermediates.erase(0);
    }
    const Outcome outcome = run((*provider)->provider(), one, Profile::Public);
    EXPECT_FALSE(outcome.accepted);
  }
  EXPECT_EQ(chains, 4U);
}

/// Being refused is not enough: the error says what is wrong, and with which certificate.
TEST(Limbo, refusals_name_the_reason_and_the_certificate) {
  FERRULE_JSON_VECTORS(limbo, "x509-limbo/limbo.json");
  const json reasons = read_beside("limbo_reasons.json");
  ASSERT_FALSE(reasons.is_discarded());
  const auto provider = crypto::make_default_provider(system_allocator());
  ASSERT_TRUE(provider.has_value());
  usize refused_cases = 0;
  for (const json& one : limbo.at("testcases")) {
    const std::string id = one.at("id").get<std::string>();
    const Outcome outcome = run((*provider)->provider(), one, Profile::Public);
    refused_cases += outcome.accepted ? 0 : 1;
    EXPECT_EQ(outcome.accepted ? "" : outcome.reason, reasons.value(id, "")) << id;
  }
  EXPECT_EQ(refused_cases, reasons.size());
}

}  // namespace
}  // namespace ferrule::pki
