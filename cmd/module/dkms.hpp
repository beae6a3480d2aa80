// SPDX-License-Identifier: Apache-2.0 OR MIT
// dkms.conf: the module is rebuilt whenever the machine gets a new kernel.
#pragma once

#include <string>

#include "cmd/module/installation.hpp"
#include "cmd/module/module_folder.hpp"

namespace ferrule::cmd {

/// `version`: of the package, "0.1".
[[nodiscard]] std::string dkms_conf(const Installation& installation, const ModuleFolder& folder,
                                    const std::string& version);

}  // namespace ferrule::cmd
