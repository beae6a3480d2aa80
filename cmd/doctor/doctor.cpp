// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/doctor.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cmd/doctor/guest_checks.hpp"
#include "cmd/doctor/kernels.hpp"
#include "cmd/doctor/report.hpp"
#include "cmd/doctor/toolchain.hpp"
#include "cmd/terminal.hpp"

namespace ferrule::cmd {

Checks diagnose(const Machine& machine, const std::vector<std::string>& kernels) {
  const Toolchain toolchain = check_toolchain(machine);
  Checks made = toolchain.checks;
  std::ranges::move(check_guest(machine), std::back_inserter(made));
  std::ranges::move(check_kernels(machine, find_kernels(machine, kernels), toolchain),
                    std::back_inserter(made));
  return made;
}

Result<ExitCode, Problem> doctor(const DoctorOptions& options) {
  if (std::ranges::find(options.kernels, "") != options.kernels.end()) {
    return Err{Problem(ExitCode::Usage, "E-KERNEL", "--kernel names no kernel")
                   .at("--kernel")
                   .note("do", "give a release (see `ls /lib/modules`) or a folder of headers")};
  }
  const Checks checks = diagnose(Machine::here(), options.kernels);
  if (options.json) {
    std::cout << to_json(checks).dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
              << "\n";
  } else {
    std::cout << to_text(checks, wants_colour(Stream::Output));
  }
  const bool fine = can(checks, Purpose::Build) && can(checks, Purpose::Test);
  return fine ? ExitCode::Ok : ExitCode::Failure;
}

}  // namespace ferrule::cmd
