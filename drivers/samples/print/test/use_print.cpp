// SPDX-License-Identifier: GPL-2.0 OR MIT
// Reads in the kernel log what the sample printed there.
#include <string>
#include <vector>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::usize;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;

/// A record of /dev/kmsg: "PRIORITY,SEQUENCE,...;TEXT\n" and lines about the device.
std::vector<std::string> records() {
  std::vector<std::string> found;
  auto log = DeviceFile::open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
  while (log) {
    const auto record = log->read(8192);
    if (!record) {
      break;
    }
    found.push_back(*record);
  }
  return found;
}

usize count(const std::vector<std::string>& log, char level, const std::string& text) {
  usize seen = 0;
  for (const std::string& record : log) {
    const auto begin = record.find(';');
    const auto end = record.find('\n');
    if (record.front() == level && begin != std::string::npos &&
        record.substr(begin + 1, end - begin - 1) == text) {
      ++seen;
    }
  }
  return seen;
}

}  // namespace

int main() {
  Checks checks;
  const auto log = records();
  checks.that("emergency", count(log, '0', "print: emergency") == 1);
  checks.that("alert", count(log, '1', "print: alert") == 1);
  checks.that("critical", count(log, '2', "print: critical") == 1);
  checks.that("error, with its name",
              count(log, '3', "print: error EBUSY") + count(log, '3', "print: error -EBUSY") == 1);
  checks.that("warning", count(log, '4', "print: warning") == 1);
  checks.that("notice", count(log, '5', "print: notice") == 1);
  checks.that("information", count(log, '6', "print: information") == 1);
  checks.that("debug", count(log, '7', "print: for who looks for a mistake: 1") == 1);
  checks.that("in parts", count(log, '6', "print: speeds: 100 1000") == 1);
  checks.that("numbers", count(log, '6', "print: numbers -42 0xbeef 00000101 |     7|") == 1);
  checks.that("texts", count(log, '6', "print: texts plain |wide  | true") == 1);
  checks.that("times", count(log, '6', "print: times 1500 us 3 s") == 1);
  checks.that("once", count(log, '6', "print: only the first of three, 0") == 1);
  checks.that("not twice", count(log, '6', "print: only the first of three, 1") == 0);
  checks.that("debug once", count(log, '7', "print: whispered once, 0") == 1);
  checks.that("nor that twice", count(log, '7', "print: whispered once, 1") == 0);
  checks.that("each", count(log, '6', "print: each of three, 2") == 1);
  checks.that("a device", count(log, '6', "misc ferrule_print: the device speaks, 1") == 1);
  checks.that("its warning", count(log, '4', "misc ferrule_print: and warns") == 1);
  checks.that("its debug message", count(log, '7', "misc ferrule_print: and whispers") == 1);
  checks.that("a device once", count(log, '6', "misc ferrule_print: once") == 1);
  checks.that("its debug message once",
              count(log, '7', "misc ferrule_print: and whispers once") == 1);
  return checks.finish();
}
