// SPDX-License-Identifier: Apache-2.0 OR MIT
// `ferrule doctor` about the machine: compilers, libclang, guests, cache.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cmd/doctor/version.hpp"
#include "tests/cmd/fake_machine.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

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

TEST(DoctorTool, apt_is_named_on_debian_and_what_is_like_it) {
  const FakeMachine fake;
  fake.remove(fake.bin() / "make");
  for (const std::string text : {"NAME=x\nID=debian\n", "ID=ubuntu\nID_LIKE=debian\n",
                                 "ID=x\nID_LIKE=\"ubuntu debian\"\n"}) {
    fake.write(fake.root() / "etc/os-release", text);
    expect_check(the_check(fake.diagnose(), "make"), Level::Problem, "", "apt install make");
  }
  for (const std::string text : {"", "ID=arch\nHOME_URL=https://not.debian.example/\n"}) {
    fake.write(fake.root() / "etc/os-release", text);
    expect_check(the_check(fake.diagnose(), "make"), Level::Problem, "", "install GNU make");
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

/// A machine whose only LLVM has another name.
class OtherLlvm : public FakeMachine {
 public:
  OtherLlvm(const std::string& suffix, const std::string& version) {
    for (const std::string name : {"clang", "clang++", "llvm-link", "opt"}) {
      remove(bin() / (name + "-19"));
    }
    add_llvm(suffix, version);
    set_bindgen("ferrule-bindgen 0.1.0 (clang version " + version + ")");
  }
};

TEST(DoctorLlvm, builds_have_to_be_told_of_a_newer_release) {
  OtherLlvm fake("-22", "22.1.8");
  const Checks checks = fake.diagnose();
  EXPECT_FALSE(can(checks, Purpose::Build));
  expect_check(the_check(checks, "clang++"), Level::Ok, "clang++-22 22.1.8", "");
  expect_check(the_check(checks, "llvm"), Level::Problem, "builds take clang++-19",
               "export FERRULE_LLVM=22");
  fake.machine.llvm = "22";
  const Checks told = fake.diagnose();
  EXPECT_TRUE(can(told, Purpose::Build));
  expect_check(the_check(told, "clang++"), Level::Ok, "clang++-22 22.1.8", "");
  expect_check(the_check(told, "llvm"), Level::Note, "FERRULE_LLVM=22", "");
  expect_check(the_check(told, "checker"), Level::Note, "a part of clang 19 only",
               "apt install clang-19");
}

TEST(DoctorLlvm, what_is_named_is_looked_at_and_nothing_else) {
  FakeMachine fake;
  fake.machine.llvm = "22";
  expect_check(the_check(fake.diagnose(), "clang++"), Level::Problem, "clang++-22 is not installed",
               "apt install clang-22");
  fake.machine.llvm = "19";
  expect_all_fine(fake.diagnose());
}

TEST(DoctorLlvm, release_19_is_preferred) {
  const FakeMachine fake;
  fake.add_llvm("-22", "22.1.8");
  expect_all_fine(fake.diagnose());
}

TEST(DoctorLlvm, programs_without_a_number) {
  OtherLlvm fake("", "19.1.7");
  const Checks checks = fake.diagnose();
  expect_check(the_check(checks, "clang++"), Level::Ok, "19.1.7", "");
  expect_check(the_check(checks, "llvm"), Level::Problem, "builds take clang++-19",
               "export FERRULE_LLVM=" + fake.bin().string());
  for (const std::string end : {"", "/"}) {
    fake.machine.llvm = fake.bin().string() + end;
    EXPECT_TRUE(can(fake.diagnose(), Purpose::Build)) << end;
  }
  fake.add_llvm("", "14.0.6");
  expect_check(the_check(fake.diagnose(), "clang++"), Level::Problem, "too old", "clang-19");
}

TEST(DoctorLlvm, in_a_folder_outside_of_the_path) {
  FakeMachine fake;
  fs::create_directories(fake.root() / "opt/llvm");
  for (const std::string name : {"clang", "clang++", "llvm-link", "opt"}) {
    fs::rename(fake.bin() / (name + "-19"), fake.root() / "opt/llvm" / name);
  }
  fake.machine.llvm = (fake.root() / "opt/llvm").string();
  const Checks checks = fake.diagnose();
  EXPECT_TRUE(can(checks, Purpose::Build));
  expect_check(the_check(checks, "opt"), Level::Ok, "/opt/llvm/opt 19.1.7", "");
}

// The checker of the safe subset

TEST(DoctorChecker, is_not_there) {
  FakeMachine fake;
  fake.remove(fake.machine.checker);
  const Checks checks = fake.diagnose();
  EXPECT_TRUE(can(checks, Purpose::Build));
  expect_check(the_check(checks, "checker"), Level::Note, fake.machine.checker.string(),
               "FERRULE_BUILD_CHECKER=ON (apt install llvm-19-dev libclang-19-dev)");
  fake.machine.checker.clear();
  expect_check(the_check(fake.diagnose(), "checker"), Level::Note, "no ferrule_checker.so", "");
}

TEST(DoctorChecker, does_not_load) {
  const FakeMachine fake;
  fake.add_script("clang++-19",
                  "case \"$*\" in --version) echo 'clang version 19.1.7' ;; "
                  "*-fplugin*) echo 'error: unable to load plugin'; exit 1 ;; esac");
  const Checks checks = fake.diagnose();
  EXPECT_FALSE(can(checks, Purpose::Build));
  expect_check(the_check(checks, "checker"), Level::Problem, "unable to load plugin", "--no-check");
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

}  // namespace
}  // namespace ferrule::cmd
