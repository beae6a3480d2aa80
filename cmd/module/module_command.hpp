// SPDX-License-Identifier: Apache-2.0 OR MIT
// `ferrule module`: new, build, check, test, run, dkms, mk.
#pragma once

#include <string>
#include <vector>

#include "cmd/exit_code.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

struct ModuleOptions {
  std::string name;             ///< of a new module
  std::string folder = ".";     ///< of an existing one
  std::string version = "0.1";  ///< of its dkms package
  std::vector<std::string> kernels;
  u32 timeout_s = 300;
  bool json = false;
  bool unchecked = false;  ///< builds leave out the checker
};

[[nodiscard]] Result<ExitCode, Problem> new_module(const ModuleOptions& options);
[[nodiscard]] Result<ExitCode, Problem> build_modules(const ModuleOptions& options);
[[nodiscard]] Result<ExitCode, Problem> check_module(const ModuleOptions& options);
[[nodiscard]] Result<ExitCode, Problem> test_module(const ModuleOptions& options);
[[nodiscard]] Result<ExitCode, Problem> run_module(const ModuleOptions& options);
[[nodiscard]] Result<ExitCode, Problem> write_dkms(const ModuleOptions& options);
/// Prints the make file that a module's Kbuild includes.
[[nodiscard]] Result<ExitCode, Problem> print_module_mk();

}  // namespace ferrule::cmd
