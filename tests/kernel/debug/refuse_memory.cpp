// SPDX-License-Identifier: GPL-2.0 OR MIT
// Refuses the n-th allocation of loading, using and unloading a module, for n = 1, 2, ... until the
// operation gets through without meeting a refusal. Each time it must end well or with ENOMEM, and
// the module must be as good as before.
//
//   refuse_memory MODULE.ko...
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"
#include "ferrule/kernel/user/module_file.hpp"
#include "tests/kernel/debug/fail_nth.hpp"

namespace {

using ferrule::u32;
using ferrule::u64;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;
using ferrule::kernel::user::FailNth;
using ferrule::kernel::user::ModuleFile;

constexpr u32 kMostAllocations = 2'000;

struct Numbers {
  u64 bytes_waiting = 0;
  u64 bytes_passed = 0;
};
constexpr u32 kGetNumbers = _IOR('f', 1, Numbers);
constexpr u32 kClear = _IO('f', 2);

void write_file(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

/// Which refusals count, and that they are not told on the console each time.
void set_up_faults() {
  const std::string folder = "/sys/kernel/debug/failslab/";
  write_file(folder + "ignore-gfp-wait", "N");
  write_file(folder + "verbose", "0");
  write_file("/sys/kernel/debug/fail_page_alloc/verbose", "0");
  // The kernel warns of each refusal with a trace. Errors, KASAN's among them, are shown.
  write_file("/proc/sys/kernel/printk", "4");
}

/// `attempt` gives a result whose error is an errno; `undo` takes back one that went well.
template <typename Attempt, typename Undo>
void sweep(Checks& checks, const FailNth& faults, const std::string& name, Attempt attempt,
           Undo undo) {
  u32 refused = 0;
  u32 failed = 0;
  for (u32 nth = 1; nth <= kMostAllocations; ++nth) {
    faults.arm(nth);
    auto result = attempt();
    const bool hit = faults.disarm();
    const int error = result.has_value() ? 0 : result.error();
    if (error == 0) {
      undo(result);
    }
    if (!hit) {
      checks.that(name + " gets through when all its memory is there", error == 0);
      std::cout << "# " << name << ": " << refused << " allocations refused, " << failed
                << " times it failed\n";
      return;
    }
    ++refused;
    failed += error == 0 ? 0 : 1;
    if (error != 0 && error != ENOMEM) {
      checks.that(name + " fails with ENOMEM: allocation " + std::to_string(nth) + " gave errno " +
                      std::to_string(error),
                  false);
    }
  }
  checks.that(name + " comes to an end", false);
}

const auto kNothing = [](auto&) {};

void sweep_device(Checks& checks, const FailNth& faults) {
  const std::string path = "/dev/ferrule_mailbox";
  sweep(
      checks, faults, "open", [&] { return DeviceFile::open(path, O_RDWR | O_NONBLOCK); },
      kNothing);
  auto file = DeviceFile::open(path, O_RDWR | O_NONBLOCK);
  checks.that("the device opens after all that", file.has_value());
  if (!file) {
    return;
  }
  Numbers numbers;
  const std::string letter(3000, 'x');
  const auto clear = [&](auto&) { static_cast<void>(file->ioctl(kClear)); };
  sweep(checks, faults, "write", [&] { return file->write(letter); }, clear);
  sweep(
      checks, faults, "ioctl numbers", [&] { return file->ioctl_with(kGetNumbers, numbers); },
      kNothing);
  sweep(checks, faults, "ioctl clear", [&] { return file->ioctl(kClear); }, kNothing);
  sweep(checks, faults, "poll", [&] { return file->poll(POLLIN | POLLOUT, 0); }, kNothing);
  static_cast<void>(file->write("a letter"));
  sweep(
      checks, faults, "read", [&] { return file->read(8); },
      [&](auto&) { static_cast<void>(file->write("a letter")); });
}

void sweep_module(Checks& checks, const FailNth& faults, const std::string& path) {
  const std::string name = std::filesystem::path(path).stem().string();
  const auto module = ModuleFile::open(path);
  if (!module) {
    checks.that(path + " is there", false);
    return;
  }
  sweep(
      checks, faults, "load " + name, [&] { return module->load(); },
      [&](auto&) { static_cast<void>(ModuleFile::unload(name).has_value()); });
  static_cast<void>(module->load().has_value());
  if (name == "misc_device") {
    sweep_device(checks, faults);
  }
  sweep(
      checks, faults, "unload " + name, [&] { return ModuleFile::unload(name); },
      [&](auto&) { static_cast<void>(module->load().has_value()); });
  checks.that(name + " is unloaded", ModuleFile::unload(name).has_value());
}

}  // namespace

int main(int count, char** words) {
  Checks checks;
  set_up_faults();
  const auto faults = FailNth::open();
  checks.that("the kernel can refuse memory", faults.has_value());
  std::vector<std::string> modules;
  UNSAFE("the C runtime passes `count` strings that end in NULs") {
    modules.assign(words + 1, words + count);
  }
  if (faults) {
    for (const std::string& path : modules) {
      sweep_module(checks, *faults, path);
    }
  }
  return checks.finish();
}
