// SPDX-License-Identifier: GPL-2.0 OR MIT
// What goes in comes out, byte for byte, and nothing beside it is touched.
#include <array>
#include <cerrno>
#include <string>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::u64;
using ferrule::u8;
using ferrule::usize;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;

struct Pair {
  u64 first = 0;
  u64 second = 0;
};
struct Guarded {
  u64 before = 0;
  u64 inside = 0;
  u64 behind = 0;
};
struct Name {
  std::array<char, 32> text{};
};
constexpr ferrule::u32 kSwap = _IOWR('u', 1, Pair);
constexpr ferrule::u32 kWriteInside = _IOWR('u', 2, Guarded);
constexpr ferrule::u32 kLengthOfName = _IOW('u', 3, Name);
constexpr ferrule::u32 kLie = _IO('u', 4);
constexpr usize kHeader = 8;
constexpr u64 kAll = ~u64{0};

/// Every value of a byte, several times: more than a page, so that copies cross its end.
std::string message(usize size) {
  std::string bytes;
  for (usize i = 0; i < size; ++i) {
    bytes.push_back(static_cast<char>(i * 31 % 256));
  }
  bytes.at(kHeader + 3) = '|';
  return bytes;
}

Name name(const std::string& text) {
  Name made;
  for (usize i = 0; i < text.size(); ++i) {
    made.text.at(i) = text.at(i);
  }
  return made;
}

void check_messages(Checks& checks, DeviceFile& file) {
  for (const usize size : {usize{12}, usize{13}, usize{300}, usize{4096}, usize{9999}}) {
    const std::string sent = message(size);
    const auto taken = file.write(sent);
    checks.that(std::to_string(size) + " bytes are taken", taken && *taken == size);
    const auto back = file.read(size);
    checks.that("and come back as they were", back && *back == sent);
    checks.that("no buffer is written behind its end", file.read(size - 1), EFAULT);
    const auto more = file.read(size + 100);
    checks.that("no more than there are", more && *more == sent);
  }
  checks.that("half a header is refused", file.write("1234567"), EFAULT);
  const auto kept = file.read(10'000);
  checks.that("and changes nothing", kept && *kept == message(9999));
}

void check_arguments(Checks& checks, DeviceFile& file) {
  Pair pair{.first = 0x1122'3344'5566'7788, .second = kAll};
  checks.that("a pair goes in and out", file.ioctl_with(kSwap, pair).has_value());
  checks.that("swapped", pair.first == kAll && pair.second == 0x1122'3344'5566'7788);

  Guarded guarded{.before = kAll, .inside = 0, .behind = kAll};
  checks.that("a part is written", file.ioctl_with(kWriteInside, guarded).has_value());
  checks.that("as it was meant", guarded.inside == 0x0102'0304'0506'0708);
  checks.that("and nothing beside it", guarded.before == kAll && guarded.behind == kAll);
}

void check_text(Checks& checks, DeviceFile& file) {
  for (const std::string& text : {std::string(), std::string("name"), std::string(15, 'n')}) {
    Name given = name(text);
    const auto length = file.ioctl_with(kLengthOfName, given);
    checks.that("text of " + std::to_string(text.size()) + " characters",
                length && static_cast<usize>(*length) == text.size());
  }
  Name longer = name(std::string(16, 'n'));
  checks.that("a text that does not fit", file.ioctl_with(kLengthOfName, longer), E2BIG);
}

void check_lies(Checks& checks, DeviceFile& file) {
  for (const u64 more : {u64{1}, u64{5000}, kAll >> 1}) {
    checks.that("the driver counts too much", file.ioctl(kLie, more).has_value());
    checks.that("of what it read", file.read(64), EIO);
    checks.that("of what was written", file.write("12345678abc|"), EIO);
  }
  checks.that("it is honest again", file.ioctl(kLie, 0).has_value());
  checks.that("and believed", file.write("12345678abc|").has_value());
}

}  // namespace

int main() {
  Checks checks;
  auto file = DeviceFile::open("/dev/ferrule_user_copies", O_RDWR);
  checks.that("the device is there", file.has_value());
  if (file) {
    check_messages(checks, *file);
    check_arguments(checks, *file);
    check_text(checks, *file);
    check_lies(checks, *file);
  }
  return checks.finish();
}
