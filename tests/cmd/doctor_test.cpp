// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/doctor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cmd/doctor/report.hpp"
#include "cmd/doctor/version.hpp"
#include "tests/cmd/fake_machine.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// The kernel that a FakeMachine starts out with.
constexpr std::string_view kRelease = "6.1.0-56-amd64";
std::string fake_release() { return std::string(kRelease); }

void expect_all_fine(const Checks& checks) {
  for (const Check& check : checks) {
    EXPECT_EQ(check.level, Level::Ok) << check.name << ": " << check.found;
    EXPECT_EQ(check.advice, "") << check.name;
  }
}

void expect_check(const Check& check, Level level, const std::string& found,
                  const std::string& advice) {
  EXPECT_EQ(name_of(check.level), name_of(level)) << check.name << ": " << check.found;
  EXPECT_THAT(check.found, HasSubstr(found)) << check.name;
  EXPECT_THAT(check.advice, HasSubstr(advice)) << check.name;
}

// Versions

TEST(DoctorVersion, needs_two_numbers_behind_its_marker) {
  EXPECT_EQ(version_after("Debian clang version 19.1.7 (3)", "clang version "),
            (Version{19, 1, 7}));
  EXPECT_EQ(version_after("GNU Make 4.3\nBuilt", "GNU Make "), (Version{4, 3, 0}));
  EXPECT_EQ(version_after("clang version 20.0.0git", "clang version "), (Version{20, 0, 0}));
  for (const std::string text : {"", "clang version ", "clang version 19", "clang version 19.",
                                 "clang version x.1", "clang version .1.2", "GCC 19.1.7",
                                 "clang version 12345678.1", "clang version 1.12345678"}) {
    EXPECT_FALSE(version_after(text, "clang version ").has_value()) << text;
  }
}

TEST(DoctorVersion, reads_what_gcc_says_behind_its_packager) {
  EXPECT_EQ(gcc_version("gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0"), (Version{12, 2, 0}));
  EXPECT_EQ(gcc_version("gcc (GCC) 14.2.1 20240912 (Red Hat 14.2.1-3)"), (Version{14, 2, 1}));
  EXPECT_FALSE(gcc_version("cc 1.0").has_value());
}

// The machine on which everything is fine

TEST(Doctor, finds_nothing_on_a_good_machine) {
  const FakeMachine fake;
  const Checks checks = fake.diagnose();
  expect_all_fine(checks);
  EXPECT_TRUE(can(checks, Purpose::Build));
  EXPECT_TRUE(can(checks, Purpose::Test));
}

TEST(Doctor, leaves_nothing_behind) {
  const FakeMachine fake;
  static_cast<void>(fake.diagnose());
  EXPECT_FALSE(fs::exists(fake.root() / "cache"));
  EXPECT_FALSE(fs::exists(fake.root() / ".ferrule-doctor"));
}

// Each tool

struct ToolCase {
  std::string check;
  std::string program;
  std::string package;
  Level missing = Level::Problem;
};
std::vector<ToolCase> tools() {
  return {{"clang++", "clang++-19", "clang-19"},
          {"clang", "clang-19", "clang-19"},
          {"llvm-link", "llvm-link-19", "llvm-19"},
          {"opt", "opt-19", "llvm-19"},
          {"make", "make", "make"},
          {"qemu", "qemu-system-x86_64", "qemu-system-x86"},
          {"dkms", "dkms", "dkms", Level::Note}};
}

TEST(DoctorTool, missing) {
  for (const ToolCase& tool : tools()) {
    const FakeMachine fake;
    fake.remove(fake.bin() / tool.program);
    expect_check(the_check(fake.diagnose(), tool.check), tool.missing,
                 tool.program + " is not installed", "apt install " + tool.package);
  }
}

TEST(DoctorTool, missing_where_there_is_no_apt) {
  for (const ToolCase& tool : tools()) {
    const FakeMachine fake;
    fake.write(fake.root() / "etc/os-release", "ID=fedora\n");
    fake.remove(fake.bin() / tool.program);
    const Check check = the_check(fake.diagnose(), tool.check);
    expect_check(check, tool.missing, "is not installed", "install ");
    EXPECT_THAT(check.advice, Not(HasSubstr("apt"))) << tool.check;
  }
}

TEST(DoctorTool, not_executable) {
  for (const ToolCase& tool : tools()) {
    const FakeMachine fake;
    fake.forbid_to_run(fake.bin() / tool.program);
    expect_check(the_check(fake.diagnose(), tool.check), tool.missing, "is not executable",
                 "chmod +x ");
  }
}

TEST(DoctorTool, a_folder_is_no_program) {
  const FakeMachine fake;
  fake.remove(fake.bin() / "make");
  fs::create_directory(fake.bin() / "make");
  expect_check(the_check(fake.diagnose(), "make"), Level::Problem, "is not executable", "");
}

