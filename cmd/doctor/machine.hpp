// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the checks see of the computer: where its files, programs and caches are. Tests give one of
// their own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cmd/doctor/check.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

struct Machine {
  std::filesystem::path root = "/";         ///< before lib/modules, boot, proc, etc, usr
  std::vector<std::filesystem::path> path;  ///< folders of programs, in order
  std::string llvm;                         ///< FERRULE_LLVM: which programs builds take
  std::filesystem::path bindgen;            ///< where ferrule-bindgen is, or should be
  std::filesystem::path checker;            ///< where the plugin is, or should be
  std::filesystem::path cache;              ///< where what belongs to a kernel is kept
  std::filesystem::path images;             ///< where guests keep kernel images they downloaded
  u64 needed_bytes = u64{100} << 20;        ///< free space without which nothing goes
  u64 wanted_bytes = u64{1} << 30;          ///< free space below which it may become short
  u32 limit_ms = 20'000;                    ///< for each program that is run

  [[nodiscard]] static Machine here();
};

/// A file of that name in the machine's path: the first that may be run, else the first.
struct Program {
  std::filesystem::path file;
  bool executable = false;
};
[[nodiscard]] std::optional<Program> find_program(const Machine& machine, const std::string& name);
[[nodiscard]] bool is_executable(const std::filesystem::path& file);

/// Debian and what is made from it: packages are installed with apt.
[[nodiscard]] bool has_apt(const Machine& machine);
/// "apt install PACKAGE" there, elsewhere "install OTHERWISE".
[[nodiscard]] std::string install(const Machine& machine, const std::string& package,
                                  const std::string& otherwise);
/// Bytes to download; nothing when apt knows no such package, or there is no apt.
[[nodiscard]] std::optional<u64> package_bytes(const Machine& machine, const std::string& package);

/// The first line of a small file; empty when it cannot be read.
[[nodiscard]] std::string line_of(const std::filesystem::path& file);

}  // namespace ferrule::cmd
