// SPDX-License-Identifier: GPL-2.0 OR MIT
// Looks at the sample's report twice: samples and reports go on, and the average is right.
#include <chrono>
#include <sstream>
#include <string>
#include <thread>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::u64;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;

struct Report {
  u64 samples = 0;
  u64 average = 0;
  u64 reports = 0;
};

Report report() {
  Report found;
  auto file = DeviceFile::open("/sys/kernel/debug/ferrule_timers/report", O_RDONLY);
  if (file) {
    const auto text = file->read(200);
    std::istringstream words(text ? *text : "");
    std::string samples;
    std::string average;
    std::string reports;
    words >> samples >> found.samples;
    words >> average >> found.average;
    words >> reports >> found.reports;
  }
  return found;
}

/// Waits until both numbers are larger, at most ten seconds.
Report later_than(const Report& before) {
  Report now = before;
  for (int i = 0; i < 100 && (now.samples <= before.samples || now.reports <= before.reports);
       ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    now = report();
  }
  return now;
}

}  // namespace

int main() {
  Checks checks;
  const Report first = later_than({});
  const Report second = later_than(first);
  checks.that("samples are taken", first.samples > 0);
  checks.that("and go on", second.samples > first.samples);
  checks.that("reports go on", second.reports > first.reports);
  checks.that("the average of 0 to 6 is about 3", second.average >= 2 && second.average <= 3);
  return checks.finish();
}
