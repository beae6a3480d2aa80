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

/// Runs make in the kernel's folder; what it prints goes to standard error as it comes when `show`.
[[nodiscard]] Result<std::vector<BuiltModule>, Problem> build_module(
    const Installation& installation, const ModuleFolder& folder, const KernelHeaders& kernel,
    bool show);

}  // namespace ferrule::cmd
