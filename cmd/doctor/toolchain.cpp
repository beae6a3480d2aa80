// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/toolchain.hpp"

#include <cerrno>
#include <utility>

#include "cmd/guest/process.hpp"

namespace ferrule::cmd {
namespace {

/// No release has more than this; only a bound for the search.
constexpr u32 kNewestClang = 40;
constexpr Version kOldestMake{3, 82, 0};

std::string start_failure(int code) {
  switch (code) {
    case ENOENT: return "is not there, or what should interpret it is not";
    case EACCES:
    case ENOEXEC: return "is not a program that this user may run";
    default: return "cannot be started (errno " + std::to_string(code) + ")";
  }
}

std::string quoted(const std::string& output) {
  const std::string line = first_line(output).substr(0, 100);
  return line.empty() ? "and prints nothing" : "and prints: " + line;
}

Probed failed(const Machine& machine, const Tool& tool, const std::string& found) {
  return {{tool.name, "", tool.purpose, Level::Problem, found,
           install(machine, tool.package, tool.otherwise)},
          std::nullopt};
}

/// "-19", else a newer release, else the programs without a number, else "-19" for what to install.
std::string choose_suffix(const Machine& machine) {
  for (u32 major = kOldestClang; major < kNewestClang; ++major) {
    const std::string suffix = "-" + std::to_string(major);
    if (find_program(machine, "clang++" + suffix).has_value()) {
      return suffix;
    }
  }
  return find_program(machine, "clang++").has_value() ? "" : "-" + std::to_string(kOldestClang);
}

Tool llvm_tool(const std::string& name, const std::string& suffix, const std::string& package,
               const std::string& marker) {
  const std::string number = suffix.empty() ? "-" + std::to_string(kOldestClang) : suffix;
  return {name, name + suffix, package + number, name + " of LLVM 19 or newer", marker};
}

void demand_release(const Machine& machine, const Tool& tool, Probed& probed) {
  if (probed.version && probed.version->major < kOldestClang) {
    probed.check.level = Level::Problem;
    probed.check.found += ", which is too old: 19 or newer is needed";
    probed.check.advice = install(machine, "clang-19 llvm-19", tool.otherwise);
  }
}

/// Bitcode goes from one of these programs to the next, so they must be of one release.
void demand_same(const Version& clang, Probed& probed) {
  if (probed.version && probed.check.level == Level::Ok && *probed.version != clang) {
    probed.check.level = Level::Problem;
    probed.check.found += ", but clang++ is " + clang.text();
    probed.check.advice = "install both from one LLVM release";
  }
}

/// Modules use the host's <type_traits> and the like, which are in a package of their own.
Check check_headers(const Machine& machine, const std::filesystem::path& compiler) {
  Check check{"libstdc++", "", Purpose::Build, Level::Ok, "its headers compile", ""};
  std::vector<std::string> words{compiler.string(),
                                 "-std=c++23",
                                 "-ffreestanding",
                                 "-fno-exceptions",
                                 "-fno-rtti",
                                 "-fsyntax-only",
                                 "-x",
                                 "c++",
                                 "/dev/null"};
  for (const std::string header : {"type_traits", "concepts", "utility", "memory", "compare"}) {
    words.push_back("-include");
    words.push_back(header);
  }
  const auto done = guest::run({.words = std::move(words)}, machine.limit_ms);
  if (!done || done->timed_out || !done->exit.is_success()) {
    check.level = Level::Problem;
    check.found = compiler.filename().string() + " cannot compile the C++ library's headers " +
                  (done ? quoted(done->output) : std::string());
    check.advice = install(machine, "libstdc++-12-dev", "the headers of libstdc++ 12 or newer");
  }
  return check;
}

/// `ferrule-bindgen VERSION (clang version 19.1.7 ...)`: what it loaded, not what is installed.
Check check_libclang(const Machine& machine, const std::optional<Version>& clang) {
  const Tool tool{"libclang", machine.bindgen.filename().string(), "libclang1-19",
                  "libclang 19 or newer", "clang version "};
  std::error_code error;
  if (!std::filesystem::exists(machine.bindgen, error)) {
    return {tool.name,
            "",
            Purpose::Build,
            Level::Problem,
            machine.bindgen.string() + " is not there",
            "install all of Ferrule (make build), or set FERRULE_BINDGEN to where it is"};
  }
  Probed probed =
      probe_file(machine, tool, Program{machine.bindgen, is_executable(machine.bindgen)});
  if (!probed.version) {
    return probed.check;
  }
  probed.check.found = "ferrule-bindgen loads " + probed.version->text();
  demand_release(machine, tool, probed);
  if (probed.check.level == Level::Ok && clang && clang->major != probed.version->major) {
    probed.check.level = Level::Warning;
    probed.check.found += ", but clang++ is " + clang->text();
    probed.check.advice = "build ferrule-bindgen with the libclang of the compiler's release";
  }
  return probed.check;
}

Check check_make(const Machine& machine) {
  Probed probed = probe(machine, {"make", "make", "make", "GNU make", "GNU Make "});
  if (probed.version && *probed.version < kOldestMake) {
    probed.check.level = Level::Problem;
    probed.check.found += ", which is too old: 3.82 or newer is needed";
    probed.check.advice = install(machine, "make", "GNU make 3.82 or newer");
  }
  return probed.check;
}

/// The build files take release 19 unless they are told otherwise.
Check newer_release(const std::string& suffix) {
  const std::string advice = "give make ferrule-clang=clang" + suffix + " ferrule-clangxx=clang++" +
                             suffix + " ferrule-llvm-link=llvm-link" + suffix + " ferrule-opt=opt" +
                             suffix;
  return {"llvm", "", Purpose::Build, Level::Note, "clang++" + suffix + " instead of clang++-19",
          advice};
}

}  // namespace

Probed probe_file(const Machine& machine, const Tool& tool, const Program& program) {
  if (!program.executable) {
    Probed made = failed(machine, tool, program.file.string() + " is not executable");
    made.check.advice = "chmod +x " + program.file.string() + ", or install it again";
    return made;
  }
  const auto done = guest::run({.words = {program.file.string(), "--version"}}, machine.limit_ms);
  if (!done) {
    return failed(machine, tool, program.file.string() + " " + start_failure(done.error()));
  }
  if (done->timed_out) {
    return failed(machine, tool, program.file.string() + " --version does not end");
  }
  if (!done->exit.is_success()) {
    return failed(machine, tool, tool.program + " --version fails " + quoted(done->output));
  }
  const std::optional<Version> version = version_after(done->output, tool.marker);
  if (!version) {
    return failed(machine, tool,
                  tool.program + " --version does not say \"" + tool.marker + "N.N\" " +
                      quoted(done->output));
  }
  return {{tool.name, "", tool.purpose, Level::Ok, tool.program + " " + version->text(), ""},
          version};
}

Probed probe(const Machine& machine, const Tool& tool) {
  const std::optional<Program> program = find_program(machine, tool.program);
  if (!program.has_value()) {
    return failed(machine, tool, tool.program + " is not installed");
  }
  return probe_file(machine, tool, *program);
}

Toolchain check_toolchain(const Machine& machine) {
  Toolchain made;
  made.suffix = choose_suffix(machine);
  const std::string clang = "clang version ";
  const std::string llvm = "LLVM version ";
  for (const Tool& tool : {llvm_tool("clang++", made.suffix, "clang", clang),
                           llvm_tool("clang", made.suffix, "clang", clang),
                           llvm_tool("llvm-link", made.suffix, "llvm", llvm),
                           llvm_tool("opt", made.suffix, "llvm", llvm)}) {
    Probed probed = probe(machine, tool);
    demand_release(machine, tool, probed);
    if (tool.name == "clang++") {
      made.clang = probed.version;
    } else if (made.clang) {
      demand_same(*made.clang, probed);
    }
    made.checks.push_back(std::move(probed.check));
  }
  if (made.suffix != "-" + std::to_string(kOldestClang)) {
    made.checks.push_back(newer_release(made.suffix));
  }
  const std::optional<Program> compiler = find_program(machine, "clang++" + made.suffix);
  if (made.clang && compiler.has_value()) {
    made.checks.push_back(check_headers(machine, compiler->file));
  }
  made.checks.push_back(check_libclang(machine, made.clang));
  made.checks.push_back(check_make(machine));
  return made;
}

}  // namespace ferrule::cmd