TEST(DoctorTool, fails) {
  for (const ToolCase& tool : tools()) {
    const FakeMachine fake;
    fake.add_script(tool.program, "echo 'cannot load libLLVM.so'; exit 127");
    expect_check(the_check(fake.diagnose(), tool.check), tool.missing,
                 "--version fails and prints: cannot load libLLVM.so", "install");
  }
}

TEST(DoctorTool, ends_by_a_signal_without_a_word) {
  const FakeMachine fake;
  fake.add_script("opt-19", "kill -KILL $$");
  expect_check(the_check(fake.diagnose(), "opt"), Level::Problem, "fails and prints nothing", "");
}

TEST(DoctorTool, interpreter_is_gone) {
  const FakeMachine fake;
  fake.add_script("opt-19", "");
  fake.write(fake.bin() / "opt-19", "#!/no/such/shell\n");
  expect_check(the_check(fake.diagnose(), "opt"), Level::Problem, "is not there", "llvm-19");
}

TEST(DoctorTool, does_not_end) {
  FakeMachine fake;
  fake.machine.limit_ms = 1'500;
  fake.add_script("make", "exec sleep 60");
  expect_check(the_check(fake.diagnose(), "make"), Level::Problem, "does not end", "");
}

TEST(DoctorTool, is_another_program) {
  for (const ToolCase& tool : tools()) {
    const FakeMachine fake;
    fake.add_tool(tool.program, "something else 19.1.7");
    expect_check(the_check(fake.diagnose(), tool.check), tool.missing,
                 "and prints: something else 19.1.7", "install");
  }
}

TEST(DoctorTool, version_cannot_be_read) {
  for (const std::string version : {"", "unknown", "19", "19.", "x.y.z"}) {
    const FakeMachine fake;
    fake.add_tool("clang++-19", "clang version " + version);
    expect_check(the_check(fake.diagnose(), "clang++"), Level::Problem, "does not say", "");
  }
}

TEST(DoctorTool, too_old) {
  const FakeMachine fake;
  fake.add_tool("make", "GNU Make 3.81");
  expect_check(the_check(fake.diagnose(), "make"), Level::Problem, "3.82 or newer", "apt install");
  fake.add_tool("qemu-system-x86_64", "QEMU emulator version 4.2.1");
  expect_check(the_check(fake.diagnose(), "qemu"), Level::Warning, "5.0 or newer", "apt install");
}

// LLVM as a whole

TEST(DoctorLlvm, old_release_under_the_new_name) {
  const FakeMachine fake;
  fake.add_llvm("-19", "18.1.8");
  const Checks checks = fake.diagnose();
  for (const std::string name : {"clang++", "clang", "llvm-link", "opt"}) {
    expect_check(the_check(checks, name), Level::Problem, "too old: 19 or newer", "clang-19");
  }
}

TEST(DoctorLlvm, newer_patch_is_accepted) {
  const FakeMachine fake;
  fake.add_llvm("-19", "19.2.0");
  expect_all_fine(fake.diagnose());
}

TEST(DoctorLlvm, newer_release_is_accepted_with_a_note) {
  const FakeMachine fake;
  for (const std::string name : {"clang", "clang++", "llvm-link", "opt"}) {
    fake.remove(fake.bin() / (name + "-19"));
  }
  fake.add_llvm("-22", "22.1.8");
  fake.set_bindgen("ferrule-bindgen 0.1.0 (clang version 22.1.8)");
  const Checks checks = fake.diagnose();
  EXPECT_TRUE(can(checks, Purpose::Build));
  expect_check(the_check(checks, "clang++"), Level::Ok, "clang++-22 22.1.8", "");
  expect_check(the_check(checks, "llvm"), Level::Note, "clang++-22 instead",
               "ferrule-clang=clang-22 ferrule-clangxx=clang++-22 "
               "ferrule-llvm-link=llvm-link-22 ferrule-opt=opt-22");
}

TEST(DoctorLlvm, release_19_is_preferred) {
  const FakeMachine fake;
  fake.add_llvm("-22", "22.1.8");
  expect_all_fine(fake.diagnose());
}

TEST(DoctorLlvm, programs_without_a_number) {
  const FakeMachine fake;
  for (const std::string name : {"clang", "clang++", "llvm-link", "opt"}) {
    fake.remove(fake.bin() / (name + "-19"));
  }
  fake.add_llvm("", "19.1.7");
  const Checks fine = fake.diagnose();
  EXPECT_TRUE(can(fine, Purpose::Build));
  expect_check(the_check(fine, "clang++"), Level::Ok, "clang++ 19.1.7", "");
  fake.add_llvm("", "14.0.6");
  expect_check(the_check(fake.diagnose(), "clang++"), Level::Problem, "too old", "clang-19");
}

