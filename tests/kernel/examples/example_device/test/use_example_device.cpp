// SPDX-License-Identifier: GPL-2.0 OR MIT
// Uses what the examples of miscdevice.hpp, file.hpp, poll.hpp, uaccess.hpp and debugfs.hpp make.
#include <cerrno>
#include <string>

#include "ferrule/kernel/user/checks.hpp"
#include "ferrule/kernel/user/device_file.hpp"

namespace {

using ferrule::u32;
using ferrule::u64;
using ferrule::kernel::user::Checks;
using ferrule::kernel::user::DeviceFile;

struct Status {
  u64 headers = 0;
  u64 bytes = 0;
};

void check_counter(Checks& checks) {
  auto file = DeviceFile::open("/dev/ferrule_counter", O_RDWR);
  checks.that("examples/miscdevice: it opens", file.has_value());
  if (!file) {
    return;
  }
  u64 bytes = 0;
  const auto written = file->write("12345");
  checks.that("examples/miscdevice: it takes what is written", written && *written == 5);
  checks.that("examples/miscdevice: it is asked",
              file->ioctl_with(_IOR('e', 1, u64), bytes).has_value());
  checks.that("examples/miscdevice: and has counted", bytes == 5);
  checks.that("examples/miscdevice: another command is refused", file->ioctl(_IO('e', 2)), ENOTTY);
}

void check_messages(Checks& checks) {
  const std::string header("\1\0\0\0\3\0\0\0", 8);
  auto file = DeviceFile::open("/dev/ferrule_messages", O_RDWR | O_NONBLOCK);
  checks.that("examples/file: it opens", file.has_value());
  if (!file) {
    return;
  }
  checks.that("examples/file: who does not wait is told", file->read(1), EAGAIN);
  const auto before = file->poll(POLLIN | POLLOUT, 0);
  checks.that("examples/poll: nothing is to be read at first", before && *before == POLLOUT);
  const auto written = file->write(header + "abc");
  checks.that("examples/uaccess: a message is read", written && *written == 11);
  checks.that("examples/uaccess: half a header is not", file->write("abc"), EFAULT);
  checks.that("examples/uaccess: nor a body that is too short", file->write(header + "a"), EINVAL);
  const auto after = file->poll(POLLIN | POLLOUT, 0);
  checks.that("examples/poll: then there is something",
              after && *after == static_cast<short>(POLLIN | POLLOUT));
  Status status;
  checks.that("examples/uaccess: the status comes",
              file->ioctl_with(_IOR('e', 2, Status), status).has_value());
  checks.that("examples/uaccess: as it was written", status.headers == 1 && status.bytes == 3);
  auto waits = DeviceFile::open("/dev/ferrule_messages", O_RDWR);
  const auto nothing = waits ? waits->read(1) : ferrule::Err{waits.error()};
  checks.that("examples/file: who would wait is not", nothing && nothing->empty());
}

void check_debugfs(Checks& checks) {
  const std::string path = "/sys/kernel/debug/ferrule_example/counters";
  auto shown = DeviceFile::open(path, O_RDONLY);
  const auto text = shown ? shown->read(64) : ferrule::Err{shown.error()};
  checks.that("examples/debugfs: it is shown", text && *text == "3\n");
  auto file = DeviceFile::open(path, O_WRONLY);
  checks.that("examples/debugfs: and changed", file && file->write("42").has_value());
  checks.that("examples/debugfs: to a number", file && !file->write("many").has_value());
  auto again = DeviceFile::open(path, O_RDONLY);
  const auto now = again ? again->read(64) : ferrule::Err{again.error()};
  checks.that("examples/debugfs: which is shown then", now && *now == "42\n");
}

}  // namespace

int main() {
  Checks checks;
  check_counter(checks);
  check_messages(checks);
  check_debugfs(checks);
  return checks.finish();
}
