// SPDX-License-Identifier: GPL-2.0 OR MIT
// Reads in the kernel log in which order the parts started and stopped.
#include <string>
#include <vector>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;

/// What the module printed, in short: "+1" a part starts, "-1" it stops, "!1" it is broken.
std::string story() {
  const std::string kName = "pinned_device: part ";
  std::string told;
  auto log = DeviceFile::open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
  while (log) {
    const auto record = log->read(8192);
    if (!record) {
      break;
    }
    const auto at = record->find(kName);
    if (at != std::string::npos && at + kName.size() < record->size()) {
      const std::string rest = record->substr(at + kName.size());
      const char what = rest.substr(1).starts_with(" is")
                            ? '!'
                            : (rest.substr(1).starts_with(" starts") ? '+' : '-');
      told += std::string{what, rest.front(), ' '};
    }
  }
  return told;
}

}  // namespace

int main() {
  Checks checks;
  const std::string told = story();
  checks.that("the first part fails alone", told.starts_with("!1 +1 "));
  checks.that("an element of an array fails", told.find("+1 +2 +3 !4 -3 -2 -1 ") != told.npos);
  checks.that("what a lock guards fails", told.find("+1 +2 +3 +4 !5 -4 -3 -2 -1 ") != told.npos);
  checks.that("they stop in reverse order", told.ends_with("+1 +2 +3 +4 +5 -5 -4 -3 -2 -1 "));
  return checks.finish();
}
