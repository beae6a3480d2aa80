// SPDX-License-Identifier: GPL-2.0 OR MIT
// Loads and unloads the module a thousand times: what one round leaves behind would add up.
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
u32 reload(const ModuleFile& module) {
  const QuietConsole quiet;
  u32 rounds = 0;
  while (rounds < kRounds && module.load() && ModuleFile::unload("minimal")) {
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
    const u32 rounds = reload(*module);
    std::cout << "# " << rounds << " rounds\n";
    checks.that("it is loaded and unloaded a thousand times", rounds == kRounds);
  }
  return checks.finish();
}
