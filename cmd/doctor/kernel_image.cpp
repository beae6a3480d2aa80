// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/kernel_image.hpp"

#include <fstream>
#include <optional>
#include <system_error>

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

/// An x86 boot image has "HdrS" at 0x202 (Documentation/arch/x86/boot.rst).
enum class Image : u8 { Absent, Unreadable, NotBootable, Good };
Image look_at_image(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) {
    return Image::Absent;
  }
  std::ifstream stream(file, std::ios::binary);
  char c = 0;
  if (!stream.get(c)) {
    return Image::Unreadable;
  }
  stream.seekg(0x202);
  std::string mark;
  while (mark.size() < 4 && stream.get(c)) {
    mark.push_back(c);
  }
  return mark == "HdrS" ? Image::Good : Image::NotBootable;
}

/// Package sizes are told in millions of bytes, as apt does.
std::string megabytes(u64 bytes) { return std::to_string((bytes + 999'999) / 1'000'000) + " MB"; }

Check without_image(const Machine& machine, const std::string& release) {
  const std::string package = "linux-image-" + release;
  Check check{"image", release, Purpose::Test, Level::Note, "", ""};
  if (const std::optional<u64> bytes = package_bytes(machine, package)) {
    check.found =
        "not here; " + package + " is downloaded when a test needs it (" + megabytes(*bytes) + ")";
    return check;
  }
  check.level = Level::Problem;
  check.found = "no image to boot, and no package that has one";
  check.advice = has_apt(machine) ? "apt update, so that " + package + " can be downloaded; or "
                                  : std::string();
  const fs::path file = machine.images / release / ("vmlinuz-" + release);
  check.advice += "put the kernel's image at " + file.string();
  return check;
}

}  // namespace

Check check_image(const Machine& machine, const std::string& release,
                  const std::filesystem::path& headers) {
  Check check{"image", release, Purpose::Test, Level::Ok, "", ""};
  const std::string name = "vmlinuz-" + release;
  for (const fs::path& file :
       {machine.images / release / name, machine.root / "boot" / name,
        machine.root / "lib/modules" / release / "vmlinuz", headers / "arch/x86/boot/bzImage"}) {
    const Image image = look_at_image(file);
    if (image == Image::Absent) {
      continue;
    }
    check.found = file.string();
    if (image == Image::Unreadable) {
      check.level = Level::Problem;
      check.found += " cannot be read by this user";
      check.advice = "chmod a+r " + file.string();
    } else if (image == Image::NotBootable) {
      check.level = Level::Problem;
      check.found += " is no x86 boot image";
      check.advice = "install the kernel's image again";
    }
    return check;
  }
  return without_image(machine, release);
}

}  // namespace ferrule::cmd
