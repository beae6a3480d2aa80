// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/transcripts.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/vectors.hpp"

namespace ferrule::testing {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

struct Known {
  std::string section;
  std::string secret;
};

/// X25519 or ECDH on P-256 of the client's private key (in Client_RNG_Pool) and the server's share.
FERRULE_STATIC_LIFETIME const std::vector<Known>& known_secrets() {
  static const std::vector<Known> known{
      {"Simple_1RTT_Handshake", "8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d"},
      {"Resumed_0RTT_Handshake",
       "f44194756ff9ec9d25180635d66ea6824c6ab3bf179977be37f723570e7ccb2e"},
      {"HelloRetryRequest_Handshake",
       "c142ce13ca11b5c2233652e63ad3d97844f1621fbfb9de69d547dc8fedeabeb4"},
      {"Client_Authentication_Handshake",
       "7dc114f6475dfa7977be736ef7cbebc48c70329e8e9a74b4d7033c43f9597d4f"},
      {"Middlebox_Compatibility_Mode",
       "eef790559077db5bb63b6684e4169f051e8fb34ce59bafce2f9c8ee68cc4eb79"},
  };
  return known;
}

}  // namespace

std::vector<u8> ConnectionTrace::bytes(const std::string& name) const {
  if (!has(name)) {
    ADD_FAILURE() << "the trace has no " << name;
    return {};
  }
  return from_hex(values_.at(name));
}

std::vector<u8> ConnectionTrace::payload(const std::string& name) const {
  constexpr usize kHeader = 5;
  const std::vector<u8> record = bytes(name);
  return record.size() < kHeader ? record : copy_of(Bytes(record).subspan(kHeader));
}

std::optional<ConnectionTrace> load_trace(std::string_view section) {
  const std::optional<std::string> text = read_vector_file("rfc8448/transcripts.vec");
  if (!text) {
    return std::nullopt;
  }
  std::map<std::string, std::string> values;
  std::istringstream lines(*text);
  std::string line;
  bool is_inside = false;
  while (std::getline(lines, line)) {
    line = trimmed(line.substr(0, line.find('#')));
    if (line.starts_with('[')) {
      is_inside = line == "[" + std::string(section) + "]";
    } else if (const auto at = line.find('='); is_inside && at != std::string::npos) {
      values[trimmed(line.substr(0, at))] = trimmed(line.substr(at + 1));
    }
  }
  EXPECT_FALSE(values.empty()) << "no connection " << section;
  return values.empty() ? std::nullopt : std::optional(ConnectionTrace(std::move(values)));
}

std::vector<u8> shared_secret_of(std::string_view section) {
  for (const Known& known : known_secrets()) {
    if (known.section == section) {
      return from_hex(known.secret);
    }
  }
  ADD_FAILURE() << "no shared secret for " << section;
  return {};
}

}  // namespace ferrule::testing
