// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/installation.hpp"

#include <array>
#include <system_error>

#include "cmd/environment.hpp"
#include "cmd/guest/host_file.hpp"

namespace ferrule::cmd {

namespace fs = std::filesystem;

std::string llvm_program(const std::string& name) {
  const std::string llvm = environment("FERRULE_LLVM");
  if (llvm.find('/') != std::string::npos) {
    return (fs::path(llvm) / name).string();
  }
  return name + "-" + (llvm.empty() ? "19" : llvm);
}

bool is_llvm_of_checker() {
  const std::string llvm = environment("FERRULE_LLVM");
  return llvm.empty() || llvm == "19";
}

bool can_check(const Installation& installation) {
  std::error_code error;
  return is_llvm_of_checker() && fs::is_regular_file(installation.checker, error);
}

Result<Installation, Problem> find_installation() {
  return find_installation(guest::program_folder());
}

Result<Installation, Problem> find_installation(const fs::path& folder) {
  // PREFIX/bin of an installed Ferrule, build/PRESET/bin of a source tree.
  const fs::path prefix = folder.parent_path();
  const fs::path source = prefix.parent_path().parent_path();
  const std::array<Installation, 2> places = {
      Installation{.kernel = prefix / "share" / "ferrule" / "kernel",
                   .include = prefix / "include",
                   .bindgen = folder / "ferrule-bindgen",
                   .checker = prefix / "libexec" / "ferrule" / "ferrule_checker.so"},
      Installation{.kernel = source / "ferrule" / "kernel",
                   .include = source,
                   .bindgen = folder / "ferrule-bindgen",
                   .checker = prefix / "lib" / "ferrule_checker.so"}};
  std::error_code error;
  for (const Installation& place : places) {
    if (fs::exists(place.module_mk(), error)) {
      return place;
    }
  }
  return Err{Problem(ExitCode::Config, "E-INSTALL",
                     "this program is without the files that modules are built with")
                 .at(folder.string())
                 .fact("looked for", places[0].module_mk().string())
                 .fact("and", places[1].module_mk().string())
                 .note("do", "install Ferrule as a whole with `cmake --install`")};
}

}  // namespace ferrule::cmd
