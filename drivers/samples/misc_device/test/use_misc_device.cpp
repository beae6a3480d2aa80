// SPDX-License-Identifier: GPL-2.0 OR MIT
// Uses /dev/ferrule_mailbox as programs do, well and badly.
#include <cerrno>
#include <string>
#include <thread>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::u64;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;

struct Numbers {
  u64 bytes_waiting = 0;
  u64 bytes_passed = 0;
};
constexpr ferrule::u32 kGetNumbers = _IOR('f', 1, Numbers);
constexpr ferrule::u32 kClear = _IO('f', 2);
constexpr u64 kNowhere = 0x10;
constexpr u64 kKernelAddress = 0xffff'8880'0000'0000;

void check_passing(Checks& checks, DeviceFile& file) {
  checks.that("an empty mailbox is not waited for", file.read(10), EAGAIN);
  checks.that("what is written is taken", file.write("a letter").has_value());
  const auto letter = file.read(100);
  checks.that("what was written is read", letter && *letter == "a letter");
  checks.that("it is read once", file.read(10), EAGAIN);
  const std::string much(5000, 'x');
  checks.that("more than fits is refused", file.write(much), ENOSPC);
}

void check_ioctl(Checks& checks, DeviceFile& file) {
  Numbers numbers;
  checks.that("write before asking", file.write("12345").has_value());
  checks.that("numbers are told", file.ioctl_with(kGetNumbers, numbers).has_value());
  checks.that("and are right", numbers.bytes_waiting == 5 && numbers.bytes_passed == 8);
  checks.that("clear empties it", file.ioctl(kClear).has_value());
  checks.that("nothing is left", file.read(10), EAGAIN);
  checks.that("an unknown command is refused", file.ioctl(_IO('f', 99)), ENOTTY);
}

void check_bad_addresses(Checks& checks, DeviceFile& file) {
  checks.that("numbers to nowhere", file.ioctl(kGetNumbers, kNowhere), EFAULT);
  checks.that("numbers into the kernel", file.ioctl(kGetNumbers, kKernelAddress), EFAULT);
  checks.that("a letter from nowhere", file.write_from_address(kNowhere, 16), EFAULT);
  checks.that("a letter from the kernel", file.write_from_address(kKernelAddress, 16), EFAULT);
  checks.that("write something", file.write("kept").has_value());
  checks.that("a letter to nowhere", file.read_to_address(kNowhere, 16), EFAULT);
  const auto kept = file.read(10);
  checks.that("which was not lost by that", kept && *kept == "kept");
}

void check_poll(Checks& checks, DeviceFile& file, DeviceFile other) {
  const auto before = file.poll(POLLIN | POLLOUT, 0);
  checks.that("an empty mailbox has room and nothing to read", before && *before == POLLOUT);
  std::thread later([writer = std::move(other)]() mutable {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    static_cast<void>(writer.write("wake up"));
  });
  const auto after = file.poll(POLLIN, 10'000);
  later.join();
  checks.that("a letter wakes the one who polls", after && *after == POLLIN);
  checks.that("and is there", file.read(10).has_value());
}

}  // namespace

int main() {
  Checks checks;
  auto file = DeviceFile::open("/dev/ferrule_mailbox", O_RDWR | O_NONBLOCK);
  auto other = DeviceFile::open("/dev/ferrule_mailbox", O_RDWR);
  checks.that("the device is there", file.has_value() && other.has_value());
  if (file && other) {
    check_passing(checks, *file);
    check_ioctl(checks, *file);
    check_bad_addresses(checks, *file);
    check_poll(checks, *file, std::move(other).value());
  }
  return checks.finish();
}
