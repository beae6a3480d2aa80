// SPDX-License-Identifier: Apache-2.0 OR MIT
// Building a module with the kernel's own Kbuild.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cmd/module/installation.hpp"
#include "cmd/module/kernel_headers.hpp"
#include "cmd/module/module_folder.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

/// A .ko and the bytes of it that stay in memory.
struct BuiltModule {
  std::filesystem::path file;
  u64 text = 0;
  u64 data = 0;
};

struct BuildChoice {
  bool show = true;   ///< what make prints goes to standard error as it comes
  bool check = true;  ///< the checker of the safe subset reads each file, where it is there
};

struct MakeEnd {
  bool fine = false;
  std::string output;
};

/// Runs make for the module in the kernel's folder, with `words` added to its command line.
[[nodiscard]] Result<MakeEnd, Problem> run_kbuild(const Installation& installation,
                                                  const ModuleFolder& folder,
                                                  const KernelHeaders& kernel,
                                                  const std::vector<std::string>& words, bool show);

/// Why make failed: findings of the checker, or what the compiler said.
[[nodiscard]] Problem does_not_build(const ModuleFolder& folder, const KernelHeaders& kernel,
                                     const std::string& output);

[[nodiscard]] Result<std::vector<BuiltModule>, Problem> build_module(
    const Installation& installation, const ModuleFolder& folder, const KernelHeaders& kernel,
    BuildChoice choice);

}  // namespace ferrule::cmd
