// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <string>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

/// The whole file, at most 16 MiB. `option` is the one that named it ("--cert").
[[nodiscard]] Result<std::string, Problem> read_file(const std::string& path,
                                                     const std::string& option);

}  // namespace ferrule::cmd
