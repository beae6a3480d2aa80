// SPDX-License-Identifier: GPL-2.0 OR MIT
// Reads and writes the files of the sample as a person would.
#include <chrono>
#include <string>
#include <thread>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;
using ferrule::kernel::user::Outcome;

const std::string kTicks = "/sys/kernel/debug/ferrule/ticks";
const std::string kLimits = "/sys/kernel/debug/ferrule/limits";

std::string contents(const std::string& path) {
  auto file = DeviceFile::open(path, O_RDONLY);
  if (!file) {
    return "";
  }
  const auto text = file->read(4096);
  return text ? *text : "";
}
Outcome<ferrule::usize> write(const std::string& path, const std::string& text) {
  auto file = DeviceFile::open(path, O_WRONLY);
  if (!file) {
    return ferrule::Err{file.error()};
  }
  return file->write(text);
}

void check_limits(Checks& checks) {
  checks.that("limits are shown", contents(kLimits) == "1-100\n");
  checks.that("and changed", write(kLimits, "50").has_value());
  checks.that("for all to see", contents(kLimits) == "1-50\n");
  checks.that("a number that is too small", write(kLimits, "0"), ERANGE);
  checks.that("is not taken", contents(kLimits) == "1-50\n");
  checks.that("no number", write(kLimits, "many"), EINVAL);
  checks.that("too much text", write(kLimits, std::string(5000, '1')), EINVAL);
}

void check_ticks(Checks& checks) {
  const std::string before = contents(kTicks);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const std::string after = contents(kTicks);
  checks.that("ticks are shown", before.ends_with('\n') && before.size() > 1);
  checks.that("and go on", !after.empty() && std::stoull(after) > std::stoull(before));
  checks.that("they are not for writing", write(kTicks, "5"), EINVAL);
}

}  // namespace

int main() {
  Checks checks;
  check_limits(checks);
  check_ticks(checks);
  return checks.finish();
}
