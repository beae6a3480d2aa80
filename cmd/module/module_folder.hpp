// SPDX-License-Identifier: Apache-2.0 OR MIT
// A folder that holds a module: what is in it, and what it is called.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {

struct ModuleFolder {
  std::filesystem::path path;  ///< absolute
  std::string name;            ///< the folder's, as module.mk has it

  [[nodiscard]] std::filesystem::path steps() const { return path / "test" / "steps"; }
  /// User programs of the test, each a source file of its own.
  [[nodiscard]] std::vector<std::filesystem::path> test_programs() const;
  /// The .ko files that the last build made.
  [[nodiscard]] std::vector<std::filesystem::path> built_modules() const;
};

/// The line that lets Kbuild make a module of a folder with C++.
inline constexpr std::string_view kKbuildLine FERRULE_STATIC_LIFETIME =
    "include $(or $(FERRULE_MK),$(shell ferrule module mk),$(error ferrule is not in PATH))";

/// Whether make and its shells can say the path; `what` it is of.
[[nodiscard]] Result<void, Problem> check_path(const std::filesystem::path& path,
                                               const std::string& what);

/// `path`: as it was given on the command line.
[[nodiscard]] Result<ModuleFolder, Problem> open_module_folder(const std::string& path);

}  // namespace ferrule::cmd
