// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/libraries.hpp"

#include <filesystem>
#include <system_error>

#include "cmd/guest/host_file.hpp"
#include "cmd/guest/lines.hpp"
#include "cmd/guest/process.hpp"

namespace ferrule::cmd::guest {
namespace {

constexpr u32 kListMs = 20'000;
constexpr u64 kInterpreter = 3;  // PT_INTERP

/// A little-endian number; 0 outside the file.
u64 number_at(std::string_view bytes, u64 at, u32 size) {
  u64 value = 0;
  for (u64 i = 0; i < size && at < bytes.size() && i < bytes.size() - at; ++i) {
    value |= static_cast<u64>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

Problem cannot_list(const std::string& path, const std::string& reason) {
  return Problem(ExitCode::Config, "E-GUEST-FILE", "the libraries of " + path + " are not known")
      .at(path)
      .fact("reason", reason)
      .note("do", "link the program statically (-static), or install what it needs");
}

}  // namespace

std::string interpreter_of(std::string_view elf) {
  constexpr std::string_view kMagic = "\177ELF\2\1";  // 64 bits, little endian
  if (!elf.starts_with(kMagic)) {
    return {};
  }
  const u64 table = number_at(elf, 32, 8);
  const u64 entry_size = number_at(elf, 54, 2);
  const u64 count = number_at(elf, 56, 2);
  for (u64 i = 0; i < count && table < elf.size(); ++i) {
    const u64 entry = table + i * entry_size;
    if (number_at(elf, entry, 4) != kInterpreter) {
      continue;
    }
    const u64 offset = number_at(elf, entry + 8, 8);
    const u64 size = number_at(elf, entry + 32, 8);
    if (size == 0 || offset >= elf.size() || size > elf.size() - offset) {
      return {};
    }
    return std::string(elf.substr(offset, size - 1));
  }
  return {};
}

Result<std::vector<std::string>, std::string> read_listing(std::string_view listing) {
  std::vector<std::string> paths;
  for (const std::string& raw : lines_of(listing)) {
    // "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x...)", "/lib64/ld-linux... (0x...)", and
    // the kernel's own, which is in no file.
    const std::string line = trimmed(raw);
    const usize arrow = line.find(" => ");
    const std::string behind = arrow == line.npos ? line : line.substr(arrow + 4);
    if (behind.starts_with("not found")) {
      return Err{line.substr(0, arrow)};
    }
    if (behind.starts_with('/')) {
      paths.push_back(behind.substr(0, behind.find(' ')));
    }
  }
  return paths;
}

Result<std::vector<std::string>, Problem> libraries_of(const std::string& path,
                                                       std::string_view elf) {
  const std::string interpreter = interpreter_of(elf);
  if (interpreter.empty()) {
    return std::vector<std::string>();
  }
  // A name without a slash would be looked for along LD_LIBRARY_PATH.
  std::error_code error;
  const std::string whole = std::filesystem::absolute(path, error).string();
  const auto listed = run({.words = {interpreter, "--list", whole}}, kListMs);
  if (!listed) {
    return Err{cannot_list(path, interpreter + ": " + describe_errno(listed.error()))};
  }
  if (!listed->exit.is_success()) {
    return Err{cannot_list(path, trimmed(listed->output))};
  }
  auto found = read_listing(listed->output);
  if (!found) {
    return Err{cannot_list(path, found.error() + " is not found")};
  }
  std::vector<std::string> all = {interpreter};
  for (std::string& library : *found) {
    if (library != interpreter) {
      all.push_back(std::move(library));
    }
  }
  return all;
}

}  // namespace ferrule::cmd::guest
