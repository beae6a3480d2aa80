// SPDX-License-Identifier: GPL-2.0 OR MIT
// Eight threads open, ask and close the device while it is unloaded and loaded again under them.
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"
#include "ferrule/kernel/user/module_file.hpp"

namespace {

using ferrule::u32;
using ferrule::u64;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;
using ferrule::kernel::user::ModuleFile;
using Clock = std::chrono::steady_clock;

struct Numbers {
  u64 bytes_waiting = 0;
  u64 bytes_passed = 0;
};
constexpr u32 kGetNumbers = _IOR('f', 1, Numbers);
constexpr u32 kThreads = 8;
constexpr u32 kUnloads = 10;
constexpr std::chrono::seconds kMost{15};
constexpr std::chrono::microseconds kPause{200};  ///< a moment in which nobody has it open

/// What the threads saw.
struct Tally {
  std::atomic<u32> opened{0};
  std::atomic<u32> absent{0};
  std::atomic<u32> wrong{0};
};

/// The device comes and goes: its file, then its number, then its module.
bool is_absent(int error) { return error == ENOENT || error == ENODEV || error == ENXIO; }

void use_once(Tally& tally) {
  auto file = DeviceFile::open("/dev/ferrule_mailbox", O_RDWR | O_NONBLOCK);
  if (!file) {
    (is_absent(file.error()) ? tally.absent : tally.wrong).fetch_add(1);
    return;
  }
  tally.opened.fetch_add(1);
  Numbers numbers;
  const bool answered = file->ioctl_with(kGetNumbers, numbers).has_value();
  const auto nothing = file->read(1);
  if (!answered || nothing || nothing.error() != EAGAIN) {
    tally.wrong.fetch_add(1);
  }
}

/// Unloads whenever nobody has it open, and loads it again. How often that went well.
u32 unload_and_load(const ModuleFile& module, Checks& checks) {
  u32 unloads = 0;
  const auto end = Clock::now() + kMost;
  while (unloads < kUnloads && Clock::now() < end) {
    const auto gone = ModuleFile::unload("misc_device");
    if (gone) {
      ++unloads;
      if (!module.load()) {
        checks.that("the module is loaded again", false);
        return unloads;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    } else if (gone.error() != EWOULDBLOCK) {
      checks.that("unloading is only refused while the device is open", gone, EWOULDBLOCK);
      return unloads;
    }
  }
  return unloads;
}

std::string reference_count() {
  std::ifstream file("/sys/module/misc_device/refcnt");
  std::string count;
  file >> count;
  return count;
}

}  // namespace

int main() {
  Checks checks;
  const auto module = ModuleFile::open("/modules/misc_device.ko");
  checks.that("the module's file is there", module.has_value());
  if (module) {
    Tally tally;
    std::atomic<bool> done{false};
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (u32 i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        while (!done) {
          use_once(tally);
          std::this_thread::sleep_for(kPause);
        }
      });
    }
    const u32 unloads = unload_and_load(*module, checks);
    done = true;
    for (std::thread& thread : threads) {
      thread.join();
    }
    std::cout << "# opened " << tally.opened << " times, absent " << tally.absent
              << " times, unloaded " << unloads << " times\n";
    checks.that("threads opened it", tally.opened > 0);
    checks.that("it was unloaded between", unloads > 0);
    checks.that("each answer was right", tally.wrong == 0);
    checks.that("no reference is left", reference_count() == "0");
  }
  return checks.finish();
}
