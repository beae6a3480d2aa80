// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/module_folder.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>

#include "cmd/guest/host_file.hpp"
#include "cmd/guest/lines.hpp"
#include "cmd/module/module_name.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"

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

/// The last part, though a slash follows it.
std::string name_of(const fs::path& path) {
  return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

/// The module that was meant: the folder that a file or folder is in, or the only one inside.
fs::path module_near(const fs::path& place) {
  std::error_code error;
  fs::path near;
  for (const fs::directory_entry& entry : fs::directory_iterator(place, error)) {
    if (fs::exists(entry.path() / "Kbuild", error)) {
      if (!near.empty()) {
        return {};
      }
      near = entry.path();
    }
  }
  return fs::exists(place.parent_path() / "Kbuild", error) ? place.parent_path() : near;
}

Problem without_kbuild(const fs::path& folder) {
  std::error_code error;
  std::string headline = "this folder holds no module: it has no Kbuild";
  if (!fs::is_directory(folder, error)) {
    headline = "this is a file, where a module's folder was expected";
  }
  Problem problem = Problem(ExitCode::Config, "E-MODULE", std::move(headline)).at(folder.string());
  const fs::path near = module_near(folder);
  if (!near.empty()) {
    return std::move(problem).note("do", "name the module's folder: " + near.string());
  }
  return std::move(problem).note(
      "do",
      "ferrule module new NAME makes one; a folder of your own needs a Kbuild with the line: " +
          std::string(kKbuildLine));
}

}  // namespace

Result<void, Problem> check_path(const fs::path& path, const std::string& what) {
  const std::string text = path.string();
  const usize at = text.find_first_of(" \t\n\"#$%&'()*,:;<=>?[\\]`{|}");
  if (at == std::string::npos) {
    return ok();
  }
  return Err{Problem(ExitCode::Config, "E-PATH", "make cannot build with the path of " + what)
                 .at(text)
                 .fact("because of", "the character '" + text.substr(at, 1) + "' in it")
                 .note("do", "move or rename it: letters, digits and / . _ - + are fine")};
}

std::vector<fs::path> ModuleFolder::test_programs() const {
  return files_with(path / "test", ".cpp");
}

std::vector<fs::path> ModuleFolder::built_modules() const {
  const auto order = guest::read_whole((path / "modules.order").string());
  std::vector<fs::path> found;
  std::error_code error;
  for (const std::string& line : guest::lines_of(order ? *order : std::string())) {
    fs::path file = path / fs::path(line).filename().replace_extension(".ko");
    if (!line.empty() && fs::exists(file, error)) {
      found.push_back(std::move(file));
    }
  }
  return found;
}

Result<ModuleFolder, Problem> open_module_folder(const std::string& path) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(path, error);
  if (error || !fs::exists(folder, error)) {
    const std::string name = name_of(path);
    const bool may_be = check_module_name(name).has_value();
    return Err{Problem(ExitCode::Config, "E-MODULE", "there is no such folder")
                   .at(path)
                   .note("do", (may_be ? "ferrule module new " + name + ", or " : std::string()) +
                                   "go to where the module is")};
  }
  if (!fs::exists(folder / "Kbuild", error)) {
    return Err{without_kbuild(folder)};
  }
  TRYV(check_path(folder, "the module's folder"));
  return ModuleFolder{folder, folder.filename().string()};
}

}  // namespace ferrule::cmd
