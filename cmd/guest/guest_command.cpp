// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/guest_command.hpp"

#include <iostream>

#include "cmd/file_text.hpp"
#include "cmd/guest/guest.hpp"
#include "cmd/guest/report.hpp"
#include "cmd/guest/steps.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::cmd {
namespace {

enum class Show : u8 { Nothing, Lines, Console };

class Printer final : public guest::GuestListener {
 public:
  explicit Printer(Show show) : show_{show} {}
  void line(const std::string& text) override {
    if (show_ == Show::Lines) {
      std::cout << text << "\n" << std::flush;
    }
  }
  void bytes(const std::string& piece) override {
    if (show_ == Show::Console) {
      std::cout << piece << std::flush;
    }
  }

 private:
  Show show_;
};

Show show_of(const GuestOptions& options, const std::string& steps) {
  if (options.json) {
    return Show::Nothing;
  }
  const auto parsed = guest::parse_steps(steps);
  return parsed && guest::has_shell(*parsed) ? Show::Console : Show::Lines;
}

}  // namespace

Result<ExitCode, Problem> run_guest_command(const GuestOptions& options) {
  guest::GuestPlan plan;
  plan.kernel = options.kernel;
  if (!options.steps_file.empty()) {
    TRY(plan.steps, read_file(options.steps_file, "--steps"));
    plan.steps_file = options.steps_file;
  }
  for (const std::string& text : options.files) {
    TRY(guest::GuestFile file, guest::parse_guest_file(text));
    plan.files.push_back(std::move(file));
  }
  plan.kernel_arguments = options.append;
  plan.timeout_s = options.timeout_s;
  plan.memory_mb = options.memory_mb;
  plan.icount = options.icount;
  Printer printer(show_of(options, plan.steps));
  TRY(const guest::GuestRun run, guest::run_guest(plan, printer));
  if (options.json) {
    std::cout << guest::to_json_text(run) << "\n";
    return run.passed() ? ExitCode::Ok : guest::problem_of(run, plan.timeout_s).exit;
  }
  std::cout << guest::summary(run) << std::flush;
  if (!run.passed()) {
    return Err{guest::problem_of(run, plan.timeout_s)};
  }
  return ExitCode::Ok;
}

}  // namespace ferrule::cmd
