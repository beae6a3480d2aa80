// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/crypto/wycheproof.hpp"

#include <optional>
#include <ostream>

#include "ferrule/core/unsafe.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/vectors.hpp"

namespace ferrule::testing {

void Counts::add(Expected expected) {
  switch (expected) {
    case Expected::Valid: ++valid; break;
    case Expected::Acceptable: ++acceptable; break;
    case Expected::Invalid: ++invalid; break;
  }
}

void PrintTo(const Counts& counts, std::ostream* out) {
  UNSAFE("GoogleTest passes the stream it prints to") {
    *out << counts.valid << " valid, " << counts.acceptable << " acceptable, " << counts.invalid
         << " invalid";
  }
}

Expected Case::expected() const {
  const std::string result = test_.at("result").get<std::string>();
  if (result == "valid") {
    return Expected::Valid;
  }
  return result == "acceptable" ? Expected::Acceptable : Expected::Invalid;
}

bool Case::flagged(const std::string& flag) const {
  for (const nlohmann::json& each : test_.at("flags")) {
    if (each.get<std::string>() == flag) {
      return true;
    }
  }
  return false;
}

std::vector<u8> Case::bytes(const std::string& field) const {
  return from_hex(test_.at(field).get<std::string>());
}

std::vector<u8> Case::group_bytes(const std::string& object, const std::string& field) const {
  return from_hex(group_.at(object).at(field).get<std::string>());
}

std::vector<u8> Case::group_bytes(const std::string& field) const {
  return from_hex(group_.at(field).get<std::string>());
}

usize Case::number(const std::string& field) const { return test_.at(field).get<usize>(); }

usize Case::group_number(const std::string& field) const { return group_.at(field).get<usize>(); }

std::string Case::name() const {
  return "tcId " + std::to_string(number("tcId")) + " (" + test_.value("comment", "") + ")";
}

std::vector<Case> cases_in(const std::string& file) {
  std::vector<Case> cases;
  const std::optional<nlohmann::json> vectors = read_json_vectors("wycheproof/" + file);
  if (!vectors) {
    return cases;
  }
  for (const nlohmann::json& group : vectors->at("testGroups")) {
    nlohmann::json head = group;
    head.erase("tests");
    for (const nlohmann::json& test : group.at("tests")) {
      cases.emplace_back(head, test);
    }
  }
  return cases;
}

void WycheproofTest::SetUp() {
  if (!have_vectors()) {
    GTEST_SKIP() << "no test vectors (set FERRULE_VECTORS)";
  }
}

}  // namespace ferrule::testing
