// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/cmd/fake_machine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

fs::path new_folder() {
  std::random_device random;
  const fs::path made = fs::temp_directory_path() / ("ferrule-doctor-" + std::to_string(random()));
  fs::create_directories(made);
  return made;
}

void make_executable(const fs::path& file) {
  fs::permissions(file, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec);
}

constexpr std::string_view kConfig =
    "CONFIG_CC_VERSION_TEXT=\"gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0\"\n"
    "CONFIG_CC_IS_GCC=y\nCONFIG_X86_64=y\nCONFIG_MODULES=y\nCONFIG_MODULE_UNLOAD=y\n"
    "CONFIG_BLK_DEV_INITRD=y\nCONFIG_SERIAL_8250_CONSOLE=y\nCONFIG_PRINTK=y\nCONFIG_OBJTOOL=y\n"
    "CONFIG_DEBUG_FS=y\n# CONFIG_KUNIT is not set\n";

}  // namespace

FakeMachine::FakeMachine() {
  machine.root = new_folder();
  machine.path = {bin()};
  machine.bindgen = root() / "ferrule-bindgen";
  machine.checker = root() / "ferrule_checker.so";
  machine.cache = root() / "cache/ferrule";
  machine.images = root() / "images";
  machine.needed_bytes = 0;
  machine.wanted_bytes = 0;
  write(root() / "etc/os-release", "PRETTY_NAME=\"Debian\"\nID=debian\n");
  write(root() / "usr/lib/x86_64-linux-gnu/libc.a", "");
  write(root() / "proc/sys/kernel/osrelease", fake_release() + "\n");
  write(machine.checker, "");
  add_llvm("-19", "19.1.7");
  set_bindgen("ferrule-bindgen 0.1.0 (Debian clang version 19.1.7 (3~deb12u1))");
  add_tool("make", "GNU Make 4.3");
  add_tool("gcc-12", "gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0");
  add_tool("qemu-system-x86_64", "QEMU emulator version 7.2.22 (Debian 1:7.2)");
  add_tool("dkms", "dkms-3.0.10");
  add_script("apt-get", "exit 100");
  add_kernel(fake_release());
}

FakeMachine::~FakeMachine() {
  std::error_code error;
  fs::remove_all(root(), error);
}

void FakeMachine::write(const fs::path& file, const std::string& text) const {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

void FakeMachine::add_script(const std::string& name, const std::string& body) const {
  write(bin() / name, "#!/bin/sh\n" + body + "\n");
  make_executable(bin() / name);
}

void FakeMachine::add_tool(const std::string& name, const std::string& version_text) const {
  add_script(name, "case \"$1\" in --version) echo '" + version_text + "' ;; esac");
}

void FakeMachine::forbid_to_run(const fs::path& file) const {
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

void FakeMachine::add_llvm(const std::string& suffix, const std::string& version) const {
  for (const std::string name : {"clang", "clang++"}) {
    add_tool(name + suffix, "Debian clang version " + version + " (3~deb12u1)");
  }
  for (const std::string name : {"llvm-link", "opt"}) {
    add_tool(name + suffix, "Debian LLVM version " + version);
  }
}

void FakeMachine::set_bindgen(const std::string& text) const {
  write(machine.bindgen, "#!/bin/sh\necho '" + text + "'\n");
  make_executable(machine.bindgen);
}

void FakeMachine::add_kernel(const std::string& release) const {
  const fs::path folder = headers(release);
  for (const std::string part :
       {"Makefile", "Module.symvers", "include/generated/autoconf.h", "include/config/auto.conf",
        "include/config/kernel.release", "scripts/mod/modpost", "tools/objtool/objtool"}) {
    write(folder / part, "");
  }
  make_executable(folder / "scripts/mod/modpost");
  make_executable(folder / "tools/objtool/objtool");
  write(folder / "include/generated/utsrelease.h", "#define UTS_RELEASE \"" + release + "\"\n");
  write(folder / ".config", std::string(kConfig));
  add_image(root() / "boot" / ("vmlinuz-" + release));
}

void FakeMachine::add_image(const fs::path& file) const {
  write(file, std::string(0x202, '.') + "HdrS and more");
}

void FakeMachine::set_option(const std::string& release, const std::string& option,
                             const std::string& value) const {
  const fs::path file = headers(release) / ".config";
  std::ifstream lines(file);
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("CONFIG_" + option + "=")) {
      text += line + "\n";
    }
  }
  lines.close();
  if (value != "n") {
    text += "CONFIG_" + option + "=" + value + "\n";
  }
  write(file, text);
}

Check the_check(const Checks& checks, const std::string& name, const std::string& kernel) {
  Checks found;
  for (const Check& check : checks) {
    if (check.name == name && check.kernel == kernel) {
      found.push_back(check);
    }
  }
  EXPECT_EQ(found.size(), 1U) << name << " of kernel \"" << kernel << "\"";
  return found.empty() ? Check{} : found.front();
}

void expect_all_fine(const Checks& checks) {
  for (const Check& check : checks) {
    EXPECT_EQ(check.level, Level::Ok) << check.name << ": " << check.found;
    EXPECT_EQ(check.advice, "") << check.name;
  }
}

void expect_check(const Check& check, Level level, const std::string& found,
                  const std::string& advice) {
  EXPECT_EQ(name_of(check.level), name_of(level)) << check.name << ": " << check.found;
  EXPECT_THAT(check.found, testing::HasSubstr(found)) << check.name;
  EXPECT_THAT(check.advice, testing::HasSubstr(advice)) << check.name;
}

}  // namespace ferrule::cmd
