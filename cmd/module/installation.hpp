// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where the parts of Ferrule are that modules are built with: beside the installed program, or in
// the source tree that the program was built in.
#pragma once

#include <filesystem>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

struct Installation {
  std::filesystem::path kernel;   ///< the folder of build/, bindings/, helpers/, template/
  std::filesystem::path include;  ///< the folder of ferrule/
  std::filesystem::path bindgen;

  [[nodiscard]] std::filesystem::path module_mk() const { return kernel / "build" / "module.mk"; }
};

[[nodiscard]] Result<Installation, Problem> find_installation();
/// The one that belongs to a program in `folder`.
[[nodiscard]] Result<Installation, Problem> find_installation(const std::filesystem::path& folder);

}  // namespace ferrule::cmd
