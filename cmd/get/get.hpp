// SPDX-License-Identifier: Apache-2.0 OR MIT
// `ferrule get`: fetches one https URL, follows nothing, verifies always.
#pragma once

#include <string>
#include <vector>

#include "cmd/exit_code.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

struct GetOptions {
  std::string url;
  std::string ca_file;           ///< empty: the system's store
  std::string certificate_file;  ///< with key_file: shown to a server that asks for one
  std::string key_file;
  std::vector<std::string> resolve;  ///< "host:port:address"
  std::string output;                ///< empty or "-": standard output
  u32 timeout_s = 30;                ///< for everything together
  bool verbose = false;
  bool json = false;
  bool fail = false;  ///< a status of 400 and more is a failure
};

/// Says everything itself: the body, or what went wrong.
[[nodiscard]] ExitCode get(const GetOptions& options);

}  // namespace ferrule::cmd
