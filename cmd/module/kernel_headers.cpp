// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/kernel_headers.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>
#include <tuple>

#include "cmd/kernel_release.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

std::string first_line(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

bool has_headers(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "Makefile", error) &&
         fs::exists(folder / "include" / "config" / "auto.conf", error);
}

/// All that are installed, oldest first, of one version the plain flavour last.
std::vector<KernelHeaders> installed(const fs::path& root) {
  std::vector<KernelHeaders> made;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "lib/modules", error)) {
    if (has_headers(entry.path() / "build")) {
      made.push_back({entry.path().filename().string(), entry.path() / "build"});
    }
  }
  std::ranges::sort(made, {}, [](const KernelHeaders& kernel) {
    return std::tuple(numbers_in(kernel.release), -static_cast<i64>(kernel.release.size()),
                      kernel.release);
  });
  return made;
}

Problem missing(const fs::path& root, const std::string& release,
                const std::vector<KernelHeaders>& here) {
  std::string list;
  for (const KernelHeaders& kernel : here) {
    list += (list.empty() ? "" : ", ") + kernel.release;
  }
  Problem problem =
      Problem(ExitCode::Config, "E-KERNEL-HEADERS", "headers for " + release + " are not installed")
          .at("--kernel " + release)
          .fact("installed", list.empty() ? "none" : list);
  if (release.find('-') != std::string::npos) {
    return std::move(problem).note("do", headers_command(root, release));
  }
  return std::move(problem).note("do", headers_command(root, "RELEASE") +
                                           ", where RELEASE is a kernel's whole name (uname -r)");
}

Result<KernelHeaders, Problem> from_folder(const std::string& asked) {
  const fs::path folder = asked;
  if (!has_headers(folder)) {
    return Err{Problem(ExitCode::Config, "E-KERNEL-HEADERS", "this is no configured kernel folder")
                   .at("--kernel " + asked)
                   .fact("expected", "Makefile and include/config/auto.conf in it")
                   .note("do",
                         "name /lib/modules/RELEASE/build, or run `make modules_prepare` in "
                         "the kernel's source")};
  }
  return KernelHeaders{release_of(folder), fs::absolute(folder)};
}

Result<KernelHeaders, Problem> from_release(const fs::path& root, const std::string& asked,
                                            const std::vector<KernelHeaders>& here) {
  std::optional<KernelHeaders> newest;
  for (const KernelHeaders& kernel : here) {
    if (kernel.release == asked) {
      return kernel;
    }
    if (kernel.release.starts_with(asked + ".")) {
      newest = kernel;
    }
  }
  if (newest.has_value()) {
    return *newest;
  }
  return Err{missing(root, asked, here)};
}

}  // namespace

Result<std::vector<KernelHeaders>, Problem> find_kernel_headers(
    const std::vector<std::string>& asked, const fs::path& root) {
  const std::vector<KernelHeaders> here = installed(root);
  const std::string running = first_line(root / "proc/sys/kernel/osrelease");
  std::vector<KernelHeaders> found;
  for (const std::string& name : asked) {
    if (name.empty()) {
      return Err{Problem(ExitCode::Usage, "E-KERNEL", "--kernel names no kernel")
                     .note("do", "give a release (6.12) or a folder of headers")};
    }
    const bool is_folder = name.find('/') != std::string::npos;
    TRY(KernelHeaders kernel, is_folder ? from_folder(name) : from_release(root, name, here));
    found.push_back(std::move(kernel));
  }
  if (!asked.empty()) {
    return found;
  }
  if (here.empty()) {
    return Err{missing(root, running.empty() ? "any kernel" : running, here)};
  }
  found.push_back(here.back());
  for (const KernelHeaders& kernel : here) {
    if (kernel.release == running) {
      found.back() = kernel;
    }
  }
  return found;
}

}  // namespace ferrule::cmd
