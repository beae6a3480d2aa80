// SPDX-License-Identifier: GPL-2.0 OR MIT
// Opens the devices several times, and in ways that are refused.
#include <cerrno>
#include <filesystem>
#include <string>

#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/descriptor.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::u32;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::Descriptor;
using ferrule::kernel::user::DeviceFile;

const std::string kTickets = "/dev/ferrule_tickets";
const std::string kBare = "/dev/ferrule_bare";
constexpr u32 kNumber = _IO('t', 1);
constexpr u32 kWritten = _IO('t', 2);
constexpr u32 kOpenNow = _IO('t', 3);

/// -1: refused.
int ask(DeviceFile& file, u32 question) { return file.ioctl(question).value_or(-1); }

void check_states(Checks& checks) {
  auto first = DeviceFile::open(kTickets, O_RDWR);
  checks.that("the first opens it", first && ask(*first, kNumber) == 1);
  if (!first) {
    return;
  }
  {
    auto second = DeviceFile::open(kTickets, O_RDWR);
    checks.that("the second has another state", second && ask(*second, kNumber) == 2);
    checks.that("both are there", ask(*first, kOpenNow) == 2);
    checks.that("the first writes", first->write("abc").has_value());
    checks.that("the second as well", second && second->write("12345").has_value());
    checks.that("what the second wrote is its own", second && ask(*second, kWritten) == 5);
  }
  checks.that("what the first wrote too", ask(*first, kWritten) == 3);
  checks.that("a state ends when its file is closed", ask(*first, kOpenNow) == 1);
}

void check_refused(Checks& checks) {
  checks.that("open may refuse to read only", DeviceFile::open(kTickets, O_RDONLY), EACCES);
  checks.that("or to write only", DeviceFile::open(kTickets, O_WRONLY), EACCES);
  auto next = DeviceFile::open(kTickets, O_RDWR);
  checks.that("which leaves nothing behind",
              next && ask(*next, kNumber) == 3 && ask(*next, kOpenNow) == 1);
}

/// What the kernel says in the place of an operation that is null.
void check_absent(Checks& checks) {
  auto file = DeviceFile::open(kBare, O_RDWR);
  checks.that("a device without operations opens", file.has_value());
  if (file) {
    checks.that("it cannot be read", file->read(1), EINVAL);
    checks.that("nor written", file->write("a"), EINVAL);
    checks.that("it has no commands", file->ioctl(kNumber), ENOTTY);
    const auto events = file->poll(POLLIN | POLLOUT, 0);
    checks.that("nobody waits for it", events && *events == (POLLIN | POLLOUT));
  }
}

/// As a 32-bit program asks, through the entry that it has into the kernel.
int ask_as_32_bit(const Descriptor& file, u32 question) {
  constexpr int kIoctl = 54;  // of i386
  int answer = kIoctl;
  UNSAFE(
      "this ioctl takes no address, and the kernel changes no register but those that are named") {
    __asm__ volatile("int $0x80"
                     : "+a"(answer)
                     : "b"(file.number()), "c"(question), "d"(0)
                     : "r8", "r9", "r10", "r11", "memory");
  }
  return answer;
}

void check_32_bit(Checks& checks) {
  if (!std::filesystem::exists("/proc/sys/abi/vsyscall32")) {
    std::cout << "# this kernel runs no 32-bit programs\n";
    return;
  }
  const auto file = Descriptor::open(kTickets, O_RDWR);
  checks.that("a 32-bit program is answered", file && ask_as_32_bit(*file, kNumber) == 4);
  checks.that("and refused", file && ask_as_32_bit(*file, _IO('t', 9)) == -ENOTTY);
}

void check_modes(Checks& checks) {
  using std::filesystem::perms;
  const auto mode = [](const std::string& path) {
    return static_cast<u32>(std::filesystem::status(path).permissions() & perms::mask);
  };
  checks.that("the mode is the driver's", mode(kTickets) == 0666);
  checks.that("or the kernel's own", mode(kBare) == 0600);
}

}  // namespace

int main() {
  Checks checks;
  check_states(checks);
  check_refused(checks);
  check_absent(checks);
  check_32_bit(checks);
  check_modes(checks);
  return checks.finish();
}
