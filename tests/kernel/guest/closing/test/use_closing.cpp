// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <chrono>
#include <future>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::u64;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;

constexpr std::chrono::milliseconds kLong{300};

/// Whether something came of waiting.
bool wait_for_input() {
  auto own = DeviceFile::open("/dev/ferrule_closing", O_RDWR);
  return own && own->poll(POLLIN, 10000).has_value();
}

}  // namespace

int main() {
  Checks checks;
  auto file = DeviceFile::open("/dev/ferrule_closing", O_RDWR);
  checks.that("it opens", file.has_value());
  if (!file) {
    return checks.finish();
  }
  u64 number = 5;
  const auto wrote = file->ioctl_with(_IOR('c', 2, u64), number);
  checks.that("a worker has no user memory", wrote && wrote.value() == 0 && number == 5);

  checks.that("there is something to wait for", file->ioctl(_IO('c', 1)).has_value());
  auto waits = std::async(std::launch::async, wait_for_input);
  checks.that("it is waited for", waits.wait_for(kLong) == std::future_status::timeout);
  checks.that("what is waited for ends", file->ioctl(_IO('c', 1)).has_value());
  checks.that("and the one who waits is woken", waits.get());
  return checks.finish();
}
