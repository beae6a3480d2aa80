// SPDX-License-Identifier: Apache-2.0 OR MIT
// Does a module stay in the safe subset, and where does it leave it with a reason?
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cmd/module/findings.hpp"
#include "cmd/module/installation.hpp"
#include "cmd/module/kernel_headers.hpp"
#include "cmd/module/module_folder.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

struct ModuleCheck {
  std::vector<std::string> files;  ///< that have no finding, inside the module's folder
  std::vector<Finding> findings;
  std::vector<UnsafeRegion> regions;  ///< of those files
};

/// Runs the checker over each source with the flags of this kernel, and over the programs of the
/// test; what it says goes to standard error. Compiles nothing, and leaves what an earlier build
/// made.
[[nodiscard]] Result<ModuleCheck, Problem> check_subset(const Installation& installation,
                                                        const ModuleFolder& folder,
                                                        const KernelHeaders& kernel);

[[nodiscard]] std::string to_text(const ModuleCheck& check, const std::string& module_name,
                                  const std::string& release);
[[nodiscard]] nlohmann::json to_json(const ModuleCheck& check, const std::string& release);

}  // namespace ferrule::cmd
