// SPDX-License-Identifier: GPL-2.0 OR MIT
// Looks at the parameters in sysfs, changes one, and reads in the kernel log what they did.
#include <fcntl.h>
#include <cerrno>
#include <string>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::usize;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;

const std::string kFolder = "/sys/module/parameters/parameters/";

std::string shown(const std::string& parameter) {
  auto file = DeviceFile::open(kFolder + parameter, O_RDONLY);
  return file ? file->read(64).value_or("") : "";
}

/// How often the module said exactly this since the system started.
usize said(const std::string& text) {
  usize times = 0;
  auto log = DeviceFile::open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
  while (log) {
    const auto record = log->read(8192);
    if (!record) {
      break;
    }
    times += record->find(";parameters: " + text + "\n") == record->npos ? 0 : 1;
  }
  return times;
}

}  // namespace

int main() {
  Checks checks;
  checks.that("it greets as often and as loud as it was told", said("HELLO") == 3);
  checks.that("and not otherwise", said("hello") == 0);
  checks.that("what it cannot bear was told", said("greetings=11 is more than anybody can bear "
                                                   "(at most 10)") == 1);
  checks.that("a number is shown", shown("greetings") == "3\n");
  checks.that("a switch is shown", shown("loud") == "Y\n");
  auto greetings = DeviceFile::open(kFolder + "greetings", O_WRONLY);
  checks.that("a number can be changed", greetings && greetings->write("5").has_value());
  checks.that("and is shown then", shown("greetings") == "5\n");
  if (greetings) {
    checks.that("no number is refused", greetings->write("many"), EINVAL);
    checks.that("a number that is too large as well", greetings->write("4294967296"), ERANGE);
  }
  checks.that("neither has changed it", shown("greetings") == "5\n");
  return checks.finish();
}
