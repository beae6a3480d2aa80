// SPDX-License-Identifier: GPL-2.0 OR MIT
// Loads and unloads the module a thousand times: what one round leaves behind would add up.
// On a kernel with kmemleak a hundred times: there a round takes ten times as long, and what a
// single one leaves behind is found.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/module_file.hpp"

namespace {

using ferrule::u32;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::ModuleFile;

constexpr u32 kRounds = 1'000;
constexpr u32 kRoundsWithKmemleak = 100;

/// Two lines each round are too much for a serial console.
class QuietConsole {
 public:
  QuietConsole() {
    std::ifstream("/proc/sys/kernel/printk") >> before_;
    set("4");
  }
  ~QuietConsole() { set(before_); }
  QuietConsole(const QuietConsole&) = delete;
  QuietConsole& operator=(const QuietConsole&) = delete;

 private:
  std::string before_;

  static void set(const std::string& level) { std::ofstream("/proc/sys/kernel/printk") << level; }
};

/// How many rounds went well.
u32 reload(const ModuleFile& module, u32 wanted) {
  const QuietConsole quiet;
  u32 rounds = 0;
  while (rounds < wanted && module.load() && ModuleFile::unload("minimal")) {
    ++rounds;
  }
  return rounds;
}

}  // namespace

int main() {
  Checks checks;
  const auto module = ModuleFile::open("/modules/minimal.ko");
  checks.that("the module's file is there", module.has_value());
  if (module) {
    const u32 wanted =
        std::filesystem::exists("/sys/kernel/debug/kmemleak") ? kRoundsWithKmemleak : kRounds;
    const u32 rounds = reload(*module, wanted);
    std::cout << "# " << rounds << " rounds\n";
    checks.that("it is loaded and unloaded " + std::to_string(wanted) + " times", rounds == wanted);
  }
  return checks.finish();
}
