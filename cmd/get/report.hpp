// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a fetch found out, for -v and --json; complete as far as it got.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cmd/get/http_response.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/tls/connection.hpp"

namespace ferrule::cmd {

struct ChainEntry {
  std::string subject;
  std::string issuer;
  i64 not_after = 0;
  std::vector<std::string> names;
};

struct Report {
  std::string url;
  std::string address;  ///< of the server: "203.0.113.7:443"
  std::string version;
  std::string suite;
  std::string group;
  std::string alpn;
  std::vector<ChainEntry> chain;
  u32 status = 0;
  std::string reason;
  std::vector<HttpField> fields;
  u64 body_bytes = 0;
  // Microseconds since the start; 0: not reached.
  u64 dns_us = 0;
  u64 connect_us = 0;
  u64 tls_us = 0;
  u64 first_byte_us = 0;
  u64 total_us = 0;
};

/// Reads what the connection has agreed on and was shown.
void note_connection(Report& report, const tls::Connection& connection);

/// For -v: what is known before the body, and what after it.
[[nodiscard]] std::string head_text(const Report& report);
[[nodiscard]] std::string timings_text(const Report& report);
/// One object with "schema": 1.
[[nodiscard]] nlohmann::json to_json(const Report& report, const std::optional<Problem>& problem);

}  // namespace ferrule::cmd
