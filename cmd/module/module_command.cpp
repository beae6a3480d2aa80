// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/module_command.hpp"

#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "cmd/cache_folder.hpp"
#include "cmd/guest/guest.hpp"
#include "cmd/guest/host_file.hpp"
#include "cmd/guest/report.hpp"
#include "cmd/module/build.hpp"
#include "cmd/module/check.hpp"
#include "cmd/module/dkms.hpp"
#include "cmd/module/installation.hpp"
#include "cmd/module/kernel_headers.hpp"
#include "cmd/module/module_folder.hpp"
#include "cmd/module/module_template.hpp"
#include "cmd/module/test_run.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::cmd {
namespace {

/// What every command but `new` works on.
struct Work {
  Installation installation;
  ModuleFolder folder;
  std::vector<KernelHeaders> kernels;
};

/// Whether a build can write where it has to.
Result<void, Problem> check_writable(const std::filesystem::path& folder, const std::string& what,
                                     const std::string& action) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && guest::TemporaryFolder::make(folder.string())) {
    return ok();
  }
  Problem problem = Problem(ExitCode::Config, "E-FILE", what + " cannot be written in").at(folder);
  if (error) {
    problem = std::move(problem).fact("because", error.message());
  }
  return Err{std::move(problem).note("do", action)};
}

Result<Work, Problem> open_work(const ModuleOptions& options) {
  TRY(Installation installation, find_installation());
  TRY(ModuleFolder folder, open_module_folder(options.folder));
  TRY(std::vector<KernelHeaders> kernels, find_kernel_headers(options.kernels));
  for (const KernelHeaders& kernel : kernels) {
    TRYV(check_path(kernel.folder, "the kernel's headers"));
  }
  TRYV(check_path(installation.kernel, "Ferrule's installation"));
  TRYV(check_path(cache_folder(), "the cache (FERRULE_CACHE)"));
  TRYV(check_writable(folder.path, "the module's folder",
                      "check that there is room, and that this user may write there"));
  TRYV(check_writable(cache_folder() / "kernel", "the cache of kernels' bindings",
                      "set FERRULE_CACHE to a folder you may write, on a disk with room"));
  return Work{std::move(installation), std::move(folder), std::move(kernels)};
}

nlohmann::json json_of(const std::vector<BuiltModule>& built) {
  nlohmann::json list = nlohmann::json::array();
  for (const BuiltModule& made : built) {
    list.push_back({{"file", made.file.string()}, {"text", made.text}, {"data", made.data}});
  }
  return list;
}

void tell(const std::vector<BuiltModule>& built, const KernelHeaders& kernel) {
  for (const BuiltModule& made : built) {
    std::cout << made.file.filename().string() << " for " << kernel.release << ": " << made.text
              << " bytes of code and constants, " << made.data << " of data\n"
              << std::flush;
  }
}

/// The guest's console or its KTAP document, on standard output.
class GuestPrinter final : public guest::GuestListener {
 public:
  explicit GuestPrinter(bool lines, bool console) : lines_{lines}, console_{console} {}
  void line(const std::string& text) override {
    if (lines_) {
      std::cout << text << "\n" << std::flush;
    }
  }
  void bytes(const std::string& piece) override {
    if (console_) {
      std::cout << piece << std::flush;
    }
  }

 private:
  bool lines_;
  bool console_;
};

Result<guest::TemporaryFolder, Problem> scratch_folder() {
  std::error_code error;
  const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
  if (error) {
    return Err{Problem(ExitCode::Config, "E-FILE", "there is no folder for temporary files")
                   .fact("because", error.message())
                   .note("do", "set TMPDIR to a folder you may write, or unset it")};
  }
  return guest::TemporaryFolder::make(parent.string());
}

/// One kernel of `ferrule module test`.
Result<guest::GuestRun, Problem> test_on(const Work& work, const KernelHeaders& kernel,
                                         const ModuleOptions& options) {
  TRY(const std::vector<BuiltModule> built,
      build_module(work.installation, work.folder, kernel,
                   {.show = !options.json, .check = !options.unchecked}));
  if (!options.json) {
    tell(built, kernel);
  }
  TRY(const guest::TemporaryFolder scratch, scratch_folder());
  TRY(guest::GuestPlan plan, plan_test(work.installation, work.folder, kernel, scratch.path()));
  plan.timeout_s = options.timeout_s;
  GuestPrinter printer(!options.json, false);
  TRY(guest::GuestRun run, guest::run_guest(plan, printer));
  if (!options.json) {
    std::cout << guest::summary(run) << std::flush;
  }
  return run;
}

}  // namespace

