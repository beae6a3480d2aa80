// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/build.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <sstream>

#include "cmd/cache_folder.hpp"
#include "cmd/guest/host_file.hpp"
#include "cmd/guest/lines.hpp"
#include "cmd/guest/process.hpp"
#include "cmd/module/findings.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/io/deadline.hpp"

namespace ferrule::cmd {
namespace {

constexpr u32 kSilenceMs = 600'000;
constexpr u32 kWaitMs = 1'000;
constexpr u32 kSizeLimitMs = 20'000;

Result<MakeEnd, Problem> run_make(const std::vector<std::string>& words, bool show) {
  auto started = guest::Process::start({.words = words});
  if (!started) {
    return Err{Problem(ExitCode::Config, "E-TOOL", "make could not be started")
                   .fact("because", guest::describe_errno(started.error()))
                   .note("do", "apt install make")};
  }
  guest::Process& make = *started;
  MakeEnd end;
  std::string piece;
  u64 heard = io::monotonic_ms();
  for (;;) {
    piece.clear();
    const guest::Event event = make.wait(piece, kWaitMs);
    end.output += piece;
    if (show) {
      std::cerr << piece << std::flush;
    }
    if (event == guest::Event::Ended) {
      const std::optional<guest::Exit> exit = make.exit();
      end.fine = exit.has_value() && exit->is_success();
      return end;
    }
    if (event == guest::Event::Interrupted) {
      return Err{Problem(ExitCode::Failure, "E-BUILD", "make was interrupted")};
    }
    if (event == guest::Event::Output) {
      heard = io::monotonic_ms();
    } else if (io::monotonic_ms() - heard > kSilenceMs) {
      return Err{Problem(ExitCode::Timeout, "E-BUILD", "make said nothing for ten minutes")};
    }
  }
}

/// The second line of `size`: text, data, bss.
BuiltModule measure(const std::filesystem::path& file) {
  BuiltModule built{.file = file};
  const auto sizes = guest::run({.words = {"size", file.string()}}, kSizeLimitMs);
  if (sizes && sizes->exit.is_success()) {
    std::istringstream lines(sizes->output);
    std::string heading;
    std::getline(lines, heading);
    u64 bss = 0;
    lines >> built.text >> built.data >> bss;
    built.data += bss;
  }
  return built;
}

/// Said once: what was not looked at.
void tell_unchecked(const Installation& installation) {
  std::cerr << "note: not checked for the safe subset: "
            << (is_llvm_of_checker() ? "there is no " + installation.checker.string()
                                     : "the checker is a part of clang 19, not of FERRULE_LLVM")
            << " (ferrule help E-CHECKER)\n";
}

/// "/bin/sh: 1: clang++-19: not found" names a program; empty: no line does.
std::string missing_program(const std::string& output) {
  for (const std::string& line : guest::lines_of(output)) {
    for (const std::string end : {": not found", ": command not found"}) {
      if (line.ends_with(end)) {
        const std::string before = line.substr(0, line.size() - end.size());
        const usize space = before.rfind(' ');
        return space == std::string::npos ? before : before.substr(space + 1);
      }
    }
  }
  return {};
}

}  // namespace

Result<MakeEnd, Problem> run_kbuild(const Installation& installation, const ModuleFolder& folder,
                                    const KernelHeaders& kernel,
                                    const std::vector<std::string>& words, bool show) {
  std::vector<std::string> all = {"make",
                                  "-C",
                                  kernel.folder.string(),
                                  "M=" + folder.path.string(),
                                  "FERRULE_MK=" + installation.module_mk().string(),
                                  "FERRULE_BINDGEN=" + installation.bindgen.string(),
                                  "FERRULE_CHECKER=" + installation.checker.string()};
  std::ranges::copy(words, std::back_inserter(all));
  return run_make(all, show);
}

Problem does_not_build(const ModuleFolder& folder, const KernelHeaders& kernel,
                       const std::string& output) {
  const std::vector<Finding> findings = findings_in(output);
  if (!findings.empty()) {
    return outside_the_subset(folder.name, findings).note("or", "build it unchecked: --no-check");
  }
  if (const std::string program = missing_program(output); !program.empty()) {
    return Problem(ExitCode::Config, "E-TOOL", program + " is missing, which builds modules")
        .at(folder.path.string())
        .note("do", "`ferrule doctor` names the package that has it");
  }
  if (output.find("No space left on device") != std::string::npos) {
    return Problem(ExitCode::Config, "E-FILE", "there is no room left where the module is built")
        .at(folder.path.string())
        .fact("or in the cache", cache_folder().string())
        .note("do", "make room there; FERRULE_CACHE names another folder for the cache");
  }
  return Problem(ExitCode::Failure, "E-BUILD",
                 folder.name + " does not build for " + kernel.release + ": see above")
      .at(folder.path.string())
      .note("do", "mend what the compiler says; `ferrule doctor --kernel " + kernel.release +
                      "` checks the machine");
}

Result<std::vector<BuiltModule>, Problem> build_module(const Installation& installation,
                                                       const ModuleFolder& folder,
                                                       const KernelHeaders& kernel,
                                                       BuildChoice choice) {
  if (choice.check && !can_check(installation)) {
    tell_unchecked(installation);
  }
  std::vector<std::string> words = {"modules"};
  if (!choice.check) {
    words.emplace_back("FERRULE_CHECK=no");
  }
  TRY(const MakeEnd end, run_kbuild(installation, folder, kernel, words, choice.show));
  if (!end.fine) {
    if (!choice.show) {
      std::cerr << end.output;
    }
    return Err{does_not_build(folder, kernel, end.output)};
  }
  std::vector<BuiltModule> built;
  for (const std::filesystem::path& file : folder.built_modules()) {
    built.push_back(measure(file));
  }
  if (built.empty()) {
    return Err{Problem(ExitCode::Failure, "E-BUILD", "make made no module")
                   .at((folder.path / "Kbuild").string())
                   .note("do", "let Kbuild name one: " + std::string(kKbuildLine))};
  }
  return built;
}

}  // namespace ferrule::cmd