TEST(DoctorLlvm, each_program_must_be_of_the_compilers_release) {
  for (const std::string name : {"llvm-link", "opt"}) {
    const FakeMachine fake;
    fake.add_tool(name + "-19", "LLVM version 19.1.6");
    expect_check(the_check(fake.diagnose(), name), Level::Problem, "but clang++ is 19.1.7",
                 "one LLVM release");
  }
  const FakeMachine fake;
  fake.add_tool("clang-19", "clang version 20.1.0");
  expect_check(the_check(fake.diagnose(), "clang"), Level::Problem, "but clang++ is 19.1.7", "");
}

TEST(DoctorLlvm, ccache_in_front_is_accepted) {
  const FakeMachine fake;
  fake.add_tool("real-clang", "clang version 19.1.7");
  fake.add_script("ccache", "exec \"$@\"");
  fake.add_script("clang++-19", "exec '" + (fake.bin() / "ccache").string() + "' '" +
                                    (fake.bin() / "real-clang").string() + "' \"$@\"");
  expect_all_fine(fake.diagnose());
}

TEST(DoctorLlvm, ccache_with_nothing_behind_it) {
  const FakeMachine fake;
  fake.add_script("clang++-19", "echo 'ccache: error: Could not find compiler'; exit 1");
  expect_check(the_check(fake.diagnose(), "clang++"), Level::Problem, "ccache: error", "clang-19");
}

TEST(DoctorLlvm, cpp_headers_do_not_compile) {
  const FakeMachine fake;
  fake.add_script("clang++-19",
                  "case \"$1\" in --version) echo 'clang version 19.1.7' ;; "
                  "*) echo \"fatal error: 'type_traits' file not found\"; exit 1 ;; esac");
  expect_check(the_check(fake.diagnose(), "libstdc++"), Level::Problem, "file not found",
               "apt install libstdc++-12-dev");
}

TEST(DoctorLlvm, no_folder_in_path) {
  FakeMachine fake;
  fake.machine.path.clear();
  const Checks checks = fake.diagnose();
  expect_check(the_check(checks, "clang++"), Level::Problem, "is not installed", "clang-19");
  expect_check(the_check(checks, "compiler", fake_release()), Level::Problem,
               "gcc-12 is not installed", "apt install gcc-12");
}

TEST(DoctorLlvm, first_executable_in_path_is_taken) {
  FakeMachine fake;
  fake.write(fake.root() / "first/make", "");
  fake.forbid_to_run(fake.root() / "first/make");
  fake.machine.path = {fake.root() / "none", fake.root() / "first", fake.bin()};
  expect_all_fine(fake.diagnose());
}

// What libclang ferrule-bindgen loads

TEST(DoctorLibclang, generator_is_missing) {
  const FakeMachine fake;
  fake.remove(fake.machine.bindgen);
  expect_check(the_check(fake.diagnose(), "libclang"), Level::Problem, "is not there",
               "FERRULE_BINDGEN");
}

TEST(DoctorLibclang, generator_is_not_executable) {
  const FakeMachine fake;
  fake.forbid_to_run(fake.machine.bindgen);
  expect_check(the_check(fake.diagnose(), "libclang"), Level::Problem, "not executable", "chmod");
}

TEST(DoctorLibclang, does_not_load) {
  const FakeMachine fake;
  fake.write(fake.machine.bindgen,
             "#!/bin/sh\necho 'error while loading shared libraries: libclang-19.so'; exit 127\n");
  expect_check(the_check(fake.diagnose(), "libclang"), Level::Problem,
               "error while loading shared libraries", "apt install libclang1-19");
}

TEST(DoctorLibclang, unexpected_output) {
  for (const std::string text : {"hello", "ferrule-bindgen 0.1.0", "ferrule-bindgen 0.1.0 (clang)",
                                 "ferrule-bindgen 0.1.0 (clang version 19)"}) {
    const FakeMachine fake;
    fake.set_bindgen(text);
    expect_check(the_check(fake.diagnose(), "libclang"), Level::Problem, "does not say", "");
  }
}

TEST(DoctorLibclang, too_old) {
  const FakeMachine fake;
  fake.set_bindgen("ferrule-bindgen 0.1.0 (clang version 18.1.8)");
  expect_check(the_check(fake.diagnose(), "libclang"), Level::Problem, "too old: 19",
               "apt install");
}

TEST(DoctorLibclang, another_release_than_the_compiler) {
  const FakeMachine fake;
  fake.set_bindgen("ferrule-bindgen 0.1.0 (clang version 20.1.0)");
  expect_check(the_check(fake.diagnose(), "libclang"), Level::Warning, "but clang++ is 19.1.7",
               "libclang of the compiler's release");
  fake.set_bindgen("ferrule-bindgen 0.1.0 (clang version 19.1.1)");
  expect_check(the_check(fake.diagnose(), "libclang"), Level::Ok, "loads 19.1.1", "");
}

