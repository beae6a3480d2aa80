// SPDX-License-Identifier: Apache-2.0 OR MIT
// A module's test: its steps, in a guest of the kernel it was built for.
#pragma once

#include <string>

#include "cmd/guest/guest.hpp"
#include "cmd/module/installation.hpp"
#include "cmd/module/kernel_headers.hpp"
#include "cmd/module/module_folder.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd {

/// The built modules and the test's programs (compiled here, static) in a guest that carries out
/// test/steps. Without that file the modules are loaded and unloaded.
[[nodiscard]] Result<guest::GuestPlan, Problem> plan_test(const Installation& installation,
                                                          const ModuleFolder& folder,
                                                          const KernelHeaders& kernel,
                                                          const std::string& scratch);
/// The same with a shell for a person, while the modules are loaded, and a few programs of this
/// machine.
[[nodiscard]] Result<guest::GuestPlan, Problem> plan_shell(const Installation& installation,
                                                           const ModuleFolder& folder,
                                                           const KernelHeaders& kernel,
                                                           const std::string& scratch);

}  // namespace ferrule::cmd
