// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where the parts of Ferrule are that modules are built with: beside the installed program, or in
// the source tree that the program was built in.
#pragma once

#include <filesystem>
#include <string>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

struct Installation {
  std::filesystem::path kernel;   ///< the folder of build/, bindings/, helpers/, template/
  std::filesystem::path include;  ///< the folder of ferrule/
  std::filesystem::path bindgen;
  std::filesystem::path checker;  ///< the plugin of clang 19; there may be none at that place

  [[nodiscard]] std::filesystem::path module_mk() const { return kernel / "build" / "module.mk"; }
};

/// FERRULE_LLVM as module.mk has it: clang++ is clang++-19 without it.
[[nodiscard]] std::string llvm_program(const std::string& name);
/// Whether the programs of llvm_program() can load the checker: it is a part of clang 19.
[[nodiscard]] bool is_llvm_of_checker();
/// The same, and it is there.
[[nodiscard]] bool can_check(const Installation& installation);

[[nodiscard]] Result<Installation, Problem> find_installation();
/// The one that belongs to a program in `folder`.
[[nodiscard]] Result<Installation, Problem> find_installation(const std::filesystem::path& folder);

}  // namespace ferrule::cmd
