// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a new module may be called.
#pragma once

#include <string>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

/// What is wrong with a module's name, or nothing. It becomes that of the module, of its files and
/// of its device, so modprobe, make and C++ all have to be able to say it, and nobody may have it
/// yet.
[[nodiscard]] Result<void, Problem> check_module_name(const std::string& name);

}  // namespace ferrule::cmd
