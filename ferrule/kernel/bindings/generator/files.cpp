// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace ferrule::kernel::bindgen {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> text_of(const std::string& path) {
  std::error_code error;
  std::ifstream file(path, std::ios::binary);
  if (!file || fs::is_directory(path, error)) {
    return std::nullopt;
  }
  std::string text;
  for (char c = 0; file.get(c);) {
    text.push_back(c);
  }
  return text;
}

}  // namespace

std::optional<std::string> read_file(const std::string& path, Problems& problems) {
  std::optional<std::string> text = text_of(path);
  if (!text.has_value()) {
    add(problems, {.file = path}, "cannot be read");
  }
  return text;
}

std::vector<std::string> files_in(const std::string& directory, const std::string& ending,
                                  Problems& problems) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending) && !name.starts_with(".") && entry.is_regular_file()) {
      paths.push_back((fs::path(directory) / name).string());
    }
  }
  if (error) {
    add(problems, {.file = directory}, "cannot be read: " + error.message());
  }
  std::ranges::sort(paths);
  return paths;
}

void write_file(const std::string& path, const std::string& text, Problems& problems) {
  if (text_of(path) == text) {
    return;
  }
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  const std::string unfinished = path + ".new";
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file) {
    fs::rename(unfinished, path, error);
  }
  if (!file || error) {
    add(problems, {.file = path}, "cannot be written");
  }
}

}  // namespace ferrule::kernel::bindgen
