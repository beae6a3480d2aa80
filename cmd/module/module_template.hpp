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

/// What is wrong with a module's name, or nothing: modprobe and C both have to be able to say it.
[[nodiscard]] Result<void, Problem> check_module_name(const std::string& name);

/// Makes `folder` and fills it; returns the files. An existing folder is left as it is.
[[nodiscard]] Result<std::vector<std::filesystem::path>, Problem> make_module(
    const Installation& installation, const std::string& name, const std::filesystem::path& folder);

}  // namespace ferrule::cmd