TEST(DoctorLibclang, is_looked_at_without_a_compiler_too) {
  const FakeMachine fake;
  fake.remove(fake.bin() / "clang++-19");
  expect_check(the_check(fake.diagnose(), "libclang"), Level::Ok, "loads 19.1.7", "");
}

// Headers

TEST(DoctorHeaders, each_part_is_needed) {
  for (const std::string part :
       {"Makefile", ".config", "Module.symvers", "include/generated/autoconf.h",
        "include/config/auto.conf", "include/config/kernel.release", "scripts/mod/modpost",
        "tools/objtool/objtool"}) {
    const FakeMachine fake;
    fake.remove(fake.headers(fake_release()) / part);
    expect_check(the_check(fake.diagnose(), "headers", fake_release()), Level::Problem,
                 "lacks " + part, "apt knows no linux-headers-6.1.0-56-amd64");
  }
}

TEST(DoctorHeaders, apt_command_when_there_is_such_a_package) {
  const FakeMachine fake;
  fake.add_script("apt-get", "echo \"'http://mirror/x.deb' x.deb 123 SHA256:0\"");
  fake.remove(fake.headers(fake_release()));
  expect_check(the_check(fake.diagnose({fake_release()}), "headers", fake_release()),
               Level::Problem, "not installed", "apt install linux-headers-6.1.0-56-amd64");
}

TEST(DoctorHeaders, programs_must_be_executable) {
  for (const std::string part : {"scripts/mod/modpost", "tools/objtool/objtool"}) {
    const FakeMachine fake;
    fake.forbid_to_run(fake.headers(fake_release()) / part);
    expect_check(the_check(fake.diagnose(), "headers", fake_release()), Level::Problem,
                 part + " (not executable)", "");
  }
}

TEST(DoctorHeaders, a_kernel_without_objtool_needs_none) {
  const FakeMachine fake;
  fake.remove(fake.headers(fake_release()) / "tools");
  fake.set_option(fake_release(), "OBJTOOL", "n");
  const Checks checks = fake.diagnose();
  EXPECT_EQ(the_check(checks, "headers", fake_release()).level, Level::Ok);
  EXPECT_EQ(the_check(checks, "CONFIG_OBJTOOL", fake_release()).level, Level::Note);
}

TEST(DoctorHeaders, several_parts_are_named_together) {
  const FakeMachine fake;
  fake.remove(fake.headers(fake_release()) / "Makefile");
  fake.remove(fake.headers(fake_release()) / "Module.symvers");
  expect_check(the_check(fake.diagnose(), "headers", fake_release()), Level::Problem,
               "lacks Makefile, Module.symvers", "");
}

TEST(DoctorHeaders, a_release_that_is_not_here) {
  const FakeMachine fake;
  const Checks checks = fake.diagnose({"6.99.0"});
  expect_check(the_check(checks, "headers", "6.99.0"), Level::Problem, "not installed",
               "apt knows no linux-headers-6.99.0");
  EXPECT_FALSE(can(checks, Purpose::Build));
}

TEST(DoctorHeaders, a_folder_of_one_s_own) {
  const FakeMachine fake;
  const fs::path own = fake.root() / "linux";
  fs::rename(fake.headers(fake_release()), own);
  fake.write(own / "include/generated/utsrelease.h", "#define UTS_RELEASE \"6.12.0-mine\"\n");
  fake.add_image(own / "arch/x86/boot/bzImage");
  expect_all_fine(fake.diagnose({own.string()}));
  EXPECT_EQ(the_check(fake.diagnose({own.string() + "/"}), "headers", "6.12.0-mine").level,
            Level::Ok);
  fake.remove(own / "Makefile");
  expect_check(the_check(fake.diagnose({own.string()}), "headers", "6.12.0-mine"), Level::Problem,
               "lacks Makefile", "make modules_prepare");
}

TEST(DoctorHeaders, a_folder_that_does_not_say_its_release) {
  const FakeMachine fake;
  fake.remove(fake.headers(fake_release()) / "include/generated/utsrelease.h");
  static_cast<void>(
      the_check(fake.diagnose({fake.headers(fake_release()).string()}), "headers", "build"));
  const fs::path empty = fake.root() / "nothing";
  expect_check(the_check(fake.diagnose({empty.string() + "/"}), "headers", "nothing"),
               Level::Problem, "there is no folder", "");
}

// Which kernels

