// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/kernel_config.hpp"

#include <array>
#include <fstream>
#include <string_view>

namespace ferrule::cmd {
namespace {

constexpr std::string_view kPrefix = "CONFIG_";

/// An option, the value with which nothing is to be said, and what else would mean.
struct FERRULE_VIEW Rule {
  std::string_view option;
  bool wanted_set;
  Level otherwise;
  Purpose purpose;
  std::string_view meaning;
  std::string_view advice;
};

constexpr std::string_view kOther = "use another kernel, or build this one with the option changed";
constexpr std::string_view kUntried =
    "build a module and look at the messages before relying on it";
constexpr auto kBuild = Purpose::Build;
constexpr auto kTest = Purpose::Test;

constexpr std::array<Rule, 24> kRules{{
    // Needed.
    {"X86_64", true, Level::Problem, kBuild, "Ferrule builds for x86_64 only", kOther},
    {"MODULES", true, Level::Problem, kBuild, "this kernel loads no modules", kOther},
    {"BLK_DEV_INITRD", true, Level::Problem, kTest, "the guest starts from an initramfs", kOther},
    {"SERIAL_8250_CONSOLE", true, Level::Problem, kTest, "the guest speaks over a serial line",
     kOther},
    {"PRINTK", true, Level::Problem, kTest, "test results come through the kernel's log", kOther},
    {"MODULE_UNLOAD", true, Level::Warning, kTest, "a module stays until the next boot",
     "tests that unload a module cannot run"},
    // Forbids.
    {"MODULE_SIG_FORCE", false, Level::Problem, kTest, "only signed modules are loaded",
     "sign modules with a key this kernel trusts (scripts/sign-file), or use another kernel"},
    {"LOCK_DOWN_KERNEL_FORCE_INTEGRITY", false, Level::Problem, kTest,
     "only signed modules are loaded",
     "sign modules with a key this kernel trusts (scripts/sign-file), or use another kernel"},
    {"LOCK_DOWN_KERNEL_FORCE_CONFIDENTIALITY", false, Level::Problem, kTest,
     "only signed modules are loaded",
     "sign modules with a key this kernel trusts (scripts/sign-file), or use another kernel"},
    {"RANDSTRUCT", false, Level::Problem, kBuild,
     "the order of fields is random, and only the kernel's own compiler knows it", kOther},
    {"GCC_PLUGIN_RANDSTRUCT", false, Level::Problem, kBuild,
     "the order of fields is random, and only the kernel's own compiler knows it", kOther},
    // Not tried.
    {"CC_IS_CLANG", false, Level::Warning, kBuild, "a kernel built by clang is not tested",
     kUntried},
    {"CFI_CLANG", false, Level::Warning, kBuild, "calls check their target's type: not tested",
     kUntried},
    {"CFI", false, Level::Warning, kBuild, "calls check their target's type: not tested", kUntried},
    {"LTO_CLANG", false, Level::Warning, kBuild, "optimisation at link time is not tested",
     kUntried},
    {"TRIM_UNUSED_KSYMS", false, Level::Warning, kBuild,
     "functions that no module of this kernel uses are not exported",
     "a message about an undefined symbol when a module is linked may come from this"},
    {"KCSAN", false, Level::Warning, kBuild, "C++ code is not instrumented for data races",
     "races inside a module are not found by this kernel"},
    // Changes something.
    {"CC_IS_GCC", true, Level::Note, kBuild, "the kernel's own compiler is not gcc", ""},
    {"OBJTOOL", true, Level::Note, kBuild, "objects are not validated by objtool", ""},
    {"MODVERSIONS", false, Level::Note, kBuild,
     "imported functions are matched by checksums from Module.symvers", ""},
    {"X86_KERNEL_IBT", false, Level::Note, kBuild,
     "indirect calls land on endbr64, and objtool checks that", ""},
    {"KASAN", false, Level::Note, kBuild, "C++ code is instrumented as well", ""},
    {"KUNIT", false, Level::Note, kTest, "tests register with KUnit", ""},
    {"DEBUG_FS", true, Level::Note, kTest, "nothing a module shows in debugfs can be seen", ""},
}};

Check apply(const Rule& rule, const KernelConfig& config, const std::string& release) {
  const std::string value = config.value(std::string(rule.option));
  Check check{
      std::string(kPrefix) + std::string(rule.option), release, rule.purpose, Level::Ok, value, ""};
  if (config.is_set(std::string(rule.option)) != rule.wanted_set) {
    check.level = rule.otherwise;
    check.found += ": " + std::string(rule.meaning);
    check.advice = rule.advice;
  }
  return check;
}

}  // namespace

std::optional<KernelConfig> KernelConfig::read(const std::filesystem::path& file) {
  std::error_code error;
  std::ifstream stream(file);
  if (!std::filesystem::is_regular_file(file, error) || !stream) {
    return std::nullopt;
  }
  KernelConfig made;
  for (std::string line; std::getline(stream, line);) {
    const usize equals = line.find('=');
    if (line.starts_with(kPrefix) && equals != std::string::npos) {
      std::string value = line.substr(equals + 1);
      if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"')) {
        value = value.substr(1, value.size() - 2);
      }
      made.values_[line.substr(kPrefix.size(), equals - kPrefix.size())] = value;
    }
  }
  return made;
}

std::string KernelConfig::value(const std::string& option) const {
  return values_.contains(option) ? values_.at(option) : "n";
}

Checks check_options(const KernelConfig& config, const std::string& release) {
  Checks made;
  for (const Rule& rule : kRules) {
    made.push_back(apply(rule, config, release));
  }
  return made;
}

}  // namespace ferrule::cmd
