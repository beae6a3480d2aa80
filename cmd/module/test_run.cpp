// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/test_run.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <system_error>
#include <utility>

#include "cmd/guest/host_file.hpp"
#include "cmd/guest/process.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

constexpr u32 kCompileLimitMs = 120'000;

/// A static program: the guest has no libraries but those it is given.
Result<guest::GuestFile, Problem> compile_program(const Installation& installation,
                                                  const fs::path& source,
                                                  const std::string& scratch) {
  const std::string program = (fs::path(scratch) / source.stem()).string();
  const std::string compiler = llvm_program("clang++");
  const auto ended = guest::run(
      {.words = {compiler, "-std=c++23", "-O1", "-Wall", "-Wextra", "-static", "-pthread",
                 "-I" + installation.include.string(), "-o", program, source.string()}},
      kCompileLimitMs);
  if (!ended) {
    return Err{Problem(ExitCode::Config, "E-TOOL", compiler + " could not be started")
                   .fact("because", guest::describe_errno(ended.error()))
                   .note("do", "apt install clang-19; `ferrule doctor` checks the machine")};
  }
  if (!ended->exit.is_success()) {
    std::cerr << ended->output;
    return Err{
        Problem(ExitCode::Failure, "E-BUILD", "a program of the test does not compile: see above")
            .at(source.string())
            .note("do", "mend what the compiler says; `ferrule doctor` checks the machine")};
  }
  return guest::GuestFile{.host = program, .guest = "/bin/" + source.stem().string()};
}

/// What a person wants in a shell; the shell itself is always there.
std::vector<guest::GuestFile> shell_programs() {
  std::vector<guest::GuestFile> programs;
  std::error_code error;
  for (const std::string name : {"cat", "dmesg", "grep", "head", "ls", "sleep", "uname", "wc"}) {
    if (fs::exists("/bin/" + name, error)) {
      programs.push_back({.host = "/bin/" + name, .guest = "/bin/" + name});
    }
  }
  return programs;
}

std::string loading_steps(const std::vector<fs::path>& modules) {
  std::string steps;
  for (const fs::path& module_file : modules) {
    steps += "insmod /modules/" + module_file.filename().string() + "\n";
  }
  return steps;
}

std::string unloading_steps(const std::vector<fs::path>& modules) {
  std::string steps;
  for (const fs::path& module_file : modules) {
    // A dash in a file's name is an underscore in the module's.
    std::string name = module_file.stem().string();
    std::ranges::replace(name, '-', '_');
    steps.insert(0, "rmmod " + name + "\n");
  }
  return steps;
}

Result<guest::GuestPlan, Problem> plan_files(const Installation& installation,
                                             const ModuleFolder& folder,
                                             const KernelHeaders& kernel,
                                             const std::string& scratch) {
  guest::GuestPlan plan;
  plan.kernel =
      kernel.folder.string().starts_with("/lib/modules/") ? kernel.release : kernel.folder.string();
  for (const fs::path& file : folder.built_modules()) {
    plan.files.push_back({file.string(), "/modules/" + file.filename().string()});
  }
  for (const fs::path& source : folder.test_programs()) {
    TRY(guest::GuestFile program, compile_program(installation, source, scratch));
    plan.files.push_back(std::move(program));
  }
  return plan;
}

}  // namespace

Result<guest::GuestPlan, Problem> plan_test(const Installation& installation,
                                            const ModuleFolder& folder, const KernelHeaders& kernel,
                                            const std::string& scratch) {
  TRY(guest::GuestPlan plan, plan_files(installation, folder, kernel, scratch));
  std::error_code error;
  if (fs::exists(folder.steps(), error)) {
    plan.steps_file = folder.steps().string();
    TRY(plan.steps, guest::read_whole(plan.steps_file));
  } else {
    plan.steps = loading_steps(folder.built_modules()) + unloading_steps(folder.built_modules());
  }
  return plan;
}

Result<guest::GuestPlan, Problem> plan_shell(const Installation& installation,
                                             const ModuleFolder& folder,
                                             const KernelHeaders& kernel,
                                             const std::string& scratch) {
  TRY(guest::GuestPlan plan, plan_files(installation, folder, kernel, scratch));
  std::ranges::move(shell_programs(), std::back_inserter(plan.files));
  plan.steps =
      loading_steps(folder.built_modules()) + "shell\n" + unloading_steps(folder.built_modules());
  return plan;
}

}  // namespace ferrule::cmd
