// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/init/console.hpp"

#include "cmd/guest/console_line.hpp"
#include "cmd/guest/init/system.hpp"

namespace ferrule::cmd::guest {
namespace {

/// The kernel's log takes less than 1,024 bytes at a time.
constexpr usize kLongest = 900;

/// Control characters would be shown as escapes.
std::string plain(std::string_view line) {
  std::string text(line.substr(0, kLongest));
  for (char& c : text) {
    c = c == '\t' ? ' ' : c;
  }
  return text;
}

}  // namespace

void Console::say(std::string_view line) {
  write_to(log_, std::string(kGuestMark) + plain(line) + "\n");
  for (std::string_view rest = line; rest.size() > kLongest;) {
    rest = rest.substr(kLongest);
    write_to(log_, std::string(kGuestMark) + "# ..." + plain(rest) + "\n");
  }
}

void Console::result(u32 number, std::string_view text, bool passed) {
  // In a test's name # would start a directive.
  std::string name(text);
  for (char& c : name) {
    c = c == '#' ? '_' : c;
  }
  say((passed ? "ok " : "not ok ") + std::to_string(number) + " " + name);
}

}  // namespace ferrule::cmd::guest