Result<ExitCode, Problem> new_module(const ModuleOptions& options) {
  TRY(const Installation installation, find_installation());
  TRY(const std::vector<std::filesystem::path> made,
      make_module(installation, options.name, std::filesystem::path(options.name)));
  for (const std::filesystem::path& file : made) {
    std::cout << "made " << file.string() << "\n";
  }
  std::cout << "\nnext: ferrule module test " << options.name << "\n";
  return ExitCode::Ok;
}

Result<ExitCode, Problem> build_modules(const ModuleOptions& options) {
  TRY(const Work work, open_work(options));
  nlohmann::json kernels = nlohmann::json::array();
  for (const KernelHeaders& kernel : work.kernels) {
    TRY(const std::vector<BuiltModule> built,
        build_module(work.installation, work.folder, kernel,
                     {.show = !options.json, .check = !options.unchecked}));
    kernels.push_back({{"kernel", kernel.release}, {"modules", json_of(built)}});
    if (!options.json) {
      tell(built, kernel);
    }
  }
  if (options.json) {
    std::cout << nlohmann::json{{"schema", 1}, {"ok", true}, {"builds", kernels}}.dump() << "\n";
  }
  return ExitCode::Ok;
}

Result<ExitCode, Problem> check_module(const ModuleOptions& options) {
  TRY(const Work work, open_work(options));
  nlohmann::json checks = nlohmann::json::array();
  bool passed = true;
  for (const KernelHeaders& kernel : work.kernels) {
    TRY(const ModuleCheck check, check_subset(work.installation, work.folder, kernel));
    checks.push_back(to_json(check, kernel.release));
    if (!options.json) {
      std::cout << to_text(check, work.folder.name, kernel.release) << std::flush;
      if (!check.findings.empty()) {
        return Err{outside_the_subset(work.folder.name, check.findings)};
      }
    }
    passed = passed && check.findings.empty();
  }
  if (options.json) {
    std::cout << nlohmann::json{{"schema", 1}, {"ok", passed}, {"checks", checks}}.dump() << "\n";
  }
  return passed ? ExitCode::Ok : ExitCode::Failure;
}

Result<ExitCode, Problem> test_module(const ModuleOptions& options) {
  TRY(const Work work, open_work(options));
  nlohmann::json runs = nlohmann::json::array();
  bool passed = true;
  for (const KernelHeaders& kernel : work.kernels) {
    TRY(const guest::GuestRun run, test_on(work, kernel, options));
    runs.push_back(guest::to_json(run));
    if (!run.passed() && !options.json) {
      return Err{guest::problem_of(run, options.timeout_s)};
    }
    passed = passed && run.passed();
  }
  if (options.json) {
    std::cout << nlohmann::json{{"schema", 1}, {"ok", passed}, {"runs", runs}}.dump() << "\n";
  }
  return passed ? ExitCode::Ok : ExitCode::Failure;
}

Result<ExitCode, Problem> run_module(const ModuleOptions& options) {
  TRY(const Work work, open_work(options));
  const KernelHeaders& kernel = work.kernels.front();
  TRY(const std::vector<BuiltModule> built,
      build_module(work.installation, work.folder, kernel,
                   {.show = true, .check = !options.unchecked}));
  tell(built, kernel);
  TRY(const guest::TemporaryFolder scratch, scratch_folder());
  TRY(const guest::GuestPlan plan,
      plan_shell(work.installation, work.folder, kernel, scratch.path()));
  GuestPrinter printer(false, true);
  TRY(const guest::GuestRun run, guest::run_guest(plan, printer));
  return run.end == guest::GuestEnd::PoweredOff ? ExitCode::Ok : ExitCode::Failure;
}

Result<ExitCode, Problem> write_dkms(const ModuleOptions& options) {
  TRY(const Installation installation, find_installation());
  TRY(const ModuleFolder folder, open_module_folder(options.folder));
  TRY(const std::filesystem::path file, write_dkms_conf(installation, folder, options.version));
  std::cout << "wrote " << file.string() << "\n\nnext, as root:\n  dkms add "
            << folder.path.string() << "\n  dkms install " << folder.name << "/" << options.version
            << "\n";
  return ExitCode::Ok;
}

Result<ExitCode, Problem> print_module_mk() {
  TRY(const Installation installation, find_installation());
  std::cout << installation.module_mk().string() << "\n";
  return ExitCode::Ok;
}

}  // namespace ferrule::cmd
