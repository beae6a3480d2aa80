// SPDX-License-Identifier: Apache-2.0 OR MIT
// The kernels to build for: their headers, the compiler they were built with, their image.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cmd/doctor/check.hpp"
#include "cmd/doctor/machine.hpp"
#include "cmd/doctor/toolchain.hpp"

namespace ferrule::cmd {

struct Kernel {
  std::string release;
  std::filesystem::path folder;  ///< Kbuild's: /lib/modules/RELEASE/build
  bool is_asked_for = false;
};

/// Those of --kernel: a release, the beginning of one ("6.12": all of them), or a folder (anything
/// with a slash). Without any: all that have headers in /lib/modules, and the one that runs.
[[nodiscard]] std::vector<Kernel> find_kernels(const Machine& machine,
                                               const std::vector<std::string>& asked_for);

[[nodiscard]] Checks check_kernel(const Machine& machine, const Kernel& kernel,
                                  const Toolchain& toolchain);

/// All of them. A problem of a kernel that nobody asked for is a warning when another one is fine.
[[nodiscard]] Checks check_kernels(const Machine& machine, const std::vector<Kernel>& kernels,
                                   const Toolchain& toolchain);

}  // namespace ferrule::cmd
