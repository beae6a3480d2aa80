// SPDX-License-Identifier: GPL-2.0 OR MIT
// Opens the device of a module that then fails to load, and goes on using it for a while.
#include <cerrno>
#include <chrono>
#include <future>
#include <thread>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"
#include "ferrule/kernel/user/module_file.hpp"

namespace {

using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;
using ferrule::kernel::user::ModuleFile;

constexpr int kTries = 5000;
constexpr std::chrono::milliseconds kPause{1};
constexpr std::chrono::milliseconds kLong{300};

ferrule::Result<DeviceFile, int> open_as_soon_as_it_is_there() {
  for (int i = 0; i < kTries; ++i) {
    auto file = DeviceFile::open("/dev/ferrule_closing", O_RDWR);
    if (file) {
      return file;
    }
    std::this_thread::sleep_for(kPause);
  }
  return ferrule::Err{ENOENT};
}

/// 0, or the errno.
int load() {
  const auto module = ModuleFile::open("/modules/closing.ko");
  const auto loaded = module ? module.value().load() : ferrule::Err{module.error()};
  return loaded ? 0 : loaded.error();
}

}  // namespace

int main() {
  Checks checks;
  auto loads = std::async(std::launch::async, load);
  {
    auto file = open_as_soon_as_it_is_there();
    checks.that("the device is opened while the module loads", file.has_value());
    checks.that("the load waits for the file",
                loads.wait_for(kLong) == std::future_status::timeout);
    checks.that("which works as before", file.has_value() && file.value().read(1).has_value());
    checks.that("nobody opens it any more", DeviceFile::open("/dev/ferrule_closing", O_RDWR),
                ENOENT);
  }
  checks.that("then the load fails", loads.get() == EBUSY);
  return checks.finish();
}
