// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/check.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "cmd/guest/host_file.hpp"
#include "cmd/guest/lines.hpp"
#include "cmd/module/build.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

Problem no_checker(const Installation& installation) {
  Problem problem(ExitCode::Config, "E-CHECKER", "there is no checker to check the module with");
  if (!is_llvm_of_checker()) {
    return std::move(problem)
        .fact("because", "it is a part of clang 19, and FERRULE_LLVM names another")
        .note("do", "unset FERRULE_LLVM for this command");
  }
  return std::move(problem)
      .at(installation.checker.string())
      .note("do",
            "apt install llvm-19-dev libclang-19-dev, then build and install Ferrule with "
            "-DFERRULE_BUILD_CHECKER=ON");
}

/// Where each source that was checked has left its regions.
std::vector<fs::path> checked_files(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() == ".checked") {
      found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

/// What Kbuild writes anew without a module in it, and a later `make modules_install` reads.
class BuildRecords {
 public:
  explicit BuildRecords(const fs::path& folder) {
    for (const std::string name : {"modules.order", "Module.symvers"}) {
      const fs::path file = folder / name;
      std::error_code error;
      std::optional<std::string> text;
      if (fs::exists(file, error)) {
        auto read = guest::read_whole(file.string());
        text = read ? std::optional(std::move(*read)) : std::nullopt;
      }
      kept_.emplace_back(file, std::move(text));
    }
  }
  void restore() const {
    std::error_code error;
    for (const auto& [file, text] : kept_) {
      if (!text.has_value()) {
        fs::remove(file, error);
      } else if (guest::read_whole(file.string()).value_or("") != *text) {
        static_cast<void>(guest::write_whole(file.string(), *text).has_value());
      }
    }
  }

 private:
  std::vector<std::pair<fs::path, std::optional<std::string>>> kept_;
};

/// The compiler's words without those of make around them.
void show_compiler(const std::string& output) {
  for (const std::string& line : guest::lines_of(output)) {
    if (!line.starts_with("make[") && !line.starts_with("make: ") &&
        !line.starts_with("  CHECK ") && !line.starts_with("  MODPOST ")) {
      std::cerr << line << "\n";
    }
  }
  std::cerr << std::flush;
}

Problem nothing_checked(const ModuleFolder& folder) {
  return Problem(ExitCode::Config, "E-MODULE", "this module has no C++ that Ferrule builds")
      .at((folder.path / "Kbuild").string())
      .note("do", "let Kbuild include Ferrule's make file: " + std::string(kKbuildLine));
}

void read_regions(const ModuleFolder& folder, ModuleCheck& check) {
  for (const fs::path& file : checked_files(folder.path)) {
    fs::path source = file.lexically_relative(folder.path);
    check.files.push_back(source.replace_extension(".cpp").string());
    const auto text = guest::read_whole(file.string());
    for (UnsafeRegion& region : regions_in(text ? *text : std::string())) {
      // A header's stand in the notes of each file that includes it.
      if (std::ranges::count(check.regions, region) == 0) {
        check.regions.push_back(std::move(region));
      }
    }
  }
}

}  // namespace

Result<ModuleCheck, Problem> check_subset(const Installation& installation,
                                          const ModuleFolder& folder, const KernelHeaders& kernel) {
  if (!can_check(installation)) {
    return Err{no_checker(installation)};
  }
  for (const fs::path& old : checked_files(folder.path)) {
    std::error_code error;
    fs::remove(old, error);
  }
  const BuildRecords records(folder.path);
  auto end =
      run_kbuild(installation, folder, kernel, {"-k", "FERRULE_CHECK=only", "modules"}, false);
  records.restore();
  if (!end) {
    return Err{end.error()};
  }
  show_compiler(end->output);
  ModuleCheck check;
  check.findings = findings_in(end->output);
  if (!end->fine && check.findings.empty()) {
    return Err{does_not_build(folder, kernel, end->output)};
  }
  read_regions(folder, check);
  if (check.files.empty() && check.findings.empty()) {
    return Err{nothing_checked(folder)};
  }
  return check;
}

std::string to_text(const ModuleCheck& check, const std::string& module_name,
                    const std::string& release) {
  std::string text;
  for (const UnsafeRegion& region : check.regions) {
    text += region.file + ":" + std::to_string(region.line) + ": UNSAFE in " + region.function +
            ": " + region.reason + "\n";
  }
  if (check.findings.empty()) {
    const usize files = check.files.size();
    const usize regions = check.regions.size();
    text += module_name + " for " + release + ": in the safe subset (" + std::to_string(files) +
            (files == 1 ? " file, " : " files, ") + std::to_string(regions) +
            (regions == 1 ? " UNSAFE region)\n" : " UNSAFE regions)\n");
  }
  return text;
}

nlohmann::json to_json(const ModuleCheck& check, const std::string& release) {
  return {{"kernel", release},
          {"ok", check.findings.empty()},
          {"files", check.files},
          {"findings", to_json(check.findings)},
          {"unsafe", to_json(check.regions)}};
}

}  // namespace ferrule::cmd
