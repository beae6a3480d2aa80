// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/kernel_release.hpp"

#include <algorithm>
#include <fstream>
#include <tuple>
#include <utility>

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

std::vector<u64> numbers_in(const std::string& release) {
  std::vector<u64> numbers;
  bool inside = false;
  for (const char character : release) {
    const bool digit = character >= '0' && character <= '9';
    if (digit && !inside) {
      numbers.push_back(0);
    }
    if (digit) {
      numbers.back() = numbers.back() * 10 + static_cast<u64>(character - '0');
    }
    inside = digit;
  }
  return numbers;
}

std::optional<std::string> newest_of(const std::string& name, std::vector<std::string> releases) {
  std::erase_if(releases,
                [&name](const std::string& release) { return !release.starts_with(name + "."); });
  if (releases.empty()) {
    return std::nullopt;
  }
  return std::ranges::max(std::move(releases), {}, [](const std::string& release) {
    return std::tuple(numbers_in(release), -static_cast<i64>(release.size()), release);
  });
}

std::string headers_command(const std::filesystem::path& root, const std::string& release) {
  std::string systems;
  std::ifstream file(root / "etc/os-release");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("ID=") || line.starts_with("ID_LIKE=")) {
      systems += line.substr(line.find('=')) + " ";
    }
  }
  const auto is = [&systems](const std::string& name) {
    return systems.find(name) != std::string::npos;
  };
  if (is("debian")) {
    return "apt install linux-headers-" + release;
  }
  if (is("fedora") || is("rhel")) {
    return "dnf install kernel-devel-" + release;
  }
  if (is("arch")) {
    return "pacman -S linux-headers (linux-lts-headers for linux-lts), of the kernel that is here";
  }
  if (is("suse")) {
    return "zypper install kernel-default-devel, of the kernel that is here";
  }
  return "install the headers of " + release + ", to which /lib/modules/" + release +
         "/build leads";
}

}  // namespace ferrule::cmd
