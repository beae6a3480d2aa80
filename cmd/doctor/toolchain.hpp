// SPDX-License-Identifier: Apache-2.0 OR MIT
// The compilers and their companions: there, new enough, and of one release.
#pragma once

#include <optional>
#include <string>

#include "cmd/doctor/check.hpp"
#include "cmd/doctor/machine.hpp"
#include "cmd/doctor/version.hpp"

namespace ferrule::cmd {

inline constexpr u32 kOldestClang = 19;

/// A tool that says its version.
struct Tool {
  std::string name;       ///< of the check: "clang++"
  std::string program;    ///< to look for: "clang++-19"
  std::string package;    ///< Debian's
  std::string otherwise;  ///< what to install elsewhere
  std::string marker;     ///< before the version in what `--version` prints
  Purpose purpose = Purpose::Build;
};

struct Probed {
  Check check;
  std::optional<Version> version;
};
/// Found, may be run, runs, and says a version that can be read.
[[nodiscard]] Probed probe(const Machine& machine, const Tool& tool);
/// The same for a file that is known.
[[nodiscard]] Probed probe_file(const Machine& machine, const Tool& tool, const Program& program);

struct Toolchain {
  Checks checks;
  std::optional<Version> clang;
};
/// clang, clang++, llvm-link, opt, the checker, the C++ library's headers, libclang and make.
[[nodiscard]] Toolchain check_toolchain(const Machine& machine);

}  // namespace ferrule::cmd
