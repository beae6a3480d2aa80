// SPDX-License-Identifier: Apache-2.0 OR MIT
// Carries out one step. What enters the kernel does so in a child, so that an oops or a call that
// never returns ends the step and not the guest.
#pragma once

#include <string>
#include <vector>

#include "cmd/guest/init/console.hpp"
#include "cmd/guest/steps.hpp"

namespace ferrule::cmd::guest {

struct StepResult {
  bool passed = false;
  std::vector<std::string> notes;  ///< why not
};

/// What a program writes is passed on as it comes, and kept for the notes of a failure where the
/// step is one of many rounds.
[[nodiscard]] StepResult run_step(const Step& step, Console& console);

}  // namespace ferrule::cmd::guest
