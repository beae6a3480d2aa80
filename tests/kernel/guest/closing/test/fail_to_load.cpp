// SPDX-License-Identifier: GPL-2.0 OR MIT
// Opens the device of a module that then fails to load, and goes on using it for a while.
#include <atomic>
#include <cerrno>
#include <chrono>
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

}  // namespace

int main() {
  Checks checks;
  std::atomic<int> outcome{-1};
  std::thread loads([&outcome] {
    const auto module = ModuleFile::open("/modules/closing.ko");
    const auto loaded = module ? module.value().load() : ferrule::Err{module.error()};
    outcome.store(loaded ? 0 : loaded.error());
  });
  {
    auto file = open_as_soon_as_it_is_there();
    checks.that("the device is opened while the module loads", file.has_value());
    std::this_thread::sleep_for(kLong);
    checks.that("the load waits for the file", outcome.load() == -1);
    checks.that("which works as before", file.has_value() && file.value().read(1).has_value());
    checks.that("nobody opens it any more", DeviceFile::open("/dev/ferrule_closing", O_RDWR),
                ENOENT);
  }
  loads.join();
  checks.that("then the load fails", outcome.load() == EBUSY);
  return checks.finish();
}