TEST(DoctorKernels, all_with_headers_and_the_running_one) {
  const FakeMachine fake;
  fake.add_kernel("6.12.1");
  fake.write(fake.root() / "lib/modules/5.10.0/kernel/x.ko", "");
  fs::create_directories(fake.root() / "lib/modules/6.5.0");
  fs::create_symlink("/no/such/folder", fake.root() / "lib/modules/6.5.0/build");
  fake.write(fake.root() / "proc/sys/kernel/osrelease", "6.18.44\n");
  const Checks checks = fake.diagnose();
  EXPECT_EQ(the_check(checks, "headers", fake_release()).level, Level::Ok);
  EXPECT_EQ(the_check(checks, "headers", "6.12.1").level, Level::Ok);
  EXPECT_EQ(the_check(checks, "headers", "6.5.0").level, Level::Warning);
  EXPECT_EQ(the_check(checks, "headers", "6.18.44").level, Level::Warning);
  for (const Check& check : checks) {
    EXPECT_NE(check.kernel, "5.10.0");
  }
  EXPECT_TRUE(can(checks, Purpose::Build));
}

TEST(DoctorKernels, one_that_is_asked_for_must_be_fine) {
  const FakeMachine fake;
  fake.add_kernel("6.12.1");
  fake.remove(fake.headers("6.12.1") / "Makefile");
  EXPECT_EQ(the_check(fake.diagnose(), "headers", "6.12.1").level, Level::Warning);
  const Checks asked = fake.diagnose({fake_release(), "6.12.1"});
  EXPECT_EQ(the_check(asked, "headers", fake_release()).level, Level::Ok);
  EXPECT_EQ(the_check(asked, "headers", "6.12.1").level, Level::Problem);
  EXPECT_FALSE(can(asked, Purpose::Build));
}

TEST(DoctorKernels, one_of_them_must_be_fine) {
  const FakeMachine fake;
  fake.add_kernel("6.12.1");
  fake.remove(fake.headers("6.12.1") / "Makefile");
  fake.set_option(fake_release(), "MODULES", "n");
  const Checks checks = fake.diagnose();
  EXPECT_EQ(the_check(checks, "headers", "6.12.1").level, Level::Problem);
  EXPECT_EQ(the_check(checks, "CONFIG_MODULES", fake_release()).level, Level::Problem);
}

TEST(DoctorKernels, none_at_all) {
  const FakeMachine fake;
  fake.remove(fake.root() / "lib");
  fake.remove(fake.root() / "proc");
  expect_check(the_check(fake.diagnose(), "kernels"), Level::Problem, "no kernel to build for",
               "apt install linux-headers-amd64");
}

// Configuration

struct OptionCase {
  std::string option;
  std::string value;
  Level level;
  Purpose purpose;
};

TEST(DoctorOptions, each_that_matters) {
  constexpr auto kBuild = Purpose::Build;
  constexpr auto kTest = Purpose::Test;
  const std::vector<OptionCase> cases{
      {"X86_64", "n", Level::Problem, kBuild},
      {"MODULES", "n", Level::Problem, kBuild},
      {"BLK_DEV_INITRD", "n", Level::Problem, kTest},
      {"SERIAL_8250_CONSOLE", "n", Level::Problem, kTest},
      {"PRINTK", "n", Level::Problem, kTest},
      {"MODULE_UNLOAD", "n", Level::Warning, kTest},
      {"MODULE_SIG_FORCE", "y", Level::Problem, kTest},
      {"LOCK_DOWN_KERNEL_FORCE_INTEGRITY", "y", Level::Problem, kTest},
      {"LOCK_DOWN_KERNEL_FORCE_CONFIDENTIALITY", "y", Level::Problem, kTest},
      {"RANDSTRUCT", "y", Level::Problem, kBuild},
      {"GCC_PLUGIN_RANDSTRUCT", "y", Level::Problem, kBuild},
      {"CC_IS_CLANG", "y", Level::Warning, kBuild},
      {"CFI_CLANG", "y", Level::Warning, kBuild},
      {"CFI", "y", Level::Warning, kBuild},
      {"LTO_CLANG", "y", Level::Warning, kBuild},
      {"TRIM_UNUSED_KSYMS", "y", Level::Warning, kBuild},
      {"KCSAN", "y", Level::Warning, kBuild},
      {"CC_IS_GCC", "n", Level::Note, kBuild},
      {"OBJTOOL", "n", Level::Note, kBuild},
      {"MODVERSIONS", "y", Level::Note, kBuild},
      {"X86_KERNEL_IBT", "y", Level::Note, kBuild},
      {"KASAN", "y", Level::Note, kBuild},
      {"KUNIT", "m", Level::Note, kTest},
      {"DEBUG_FS", "n", Level::Note, kTest},
  };
  usize options = 0;
  for (const Check& check : FakeMachine().diagnose()) {
    options += check.name.starts_with("CONFIG_") ? 1U : 0U;
  }
  EXPECT_EQ(options, cases.size()) << "an option has no case here";
  const FakeMachine fake;
  for (const OptionCase& one : cases) {
    const std::string name = "CONFIG_" + one.option;
    const Check before = the_check(fake.diagnose(), name, fake_release());
    EXPECT_EQ(before.level, Level::Ok) << name;
    fake.set_option(fake_release(), one.option, one.value);
    const Checks checks = fake.diagnose();
    const Check check = the_check(checks, name, fake_release());
    expect_check(check, one.level, one.value + ": ", "");
    EXPECT_EQ(check.purpose, one.purpose) << name;
    EXPECT_EQ(can(checks, one.purpose), one.level != Level::Problem) << name;
    EXPECT_EQ(check.advice.empty(), one.level == Level::Note) << name;
    fake.set_option(fake_release(), one.option, before.found);
  }
}

