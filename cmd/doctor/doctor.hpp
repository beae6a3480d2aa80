// SPDX-License-Identifier: Apache-2.0 OR MIT
// `ferrule doctor`: whether this machine can build and test kernel modules.
#pragma once

#include <string>
#include <vector>

#include "cmd/doctor/check.hpp"
#include "cmd/doctor/machine.hpp"
#include "cmd/exit_code.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

struct DoctorOptions {
  std::vector<std::string> kernels;  ///< releases or folders; none: all that are here
  bool json = false;
};

/// Every check, the machine's first. Changes nothing on the machine.
[[nodiscard]] Checks diagnose(const Machine& machine, const std::vector<std::string>& kernels);

/// Prints them. Ok when nothing that is needed has a problem, else Failure.
[[nodiscard]] Result<ExitCode, Problem> doctor(const DoctorOptions& options);

}  // namespace ferrule::cmd
