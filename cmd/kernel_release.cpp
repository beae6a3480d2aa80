// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/kernel_release.hpp"

#include <fstream>

#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

std::string release_of(const std::filesystem::path& folder) {
  std::ifstream stream(folder / "include/generated/utsrelease.h");
  std::string line;
  std::getline(stream, line);
  const usize open = line.find('"');
  const usize close = line.rfind('"');
  if (open != std::string::npos && close > open + 1) {
    return line.substr(open + 1, close - open - 1);
  }
  return folder.filename().empty() ? folder.parent_path().filename().string()
                                   : folder.filename().string();
}

}  // namespace ferrule::cmd
