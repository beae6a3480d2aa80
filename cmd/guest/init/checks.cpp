// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/init/checks.hpp"

#include <chrono>
#include <string_view>
#include <thread>

#include "cmd/guest/init/system.hpp"
#include "cmd/guest/lines.hpp"

namespace ferrule::cmd::guest {
namespace {

// Documentation/admin-guide/tainted-kernels.rst, from bit 0 on.
constexpr std::string_view kTaintLetters = "PFSRMBUDAWCIOELKXTN";
constexpr std::string_view kHarmless = "OEN";

std::string taint_file() { return "/proc/sys/kernel/tainted"; }
std::string leak_file() { return "/sys/kernel/debug/kmemleak"; }

u64 number_in(std::string_view text) {
  u64 value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      break;
    }
    value = value * 10 + static_cast<u64>(c - '0');
  }
  return value;
}

}  // namespace

std::string taint_letters(u64 taint) {
  std::string letters;
  for (usize bit = 0; bit < kTaintLetters.size(); ++bit) {
    if (((taint >> bit) & 1) != 0) {
      letters += letters.empty() ? "" : " ";
      letters.push_back(kTaintLetters[bit]);
    }
  }
  return letters;
}

std::set<std::string> loaded_modules() {
  std::set<std::string> names;
  const auto text = read_text("/proc/modules");
  if (text) {
    for (const std::string& line : lines_of(*text)) {
      names.insert(line.substr(0, line.find(' ')));
    }
  }
  return names;
}

Check check_modules(const std::set<std::string>& before) {
  Check check{.name = "no module is left", .passed = true, .notes = {}};
  for (const std::string& name : loaded_modules()) {
    if (!before.contains(name)) {
      check.passed = false;
      check.notes.push_back(name + " is still loaded");
    }
  }
  return check;
}

Check check_taint() {
  Check check{.name = "the kernel is sound", .passed = true, .notes = {}};
  const auto text = read_text(taint_file());
  if (!text) {
    return {.name = check.name, .passed = false, .notes = {errno_name(text.error())}};
  }
  const u64 taint = number_in(*text);
  const std::string letters = taint_letters(taint);
  check.notes.push_back("taint " + std::to_string(taint) + " " + letters);
  for (const char letter : letters) {
    check.passed = check.passed && (letter == ' ' || kHarmless.find(letter) != kHarmless.npos);
  }
  return check;
}

bool has_leak_check() { return read_text(leak_file()).has_value(); }

Check check_leaks() {
  Check check{.name = "no memory is leaked", .passed = true, .notes = {}};
  for (u32 scan = 0; scan < 2; ++scan) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5'200));
    static_cast<void>(write_text(leak_file(), "scan").has_value());
  }
  const auto text = read_text(leak_file());
  if (text) {
    check.notes = lines_of(*text);
    check.passed = check.notes.empty();
  }
  return check;
}

}  // namespace ferrule::cmd::guest
