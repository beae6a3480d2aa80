// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/toolchain.hpp"

#include <cerrno>
#include <utility>

#include "cmd/guest/process.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

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

/// How the programs of one LLVM are called.
struct Llvm {
  std::string folder;  ///< with a slash at its end, or nothing: they are in the path
  std::string suffix;  ///< "-19", or nothing
  std::string name;    ///< what FERRULE_LLVM calls it; empty: 19, which builds take by themselves

  [[nodiscard]] std::string program(const std::string& tool) const {
    return folder + tool + suffix;
  }
  /// The same, as FERRULE_LLVM has to be set.
  [[nodiscard]] std::string setting() const { return "export FERRULE_LLVM=" + name; }
};

/// What builds take: release 19, or what FERRULE_LLVM says.
Llvm llvm_named(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    return {name + (name.ends_with('/') ? "" : "/"), "", name};
  }
  const bool is_default = name.empty() || name == std::to_string(kOldestClang);
  return {"", "-" + (name.empty() ? std::to_string(kOldestClang) : name), is_default ? "" : name};
}

/// Release 19, else a newer one, else the programs without a number, else 19 for what to install.
Llvm choose_llvm(const Machine& machine) {
  for (u32 major = kOldestClang; major < kNewestClang; ++major) {
    const Llvm llvm = llvm_named(std::to_string(major));
    if (find_program(machine, llvm.program("clang++")).has_value()) {
      return llvm;
    }
  }
  const std::optional<Program> plain = find_program(machine, "clang++");
  return llvm_named(plain.has_value() ? fs::absolute(plain->file).parent_path().string() : "");
}

Tool llvm_tool(const std::string& name, const Llvm& llvm, const std::string& package,
               const std::string& marker) {
  const std::string number = llvm.suffix.empty() ? "-" + std::to_string(kOldestClang) : llvm.suffix;
  return {name, llvm.program(name), package + number, name + " of LLVM 19 or newer", marker};
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

/// Builds take release 19 unless they are told otherwise.
Check other_release(const Machine& machine, const Llvm& llvm) {
  Check check{"llvm", "", Purpose::Build, Level::Ok, "", ""};
  if (machine.llvm.empty()) {
    check.level = Level::Problem;
    check.found = llvm.program("clang++") + " is here, but builds take clang++-19";
    check.advice = llvm.setting();
  } else {
    check.level = Level::Note;
    check.found = "FERRULE_LLVM=" + machine.llvm + ": tested is 19 only";
  }
  return check;
}

/// Without it drivers build, and nobody says whether they stay in the safe subset.
Check check_checker(const Machine& machine, const Llvm& llvm,
                    const std::optional<Program>& compiler) {
  Check check{"checker", "", Purpose::Optional, Level::Ok, machine.checker.string(), ""};
  std::error_code error;
  if (!fs::is_regular_file(machine.checker, error)) {
    check.level = Level::Note;
    check.found = "drivers are built unchecked: there is no " +
                  (machine.checker.empty() ? "ferrule_checker.so" : machine.checker.string());
    check.advice =
        "build and install Ferrule with -DFERRULE_BUILD_CHECKER=ON (" +
        install(machine, "llvm-19-dev libclang-19-dev", "the headers of LLVM 19 and clang 19") +
        ")";
    return check;
  }
  if (!llvm.name.empty()) {
    check.level = Level::Note;
    check.found = "drivers are built unchecked: it is a part of clang 19 only";
    check.advice = install(machine, "clang-19 llvm-19", "LLVM 19");
    return check;
  }
  const auto done =
      compiler ? guest::run({.words = {compiler->file.string(), "-fsyntax-only", "-x", "c++",
                                       "-fplugin=" + machine.checker.string(), "/dev/null"}},
                            machine.limit_ms)
               : Result<guest::Outcome, int>(Err{ENOENT});
  if (done && !done->exit.is_success()) {
    check.purpose = Purpose::Build;
    check.level = Level::Problem;
    check.found += " does not load " + quoted(done->output);
    check.advice = "build and install Ferrule again with this clang, or build with --no-check";
  }
  return check;
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
  const Llvm llvm = machine.llvm.empty() ? choose_llvm(machine) : llvm_named(machine.llvm);
  const std::string clang_marker = "clang version ";
  const std::string llvm_marker = "LLVM version ";
  for (const Tool& tool : {llvm_tool("clang++", llvm, "clang", clang_marker),
                           llvm_tool("clang", llvm, "clang", clang_marker),
                           llvm_tool("llvm-link", llvm, "llvm", llvm_marker),
                           llvm_tool("opt", llvm, "llvm", llvm_marker)}) {
    Probed probed = probe(machine, tool);
    demand_release(machine, tool, probed);
    if (tool.name == "clang++") {
      made.clang = probed.version;
    } else if (made.clang) {
      demand_same(*made.clang, probed);
    }
    made.checks.push_back(std::move(probed.check));
  }
  if (!llvm.name.empty()) {
    made.checks.push_back(other_release(machine, llvm));
  }
  const std::optional<Program> compiler = find_program(machine, llvm.program("clang++"));
  if (made.clang && compiler.has_value()) {
    made.checks.push_back(check_headers(machine, compiler->file));
  }
  made.checks.push_back(check_checker(machine, llvm, compiler));
  made.checks.push_back(check_libclang(machine, made.clang));
  made.checks.push_back(check_make(machine));
  return made;
}

}  // namespace ferrule::cmd