TEST(DoctorOptions, no_config_no_options) {
  const FakeMachine fake;
  fake.remove(fake.headers(fake_release()) / ".config");
  for (const Check& check : fake.diagnose()) {
    EXPECT_FALSE(check.name.starts_with("CONFIG_")) << check.name;
  }
}

// The compiler that built the kernel

TEST(DoctorCompiler, another_patch_of_the_same_release) {
  const FakeMachine fake;
  fake.add_tool("gcc-12", "gcc-12 (Debian 12.3.0-1) 12.3.0");
  expect_check(the_check(fake.diagnose(), "compiler", fake_release()), Level::Ok,
               "gcc-12 12.3.0; the kernel was built by 12.2.0", "");
}

TEST(DoctorCompiler, another_release) {
  const FakeMachine fake;
  fake.add_tool("gcc-12", "gcc-12 (own) 13.1.0");
  expect_check(the_check(fake.diagnose(), "compiler", fake_release()), Level::Warning,
               "but the kernel was built by 12.2.0", "install gcc 12");
}

TEST(DoctorCompiler, missing) {
  const FakeMachine fake;
  fake.set_option(fake_release(), "CC_VERSION_TEXT",
                  "\"x86_64-linux-gnu-gcc-13 (Debian 13.2.0-1) 13.2.0\"");
  expect_check(the_check(fake.diagnose(), "compiler", fake_release()), Level::Problem,
               "x86_64-linux-gnu-gcc-13 is not installed", "apt install gcc-13");
  fake.add_tool("x86_64-linux-gnu-gcc-13", "x86_64-linux-gnu-gcc-13 (Debian 13.2.0-1) 13.2.0");
  expect_check(the_check(fake.diagnose(), "compiler", fake_release()), Level::Ok, "as the kernel",
               "");
}

TEST(DoctorCompiler, is_not_said) {
  for (const std::string text : {"n", "\"\"", "\"gcc\"", "\"cc 12.2.0\""}) {
    const FakeMachine fake;
    fake.set_option(fake_release(), "CC_VERSION_TEXT", text);
    expect_check(the_check(fake.diagnose(), "compiler", fake_release()), Level::Warning,
                 "does not say", "install the compiler");
  }
}

TEST(DoctorCompiler, another_name_than_gcc) {
  const FakeMachine fake;
  fake.set_option(fake_release(), "CC_VERSION_TEXT", "\"cc (GCC) 12.2.0\"");
  expect_check(the_check(fake.diagnose(), "compiler", fake_release()), Level::Problem,
               "cc is not installed", "apt install gcc");
}

TEST(DoctorCompiler, kernel_of_clang) {
  const FakeMachine fake;
  fake.set_option(fake_release(), "CC_VERSION_TEXT", "\"Debian clang version 19.1.7 (3)\"");
  expect_check(the_check(fake.diagnose(), "compiler", fake_release()), Level::Ok,
               "clang 19.1.7, as the kernel", "");
  fake.set_option(fake_release(), "CC_VERSION_TEXT", "\"clang version 21.1.0\"");
  expect_check(the_check(fake.diagnose(), "compiler", fake_release()), Level::Warning,
               "the clang here is 19.1.7", "install the clang");
  fake.remove(fake.bin() / "clang++-19");
  expect_check(the_check(fake.diagnose(), "compiler", fake_release()), Level::Warning, "not usable",
               "install the clang");
}

// The image to boot

TEST(DoctorImage, places) {
  const FakeMachine fake;
  const fs::path boot = fake.root() / "boot";
  for (const fs::path& place :
       {boot / ("vmlinuz-" + fake_release()),
        fake.root() / "images" / fake_release() / ("vmlinuz-" + fake_release()),
        fake.headers(fake_release()) / "arch/x86/boot/bzImage"}) {
    fake.remove(boot);
    fake.add_image(place);
    expect_check(the_check(fake.diagnose(), "image", fake_release()), Level::Ok, place.string(),
                 "");
    fake.remove(place);
  }
}

TEST(DoctorImage, is_no_image) {
  const FakeMachine fake;
  fake.write(fake.root() / "boot" / ("vmlinuz-" + fake_release()), "text");
  expect_check(the_check(fake.diagnose(), "image", fake_release()), Level::Problem,
               "is no x86 boot image", "install");
}

