// SPDX-License-Identifier: GPL-2.0 OR MIT
// For programs that test a driver from user space: a device's file, with errno as the error.
#pragma once

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

#include "ferrule/core/result.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/user/descriptor.hpp"

namespace ferrule::kernel::user {

/// An open file; closed at its end.
class DeviceFile {
 public:
  /// `flags`: O_RDWR, O_NONBLOCK and so on.
  [[nodiscard]] static Outcome<DeviceFile> open(const std::string& path, int flags) {
    FERRULE_TRY(Descriptor file, Descriptor::open(path, flags));
    return DeviceFile(std::move(file));
  }

  /// At most `most` bytes.
  [[nodiscard]] Outcome<std::string> read(usize most) {
    std::string bytes(most, '\0');
    FERRULE_UNSAFE("the string has room for `most` bytes") {
      const ssize_t size = ::read(file_.number(), bytes.data(), bytes.size());
      if (size < 0) {
        return Err{errno};
      }
      bytes.resize(static_cast<usize>(size));
    }
    return bytes;
  }
  [[nodiscard]] Outcome<usize> write(std::string_view bytes) {
    FERRULE_UNSAFE("the view covers its bytes") {
      const ssize_t size = ::write(file_.number(), bytes.data(), bytes.size());
      if (size < 0) {
        return Err{errno};
      }
      return static_cast<usize>(size);
    }
  }
  /// An ioctl whose argument is a number.
  [[nodiscard]] Outcome<int> ioctl(u32 command, u64 argument = 0) {
    FERRULE_UNSAFE("the driver takes the argument for a number, or refuses it as an address") {
      const int answer = ::ioctl(file_.number(), command, argument);
      if (answer < 0) {
        return Err{errno};
      }
      return answer;
    }
  }
  /// An ioctl whose argument is a structure, to be read or written.
  template <typename T>
  [[nodiscard]] Outcome<int> ioctl_with(u32 command, T& argument) {
    FERRULE_UNSAFE("the command tells the driver the size of a T") {
      const int answer = ::ioctl(file_.number(), command, &argument);
      if (answer < 0) {
        return Err{errno};
      }
      return answer;
    }
  }
  /// read() and write() with an address of this process that the caller made up.
  [[nodiscard]] Outcome<usize> read_to_address(u64 address, usize size) {
    FERRULE_UNSAFE("a system call cannot be hurt by its address: it answers EFAULT") {
      return counted(::read(file_.number(), reinterpret_cast<void*>(address), size));
    }
  }
  [[nodiscard]] Outcome<usize> write_from_address(u64 address, usize size) {
    FERRULE_UNSAFE("a system call cannot be hurt by its address: it answers EFAULT") {
      return counted(::write(file_.number(), reinterpret_cast<const void*>(address), size));
    }
  }
  /// The events of `wanted` that are there, after at most `timeout_ms`.
  [[nodiscard]] Outcome<short> poll(short wanted, int timeout_ms) {
    pollfd entry{.fd = file_.number(), .events = wanted, .revents = 0};
    FERRULE_UNSAFE("one entry, which lives for the call") {
      if (::poll(&entry, 1, timeout_ms) < 0) {
        return Err{errno};
      }
    }
    return entry.revents;
  }

 private:
  Descriptor file_;

  explicit DeviceFile(Descriptor file) : file_{std::move(file)} {}

  [[nodiscard]] static Outcome<usize> counted(ssize_t size) {
    if (size < 0) {
      return Err{errno};
    }
    return static_cast<usize>(size);
  }
};

}  // namespace ferrule::kernel::user
