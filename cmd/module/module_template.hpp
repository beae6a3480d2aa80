// SPDX-License-Identifier: Apache-2.0 OR MIT
// A new module: a driver with its test, made from ferrule/kernel/template.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cmd/module/installation.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

/// Makes `folder` and fills it; returns the files. An existing folder is left as it is, and a name
/// that is none is refused (module_name.hpp).
[[nodiscard]] Result<std::vector<std::filesystem::path>, Problem> make_module(
    const Installation& installation, const std::string& name, const std::filesystem::path& folder);

}  // namespace ferrule::cmd