TEST(DoctorImage, cannot_be_read) {
  const FakeMachine fake;
  const fs::path file = fake.root() / "boot" / ("vmlinuz-" + fake_release());
  fake.remove(file);
  fs::create_directory(file);  // nobody can read one as a file, not even root
  expect_check(the_check(fake.diagnose(), "image", fake_release()), Level::Problem,
               "cannot be read", "chmod a+r");
}

TEST(DoctorImage, can_be_downloaded) {
  const FakeMachine fake;
  fake.remove(fake.root() / "boot");
  fake.add_script("apt-get", "test \"$*\" = '--print-uris download linux-image-" + fake_release() +
                                 "' && echo \"'http://mirror/i.deb' i.deb 70550672 SHA256:a\"");
  const Checks checks = fake.diagnose();
  expect_check(the_check(checks, "image", fake_release()), Level::Note,
               "linux-image-6.1.0-56-amd64 is downloaded when a test needs it (71 MB)", "");
  EXPECT_TRUE(can(checks, Purpose::Test));
}

TEST(DoctorImage, offline) {
  const FakeMachine fake;
  fake.remove(fake.root() / "boot");
  const Checks checks = fake.diagnose();
  expect_check(the_check(checks, "image", fake_release()), Level::Problem, "no image to boot",
               "apt update");
  EXPECT_TRUE(can(checks, Purpose::Build));
  EXPECT_FALSE(can(checks, Purpose::Test));
  fake.add_script("apt-get", "echo nonsense");
  EXPECT_EQ(the_check(fake.diagnose(), "image", fake_release()).level, Level::Problem);
  fake.remove(fake.bin() / "apt-get");
  EXPECT_EQ(the_check(fake.diagnose(), "image", fake_release()).level, Level::Problem);
  fake.remove(fake.root() / "etc");
  expect_check(the_check(fake.diagnose(), "image", fake_release()), Level::Problem, "",
               "put the kernel's image at " + (fake.root() / "images").string());
}

// Guests, cache and space

TEST(DoctorGuest, no_static_c_library) {
  const FakeMachine fake;
  fake.remove(fake.root() / "usr");
  expect_check(the_check(fake.diagnose(), "libc.a"), Level::Warning, "no static C library",
               "apt install libc6-dev");
  fake.write(fake.root() / "usr/lib64/libc.a", "");
  EXPECT_EQ(the_check(fake.diagnose(), "libc.a").level, Level::Ok);
}

TEST(DoctorGuest, dkms_is_optional) {
  const FakeMachine fake;
  fake.remove(fake.bin() / "dkms");
  const Checks checks = fake.diagnose();
  EXPECT_TRUE(can(checks, Purpose::Build));
  EXPECT_TRUE(can(checks, Purpose::Test));
}

TEST(DoctorGuest, cache_cannot_be_written) {
  FakeMachine fake;
  fake.write(fake.root() / "file", "");
  fake.machine.cache = fake.root() / "file";
  expect_check(the_check(fake.diagnose(), "cache"), Level::Problem, "cannot be written",
               "FERRULE_CACHE");
  fake.machine.cache = "/proc/ferrule";
  expect_check(the_check(fake.diagnose(), "cache"), Level::Problem, "cannot be written", "");
}

TEST(DoctorGuest, little_space_and_none) {
  FakeMachine fake;
  fake.machine.wanted_bytes = u64{1} << 60;
  expect_check(the_check(fake.diagnose(), "space"), Level::Warning, "are wanted", "make room");
  fake.machine.needed_bytes = u64{1} << 60;
  expect_check(the_check(fake.diagnose(), "space"), Level::Problem, "needed", "FERRULE_CACHE");
}

// What is printed

TEST(DoctorReport, a_line_for_each_check_and_one_for_what_to_do) {
  const Checks checks{{"clang++", "", Purpose::Build, Level::Ok, "clang++-19 19.1.7", ""},
                      {"qemu", "", Purpose::Test, Level::Problem, "is missing", "apt install q"},
                      {"headers", "6.1", Purpose::Build, Level::Ok, "/h", ""},
                      {"CONFIG_A", "6.1", Purpose::Build, Level::Ok, "y", ""},
                      {"CONFIG_B", "6.1", Purpose::Build, Level::Note, "n: b", ""},
                      {"CONFIG_C", "6.1", Purpose::Build, Level::Ok, "y", ""},
                      {"CONFIG_A", "6.2", Purpose::Build, Level::Warning, "n: a", "look"}};
  EXPECT_EQ(to_text(checks, false),
            "this machine\n"
            "  ok       clang++   clang++-19 19.1.7\n"
            "  problem  qemu      is missing\n"
            "           = do: apt install q\n"
            "kernel 6.1\n"
            "  ok       headers   /h\n"
            "  note     CONFIG_B  n: b\n"
            "  ok       options   2 others are as they should be\n"
            "kernel 6.2\n"
            "  warning  CONFIG_A  n: a\n"
            "           = do: look\n"
            "modules can be built here, but not tested: 1 problem, 1 warning, 1 note\n");
}

