// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/module_template.hpp"

#include <algorithm>
#include <system_error>

#include "cmd/guest/host_file.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

constexpr usize kLongestName = 40;

bool is_lower(char character) { return character >= 'a' && character <= 'z'; }
bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// led_strip -> LedStrip
std::string class_name(const std::string& name) {
  std::string made;
  bool upper = true;
  for (const char character : name) {
    if (character == '_') {
      upper = true;
    } else {
      made += upper && is_lower(character) ? static_cast<char>(character - 'a' + 'A') : character;
      upper = false;
    }
  }
  return made;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (usize at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string filled(const std::string& text, const std::string& name) {
  return replaced(replaced(text, "@name@", name), "@Name@", class_name(name));
}

Problem cannot_make(const fs::path& folder, const std::error_code& error) {
  return Problem(ExitCode::Config, "E-FILE", "the folder could not be made")
      .at(folder.string())
      .fact("because", error.message());
}

Result<std::vector<fs::path>, Problem> fill_folder(const Installation& installation,
                                                   const std::string& name,
                                                   const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> made;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(installation.kernel / "template", error)) {
    if (!entry.is_regular_file()) {
      continue;
    }
    const fs::path inside = fs::relative(entry.path(), installation.kernel / "template");
    fs::path target = folder / filled(inside.string(), name);
    fs::create_directories(target.parent_path(), error);
    if (error) {
      return Err{cannot_make(target.parent_path(), error)};
    }
    if (target.extension() == ".in") {
      target.replace_extension();
    }
    TRY(const std::string text, guest::read_whole(entry.path().string()));
    TRYV(guest::write_whole(target.string(), filled(text, name)));
    made.push_back(target);
  }
  if (error || made.empty()) {
    return Err{cannot_make(installation.kernel / "template", error)};
  }
  std::ranges::sort(made);
  return made;
}

}  // namespace

Result<void, Problem> check_module_name(const std::string& name) {
  const bool fine = !name.empty() && name.size() <= kLongestName && is_lower(name[0]) &&
                    std::ranges::all_of(name, [](char character) {
                      return is_lower(character) || is_digit(character) || character == '_';
                    });
  if (fine) {
    return ok();
  }
  return Err{Problem(ExitCode::Usage, "E-MODULE-NAME", "this is no name for a module")
                 .at(name)
                 .note("do",
                       "begin with a lower-case letter, go on with such letters, digits and _ "
                       "(40 at most): led_strip")};
}

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
  auto made = fill_folder(installation, name, folder);
  if (!made) {
    fs::remove_all(folder, error);  // half a module would stand in the way of the next attempt
  }
  return made;
}

}  // namespace ferrule::cmd
