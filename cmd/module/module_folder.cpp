// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/module_folder.hpp"

#include <algorithm>
#include <system_error>

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_with(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> found;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) {
      found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

std::vector<fs::path> ModuleFolder::test_programs() const {
  return files_with(path / "test", ".cpp");
}

std::vector<fs::path> ModuleFolder::built_modules() const { return files_with(path, ".ko"); }

Result<ModuleFolder, Problem> open_module_folder(const std::string& path) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(path, error);
  if (error || !fs::is_directory(folder, error)) {
    return Err{Problem(ExitCode::Config, "E-MODULE", "there is no such folder")
                   .at(path)
                   .note("do", "ferrule module new " + fs::path(path).filename().string())};
  }
  if (!fs::exists(folder / "Kbuild", error)) {
    return Err{
        Problem(ExitCode::Config, "E-MODULE", "this folder holds no module: it has no Kbuild")
            .at(folder.string())
            .note("do",
                  "ferrule module new NAME makes one; a folder of your own needs a "
                  "Kbuild with the line: include $(shell ferrule module mk)")};
  }
  return ModuleFolder{folder, folder.filename().string()};
}

}  // namespace ferrule::cmd
