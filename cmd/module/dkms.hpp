// SPDX-License-Identifier: Apache-2.0 OR MIT
// dkms.conf: the module is rebuilt whenever the machine gets a new kernel.
#pragma once

#include <filesystem>
#include <string>

#include "cmd/module/installation.hpp"
#include "cmd/module/module_folder.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

/// Writes it into the module's folder; returns the file. One that somebody else wrote is left as it
/// is. `version`: of the package, "0.1".
[[nodiscard]] Result<std::filesystem::path, Problem> write_dkms_conf(
    const Installation& installation, const ModuleFolder& folder, const std::string& version);

}  // namespace ferrule::cmd
