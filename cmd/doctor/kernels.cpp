// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/kernels.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "cmd/doctor/kernel_config.hpp"
#include "cmd/doctor/kernel_image.hpp"
#include "cmd/doctor/version.hpp"
#include "cmd/kernel_release.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

fs::path build_folder(const Machine& machine, const std::string& release) {
  return machine.root / "lib/modules" / release / "build";
}

std::string running_release(const Machine& machine) {
  return line_of(machine.root / "proc/sys/kernel/osrelease");
}

/// Releases with a `build`, which may be a link to nowhere: the headers were removed.
std::set<std::string> releases_with_headers(const Machine& machine) {
  std::set<std::string> made;
  std::error_code error;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(machine.root / "lib/modules", error)) {
    if (fs::symlink_status(entry.path() / "build", error).type() != fs::file_type::not_found) {
      made.insert(entry.path().filename().string());
    }
  }
  return made;
}

/// "6.12" names every 6.12.x that is here; what names nothing here is taken as it is.
std::vector<std::string> named_by(const std::string& name, const std::set<std::string>& releases) {
  std::vector<std::string> made;
  for (const std::string& release : releases) {
    if (!releases.contains(name) && release.starts_with(name + ".")) {
      made.push_back(release);
    }
  }
  return made.empty() ? std::vector<std::string>{name} : made;
}

std::string headers_advice(const Machine& machine, const Kernel& kernel) {
  const std::string package = "linux-headers-" + kernel.release;
  if (kernel.folder != build_folder(machine, kernel.release)) {
    return "run `make modules_prepare` there, or install the headers this kernel came with";
  }
  if (has_apt(machine) && !package_bytes(machine, package)) {
    return "apt knows no " + package +
           ": run apt update, install the headers this kernel came with, or name another kernel "
           "with --kernel";
  }
  return headers_command(machine.root, kernel.release);
}

/// What Kbuild and our own rules read or run; objtool only where the kernel uses it.
std::string missing_parts(const Kernel& kernel, const std::optional<KernelConfig>& config) {
  std::string missing;
  std::error_code error;
  for (const std::string part :
       {"Makefile", ".config", "Module.symvers", "include/generated/autoconf.h",
        "include/config/auto.conf", "include/config/kernel.release"}) {
    if (!fs::is_regular_file(kernel.folder / part, error)) {
      missing += (missing.empty() ? "" : ", ") + part;
    }
  }
  const bool uses_objtool = !config || config->is_set("OBJTOOL");
  for (const std::string part : {"scripts/mod/modpost", "tools/objtool/objtool"}) {
    if (part.starts_with("tools") && !uses_objtool) {
      continue;
    }
    if (!is_executable(kernel.folder / part)) {
      const bool there = fs::exists(kernel.folder / part, error);
      missing += (missing.empty() ? "" : ", ") + part + (there ? " (not executable)" : "");
    }
  }
  return missing;
}

Check check_headers(const Machine& machine, const Kernel& kernel,
                    const std::optional<KernelConfig>& config) {
  Check check{"headers", kernel.release, Purpose::Build, Level::Ok, kernel.folder.string(), ""};
  std::error_code error;
  if (!fs::is_directory(kernel.folder, error)) {
    check.level = Level::Problem;
    check.found = "not installed: there is no folder " + kernel.folder.string();
    check.advice = headers_advice(machine, kernel);
    return check;
  }
  if (const std::string missing = missing_parts(kernel, config); !missing.empty()) {
    check.level = Level::Problem;
    check.found = kernel.folder.string() + " lacks " + missing;
    check.advice = headers_advice(machine, kernel);
  }
  return check;
}

/// A kernel of clang: its C parts are compiled by the same clang as the C++ ones.
Check check_clang(const std::string& text, const Kernel& kernel, const Toolchain& toolchain) {
  Check check{"compiler", kernel.release, Purpose::Build, Level::Ok, "", ""};
  const std::optional<Version> built = version_after(text, "clang version ");
  if (built && toolchain.clang && built->major == toolchain.clang->major) {
    check.found = "clang " + toolchain.clang->text() + ", as the kernel";
  } else {
    check.level = Level::Warning;
    check.found = "the kernel was built by \"" + text + "\", and the clang here is " +
                  (toolchain.clang ? toolchain.clang->text() : "not usable");
    check.advice = "install the clang the kernel was built with";
  }
  return check;
}

