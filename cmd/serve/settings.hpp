// SPDX-License-Identifier: Apache-2.0 OR MIT
// What `ferrule serve` was asked to do, as it was asked. Values only; settings_check.hpp judges
// them.
#pragma once

#include <string>
#include <vector>

#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

enum class ClientAuth : u8 { None, Optional, Required };

struct Limits {
  u32 handshake_ms = 10'000;
  u32 idle_ms = 300'000;
  u32 drain_ms = 30'000;
  u32 connect_ms = 10'000;  ///< to the backend
  u32 max_connections = 16'384;
};

struct Settings {
  std::string listen;
  std::string backend;
  std::string certificate_file;
  std::string key_file;
  std::string client_ca_file;  ///< empty: clients are not asked
  ClientAuth client_auth = ClientAuth::None;
  std::vector<std::string> alpn;
  u32 threads = 0;  ///< 0: one for each processor
  Limits limits;
  u32 log_failures = 20;  ///< log lines per second about sessions that failed; 0: all
  bool json = false;
  bool check_only = false;
};

}  // namespace ferrule::cmd
