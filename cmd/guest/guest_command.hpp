// SPDX-License-Identifier: Apache-2.0 OR MIT
// `ferrule guest`: boot a kernel, carry out steps, say what came of it.
#pragma once

#include <string>
#include <vector>

#include "cmd/exit_code.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

struct GuestOptions {
  std::string kernel;
  std::string steps_file;  ///< empty: standard input is not read, the guest boots and powers off
  std::vector<std::string> files;
  std::vector<std::string> append;  ///< to the kernel's command line
  u32 timeout_s = 300;
  u32 memory_mb = 512;
  bool icount = false;
  bool json = false;
};

/// The KTAP document goes to standard output while it grows; with `json` one object at the end.
[[nodiscard]] Result<ExitCode, Problem> run_guest_command(const GuestOptions& options);

}  // namespace ferrule::cmd
