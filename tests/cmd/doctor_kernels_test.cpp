// SPDX-License-Identifier: Apache-2.0 OR MIT
// `ferrule doctor` about kernels: headers, compiler, configuration, image.
#include <gtest/gtest.h>

#include "cmd/doctor/kernel_config.hpp"
#include "tests/cmd/fake_machine.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

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

TEST(DoctorKernels, the_beginning_of_a_release) {
  const FakeMachine fake;
  fake.add_kernel("6.12.1");
  fake.add_kernel("6.12.10-rt");
  const Checks checks = fake.diagnose({"6.12"});
  expect_all_fine(checks);
  EXPECT_EQ(the_check(checks, "headers", "6.12.1").level, Level::Ok);
  EXPECT_EQ(the_check(checks, "headers", "6.12.10-rt").level, Level::Ok);
  for (const Check& check : checks) {
    EXPECT_NE(check.kernel, fake_release());
  }
  // A whole release is no beginning.
  fake.add_kernel("6.12.1.7");
  for (const Check& check : fake.diagnose({"6.12.1"})) {
    EXPECT_NE(check.kernel, "6.12.1.7");
  }
  expect_check(the_check(fake.diagnose({"6.1"}), "headers", fake_release()), Level::Ok, "", "");
  expect_check(the_check(fake.diagnose({"5.10"}), "headers", "5.10"), Level::Problem,
               "not installed", "");
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
  const FakeMachine fake;
  const fs::path file = fake.headers(fake_release()) / ".config";
  const Checks good = check_options(*KernelConfig::read(file), fake_release());
  EXPECT_EQ(good.size(), cases.size()) << "an option has no case here";
  for (const OptionCase& one : cases) {
    const std::string name = "CONFIG_" + one.option;
    const Check before = the_check(good, name, fake_release());
    EXPECT_EQ(before.level, Level::Ok) << name;
    fake.set_option(fake_release(), one.option, one.value);
    const Checks checks = check_options(*KernelConfig::read(file), fake_release());
    const Check check = the_check(checks, name, fake_release());
    expect_check(check, one.level, one.value + ": ", "");
    EXPECT_EQ(check.purpose, one.purpose) << name;
    EXPECT_EQ(can(checks, one.purpose), one.level != Level::Problem) << name;
    EXPECT_EQ(check.advice.empty(), one.level == Level::Note) << name;
    fake.set_option(fake_release(), one.option, before.found);
  }
}

TEST(DoctorOptions, are_looked_at_for_each_kernel) {
  const FakeMachine fake;
  fake.add_kernel("6.12.1");
  fake.set_option("6.12.1", "X86_KERNEL_IBT", "y");
  const Checks checks = fake.diagnose();
  EXPECT_EQ(the_check(checks, "CONFIG_X86_KERNEL_IBT", fake_release()).level, Level::Ok);
  EXPECT_EQ(the_check(checks, "CONFIG_X86_KERNEL_IBT", "6.12.1").level, Level::Note);
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

// Systems other than Debian

TEST(DoctorSystem, headers_are_in_packages_of_other_names) {
  const FakeMachine fake;
  const std::string release = "6.11.4-301.fc41.x86_64";
  fake.write(fake.root() / "proc/sys/kernel/osrelease", release + "\n");
  for (const auto& [system, advice] : std::vector<std::pair<std::string, std::string>>{
           {"ID=fedora\n", "dnf install kernel-devel-" + release},
           {"ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", "dnf install kernel-devel-"},
           {"ID=arch\n", "pacman -S linux-headers"},
           {"ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n", "zypper install kernel-default"},
           {"ID=other\n", "install the headers of " + release},
           {"", "/lib/modules/" + release + "/build"}}) {
    fake.write(fake.root() / "etc/os-release", system);
    const Check check = the_check(fake.diagnose({release}), "headers", release);
    expect_check(check, Level::Problem, "not installed", advice);
    EXPECT_EQ(check.advice.find("apt"), std::string::npos) << system;
  }
}

TEST(DoctorSystem, headers_and_image_may_stand_beside_the_modules) {
  const FakeMachine fake;
  fake.write(fake.root() / "etc/os-release", "ID=arch\n");
  const std::string name = "vmlinuz-" + fake_release();
  fs::rename(fake.root() / "boot" / name, fake.root() / "lib/modules" / fake_release() / "vmlinuz");
  expect_all_fine(fake.diagnose());
}

}  // namespace
}  // namespace ferrule::cmd
