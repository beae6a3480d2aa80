// SPDX-License-Identifier: Apache-2.0 OR MIT
// The checks as people and as programs read them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cmd/doctor/check.hpp"

namespace ferrule::cmd {

/// A line for each check (options of a kernel that are as they should be share one), what to do
/// under it, and a verdict.
[[nodiscard]] std::string to_text(const Checks& checks, bool colour);
/// One object with "schema": 1 (docs/doctor.md).
[[nodiscard]] nlohmann::json to_json(const Checks& checks);

}  // namespace ferrule::cmd
