// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/machine.hpp"

#include <fstream>
#include <sstream>
#include <system_error>

#include "cmd/cache_folder.hpp"
#include "cmd/doctor/version.hpp"
#include "cmd/environment.hpp"
#include "cmd/guest/host_file.hpp"
#include "cmd/guest/image.hpp"
#include "cmd/guest/process.hpp"
#include "cmd/module/installation.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> folders(const std::string& list) {
  std::vector<fs::path> made;
  std::istringstream words(list);
  for (std::string word; std::getline(words, word, ':');) {
    made.emplace_back(word.empty() ? "." : word);
  }
  return made;
}

/// FERRULE_BINDGEN, else the one beside this program, which comes with it.
fs::path bindgen_file() {
  if (const std::string own = environment("FERRULE_BINDGEN"); !own.empty()) {
    return fs::absolute(own);
  }
  return fs::path(guest::program_folder()) / "ferrule-bindgen";
}

}  // namespace

Machine Machine::here() {
  Machine machine;
  machine.path = folders(environment("PATH"));
  machine.llvm = environment("FERRULE_LLVM");
  machine.bindgen = bindgen_file();
  if (const auto installation = find_installation()) {
    machine.checker = installation->checker;
  }
  machine.cache = cache_folder();
  machine.images = fs::path(guest::default_image_places().cache) / "images";
  return machine;
}

bool is_executable(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  const auto any = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
  return fs::is_regular_file(status) && (status.permissions() & any) != fs::perms::none;
}

std::optional<Program> find_program(const Machine& machine, const std::string& name) {
  std::optional<Program> first;
  for (const fs::path& folder : machine.path) {
    const fs::path file = folder / name;
    std::error_code error;
    if (is_executable(file)) {
      return Program{file, true};
    }
    if (!first.has_value() && fs::exists(file, error)) {
      first = Program{file, false};
    }
  }
  return first;
}

bool has_apt(const Machine& machine) {
  std::ifstream file(machine.root / "etc/os-release");
  for (std::string line; std::getline(file, line);) {
    const bool named = line.starts_with("ID=") || line.starts_with("ID_LIKE=");
    if (named && line.find("debian") != std::string::npos) {
      return true;
    }
  }
  return false;
}

std::string install(const Machine& machine, const std::string& package,
                    const std::string& otherwise) {
  return has_apt(machine) ? "apt install " + package : "install " + otherwise;
}

std::optional<u64> package_bytes(const Machine& machine, const std::string& package) {
  const std::optional<Program> apt = find_program(machine, "apt-get");
  if (!apt.has_value() || !apt->executable) {
    return std::nullopt;
  }
  const auto done = guest::run({.words = {apt->file.string(), "--print-uris", "download", package}},
                               machine.limit_ms);
  if (!done || done->timed_out || !done->exit.is_success()) {
    return std::nullopt;
  }
  // 'http://...' linux-image-...deb 70550672 SHA256:...
  std::istringstream line(first_line(done->output));
  std::string address;
  std::string file;
  u64 bytes = 0;
  if (!(line >> address >> file >> bytes)) {
    return std::nullopt;
  }
  return bytes;
}

std::string line_of(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

}  // namespace ferrule::cmd
