// SPDX-License-Identifier: GPL-2.0 OR MIT
// Refuses the n-th allocation of loading, using and unloading a module, for n = 1, 2, ... until the
// operation gets through without meeting a refusal. Each time it must end well or with ENOMEM, and
// the module must be as good as before. Which kinds of memory are refused is for the caller to set.
//
//   refuse_memory MODULE.ko[:PARAMETERS]...
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"
#include "ferrule/kernel/user/module_file.hpp"
#include "tests/kernel/debug/fail_nth.hpp"

namespace {

using ferrule::u32;
using ferrule::u64;
using ferrule::u8;
using ferrule::usize;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;
using ferrule::kernel::user::FailNth;
using ferrule::kernel::user::ModuleFile;

constexpr u32 kMostAllocations = 2'000;
/// The sample whose device is used.
constexpr std::string_view kDevice FERRULE_STATIC_LIFETIME = "misc_device";

struct Numbers {
  u64 bytes_waiting = 0;
  u64 bytes_passed = 0;
};
constexpr u32 kGetNumbers = _IOR('f', 1, Numbers);
constexpr u32 kClear = _IO('f', 2);
/// A device of the tests with an ioctl that allocates, and another time frees.
constexpr std::string_view kAllocating FERRULE_STATIC_LIFETIME = "closing";
constexpr u32 kReplace = _IO('c', 1);

void write_file(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

const std::vector<std::string> kFaults = {"/sys/kernel/debug/failslab/",
                                          "/sys/kernel/debug/fail_page_alloc/"};

/// The console shows warnings, lockdep's among them, and not what modules say at each load.
void quieten_console() { write_file("/proc/sys/kernel/printk", "5"); }

/// Whose allocations are refused.
enum class Refuse : u8 {
  All,
  OfModules,  ///< those with a module's code among the last 32 callers
};

/// The space of modules without KASLR: Documentation/arch/x86/x86_64/mm.rst.
const std::string kModulesBegin = "0xffffffffa0000000";
const std::string kModulesEnd = "0xffffffffff000000";
const std::string kBegin = "0";
const std::string kEnd = "0xffffffffffffffff";

void choose(Refuse refuse) {
  const bool all = refuse == Refuse::All;
  for (const std::string& folder : kFaults) {
    write_file(folder + "stacktrace-depth", "32");
    write_file(folder + "require-start", all ? kBegin : kModulesBegin);
    write_file(folder + "require-end", all ? kEnd : kModulesEnd);
  }
}

/// `attempt` gives a result whose error is an errno; `undo` takes back one that went well. How many
/// allocations were refused.
template <typename Attempt, typename Undo>
u32 sweep(Checks& checks, const FailNth& faults, const std::string& name, Attempt attempt,
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
      return refused;
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
  return refused;
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

void sweep_allocating_ioctl(Checks& checks, const FailNth& faults) {
  auto file = DeviceFile::open("/dev/ferrule_closing", O_RDWR);
  checks.that("the device with an ioctl that allocates opens", file.has_value());
  if (file) {
    const u32 refused = sweep(
        checks, faults, "ioctl that allocates", [&] { return file->ioctl(kReplace); },
        [&](auto&) { static_cast<void>(file->ioctl(kReplace)); });
    checks.that("its allocations are refused", refused > 0);
  }
}

/// How many allocations were refused while it was loaded.
u32 sweep_module(Checks& checks, const FailNth& faults, const std::string& word) {
  const usize colon = word.find(':');
  const std::string path = word.substr(0, colon);
  const std::string parameters = colon == word.npos ? "" : word.substr(colon + 1);
  const std::string name = std::filesystem::path(path).stem().string();
  const auto module = ModuleFile::open(path);
  if (!module) {
    checks.that(path + " is there", false);
    return 0;
  }
  // What the kernel itself allocates to load a module is the same for all of them.
  choose(name == kDevice ? Refuse::All : Refuse::OfModules);
  const u32 refused = sweep(
      checks, faults, "load " + name, [&] { return module->load(parameters); },
      [&](auto&) { static_cast<void>(ModuleFile::unload(name).has_value()); });
  choose(Refuse::All);
  static_cast<void>(module->load(parameters).has_value());
  if (name == kDevice) {
    sweep_device(checks, faults);
  } else if (name == kAllocating) {
    sweep_allocating_ioctl(checks, faults);
  }
  sweep(
      checks, faults, "unload " + name, [&] { return ModuleFile::unload(name); },
      [&](auto&) { static_cast<void>(module->load(parameters).has_value()); });
  checks.that(name + " is unloaded", ModuleFile::unload(name).has_value());
  return refused;
}

}  // namespace

int main(int count, char** words) {
  Checks checks;
  quieten_console();
  const auto faults = FailNth::open();
  checks.that("the kernel can refuse memory", faults.has_value());
  std::vector<std::string> modules;
  UNSAFE("the C runtime passes `count` strings that end in NULs") {
    modules.assign(words + 1, words + count);
  }
  u32 of_modules = 0;
  if (faults) {
    for (const std::string& module : modules) {
      const u32 refused = sweep_module(checks, *faults, module);
      of_modules += module.find(kDevice) == module.npos ? refused : 0;
    }
  }
  checks.that("allocations of the modules themselves are refused", of_modules > 0);
  return checks.finish();
}
