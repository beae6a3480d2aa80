// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/module_template.hpp"

#include <algorithm>
#include <system_error>

#include "cmd/guest/host_file.hpp"
#include "cmd/module/class_name.hpp"
#include "cmd/module/module_name.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (usize at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

/// What stands in the place of @name@ and @Name@.
struct Names {
  std::string module_name;
  std::string class_name;
};

std::string filled(const std::string& text, const Names& names) {
  return replaced(replaced(text, "@name@", names.module_name), "@Name@", names.class_name);
}

Problem cannot_make(const fs::path& folder, const std::error_code& error) {
  return Problem(ExitCode::Config, "E-FILE", "the folder could not be made")
      .at(folder.string())
      .fact("because", error.message())
      .note("do", "go to a folder where you may write, on a disk with room");
}

Result<std::vector<fs::path>, Problem> fill_folder(const Installation& installation,
                                                   const Names& names, const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> made;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(installation.kernel / "template", error)) {
    if (!entry.is_regular_file()) {
      continue;
    }
    const fs::path inside = fs::relative(entry.path(), installation.kernel / "template");
    fs::path target = folder / filled(inside.string(), names);
    fs::create_directories(target.parent_path(), error);
    if (error) {
      return Err{cannot_make(target.parent_path(), error)};
    }
    if (target.extension() == ".in") {
      target.replace_extension();
    }
    TRY(const std::string text, guest::read_whole(entry.path().string()));
    TRYV(guest::write_whole(target.string(), filled(text, names)));
    made.push_back(target);
  }
  if (error || made.empty()) {
    return Err{cannot_make(installation.kernel / "template", error)};
  }
  std::ranges::sort(made);
  return made;
}

}  // namespace

Result<std::vector<fs::path>, Problem> make_module(const Installation& installation,
                                                   const std::string& name,
                                                   const fs::path& folder) {
  TRYV(check_module_name(name));
  std::error_code error;
  if (fs::exists(folder, error)) {
    return Err{Problem(ExitCode::Config, "E-FILE", "it is there already, and is left as it is")
                   .at(folder.string())
                   .note("do", "choose another name, or remove it first")};
  }
  const Names names{name, class_name(name, words_of_headers(installation.include))};
  const fs::path templates = installation.kernel / "template";
  if (!fs::is_directory(templates, error)) {
    return Err{Problem(ExitCode::Config, "E-INSTALL", "what new modules are made from is missing")
                   .at(templates.string())
                   .note("do", "install Ferrule as a whole with `cmake --install`")};
  }
  auto made = fill_folder(installation, names, folder);
  if (!made) {
    fs::remove_all(folder, error);  // half a module would stand in the way of the next attempt
  }
  return made;
}

}  // namespace ferrule::cmd
