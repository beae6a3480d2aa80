// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/file_text.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace ferrule::cmd {
namespace {

constexpr std::uintmax_t kLargest = 16 << 20;

Problem file_problem(std::string headline, const std::string& path, const std::string& option) {
  return Problem(ExitCode::Config, "E-FILE", std::move(headline)).at(option + " " + path);
}

}  // namespace

Result<std::string, Problem> read_file(const std::string& path, const std::string& option) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return Err{file_problem("the file " + path + " does not exist", path, option)
                   .note("do", "check the path; it is relative to the current directory")};
  }
  if (std::filesystem::is_directory(status)) {
    return Err{file_problem(path + " is a directory, not a file", path, option)};
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Err{file_problem("the file " + path + " cannot be opened", path, option)
                   .note("do", "let the user who runs this read it")};
  }
  std::string text;
  for (char c = 0; file.get(c);) {
    if (text.size() == kLargest) {
      return Err{file_problem(path + " is larger than 16 MiB", path, option)};
    }
    text.push_back(c);
  }
  return text;
}

}  // namespace ferrule::cmd