/// CONFIG_CC_VERSION_TEXT is the first line of `CC --version`, which begins with the compiler's
/// name: "x86_64-linux-gnu-gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0".
Check check_compiler(const Machine& machine, const Kernel& kernel, const KernelConfig& config,
                     const Toolchain& toolchain) {
  const std::string text = config.value("CC_VERSION_TEXT");
  if (text.find("clang version ") != std::string::npos) {
    return check_clang(text, kernel, toolchain);
  }
  const std::optional<Version> built = gcc_version(text);
  if (!built) {
    return {"compiler",
            kernel.release,
            Purpose::Build,
            Level::Warning,
            ".config does not say which compiler built the kernel (CONFIG_CC_VERSION_TEXT)",
            "install the compiler this kernel was built with"};
  }
  const std::string name = text.substr(0, text.find(' '));
  const usize gcc = name.rfind("gcc");
  const Tool tool{"compiler", name, gcc == std::string::npos ? "gcc" : name.substr(gcc),
                  name + ", which built the kernel", ") "};
  Probed probed = probe(machine, tool);
  probed.check.kernel = kernel.release;
  if (probed.version && probed.version->major != built->major) {
    probed.check.level = Level::Warning;
    probed.check.found += ", but the kernel was built by " + built->text();
    probed.check.advice = "install gcc " + std::to_string(built->major) + " as " + name;
  } else if (probed.version) {
    probed.check.found += *probed.version == *built ? ", as the kernel"
                                                    : "; the kernel was built by " + built->text();
  }
  return probed.check;
}

bool has_problem(const Checks& checks) {
  return std::ranges::any_of(checks,
                             [](const Check& check) { return check.level == Level::Problem; });
}

void soften(Checks& checks) {
  for (Check& check : checks) {
    check.level = std::min(check.level, Level::Warning);
  }
}

}  // namespace

std::vector<Kernel> find_kernels(const Machine& machine,
                                 const std::vector<std::string>& asked_for) {
  std::set<std::string> releases = releases_with_headers(machine);
  std::vector<Kernel> made;
  for (const std::string& name : asked_for) {
    if (name.find('/') != std::string::npos) {
      made.push_back({release_of(name), name, true});
      continue;
    }
    for (const std::string& release : named_by(name, releases)) {
      made.push_back({release, build_folder(machine, release), true});
    }
  }
  if (!asked_for.empty()) {
    return made;
  }
  if (const std::string running = running_release(machine); !running.empty()) {
    releases.insert(running);
  }
  for (const std::string& release : releases) {
    made.push_back({release, build_folder(machine, release), false});
  }
  return made;
}

Checks check_kernel(const Machine& machine, const Kernel& kernel, const Toolchain& toolchain) {
  const std::optional<KernelConfig> config = KernelConfig::read(kernel.folder / ".config");
  Checks made{check_headers(machine, kernel, config)};
  if (config) {
    made.push_back(check_compiler(machine, kernel, *config, toolchain));
    for (Check& check : check_options(*config, kernel.release)) {
      made.push_back(std::move(check));
    }
  }
  std::error_code error;
  if (fs::is_directory(kernel.folder, error)) {
    made.push_back(check_image(machine, kernel.release, kernel.folder));
  }
  return made;
}

Checks check_kernels(const Machine& machine, const std::vector<Kernel>& kernels,
                     const Toolchain& toolchain) {
  std::vector<Checks> each;
  bool one_is_fine = false;
  for (const Kernel& kernel : kernels) {
    each.push_back(check_kernel(machine, kernel, toolchain));
    one_is_fine = one_is_fine || !has_problem(each.back());
  }
  Checks made;
  if (kernels.empty()) {
    made.push_back({"kernels", "", Purpose::Build, Level::Problem, "no kernel to build for",
                    install(machine, "linux-headers-amd64", "the headers of a kernel")});
  }
  for (usize i = 0; i < kernels.size(); ++i) {
    if (one_is_fine && !kernels.at(i).is_asked_for) {
      soften(each.at(i));
    }
    std::ranges::move(each.at(i), std::back_inserter(made));
  }
  return made;
}

}  // namespace ferrule::cmd