TEST(DoctorReport, verdicts) {
  const Check fine{"a", "", Purpose::Build, Level::Ok, "", ""};
  const Check broken{"b", "", Purpose::Build, Level::Problem, "", ""};
  const Check spare{"c", "", Purpose::Optional, Level::Problem, "", ""};
  EXPECT_THAT(to_text({fine}, false), HasSubstr("\nmodules can be built and tested here\n"));
  EXPECT_THAT(to_text({fine, broken, broken}, false),
              HasSubstr("\nmodules cannot be built here: 2 problems\n"));
  EXPECT_THAT(to_text({fine, spare}, false), HasSubstr("built and tested here: 1 problem\n"));
}

TEST(DoctorReport, colour_only_when_asked_for) {
  const FakeMachine fake;
  fake.remove(fake.bin() / "make");
  fake.set_option(fake_release(), "MODVERSIONS", "y");
  fake.set_option(fake_release(), "MODULE_UNLOAD", "n");
  const Checks checks = fake.diagnose();
  EXPECT_THAT(to_text(checks, false), Not(HasSubstr("\033")));
  const std::string coloured = to_text(checks, true);
  for (const std::string code : {"32mok", "36mnote", "33mwarning", "1;31mproblem"}) {
    EXPECT_THAT(coloured, HasSubstr("\033[" + code));
  }
}

bool is_one_of(const std::string& text, const std::vector<std::string>& allowed) {
  return std::ranges::find(allowed, text) != allowed.end();
}

/// The schema of docs/doctor.md: these members, of these types, and no others.
void expect_schema(const nlohmann::json& report) {
  ASSERT_TRUE(report.is_object());
  EXPECT_EQ(report.size(), 6U);
  EXPECT_EQ(report.at("schema"), 1);
  for (const std::string name : {"ok", "can_build", "can_test"}) {
    EXPECT_TRUE(report.at(name).is_boolean()) << name;
  }
  EXPECT_EQ(report.at("counts").size(), 4U);
  usize total = 0;
  for (const std::string level : {"ok", "note", "warning", "problem"}) {
    total += report.at("counts").at(level).get<usize>();
  }
  EXPECT_EQ(total, report.at("checks").size());
  for (const nlohmann::json& check : report.at("checks")) {
    EXPECT_EQ(check.size(), 6U) << check;
    EXPECT_FALSE(check.at("name").get<std::string>().empty());
    EXPECT_TRUE(check.at("kernel").is_null() || check.at("kernel").is_string()) << check;
    EXPECT_TRUE(is_one_of(check.at("needed_to"), {"build", "test", "optional"})) << check;
    EXPECT_TRUE(is_one_of(check.at("level"), {"ok", "note", "warning", "problem"})) << check;
    EXPECT_TRUE(check.at("found").is_string() && check.at("do").is_string()) << check;
  }
}

TEST(DoctorReport, json_has_every_check_and_keeps_its_schema) {
  const FakeMachine fake;
  const Checks fine = fake.diagnose();
  const nlohmann::json report = to_json(fine);
  expect_schema(report);
  EXPECT_EQ(report.at("checks").size(), fine.size());
  EXPECT_TRUE(report.at("ok") && report.at("can_build") && report.at("can_test"));
  EXPECT_TRUE(report.at("checks").front().at("kernel").is_null());
  EXPECT_EQ(report.at("checks").back().at("kernel"), fake_release());

  fake.remove(fake.bin() / "qemu-system-x86_64");
  const nlohmann::json no_guest = to_json(fake.diagnose());
  expect_schema(no_guest);
  EXPECT_FALSE(no_guest.at("ok") || no_guest.at("can_test"));
  EXPECT_TRUE(no_guest.at("can_build"));

  fake.remove(fake.bin());
  const nlohmann::json nothing = to_json(fake.diagnose({"6.0", "6.1"}));
  expect_schema(nothing);
  EXPECT_FALSE(nothing.at("ok") || nothing.at("can_build") || nothing.at("can_test"));
}

// This machine

TEST(DoctorHere, the_compiler_of_this_repository_is_fine) {
  const Checks checks = diagnose(Machine::here(), {});
  for (const std::string name : {"clang++", "clang", "llvm-link", "opt", "libstdc++", "make"}) {
    EXPECT_EQ(the_check(checks, name).level, Level::Ok) << the_check(checks, name).found;
  }
  expect_schema(to_json(checks));
}

}  // namespace
}  // namespace ferrule::cmd
