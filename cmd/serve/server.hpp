// SPDX-License-Identifier: Apache-2.0 OR MIT
// `ferrule serve`: checks everything, listens, runs one session loop per thread, and obeys signals.
#pragma once

#include "cmd/exit_code.hpp"
#include "cmd/problem.hpp"
#include "cmd/serve/settings.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

/// Returns when the server has stopped, or a Problem when it could not start.
[[nodiscard]] Result<ExitCode, Problem> serve(const Settings& settings);

}  // namespace ferrule::cmd
