// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <string>

namespace ferrule::cmd {

/// The variable's value; empty when it is not set.
[[nodiscard]] std::string environment(const std::string& name);

}  // namespace ferrule::cmd
