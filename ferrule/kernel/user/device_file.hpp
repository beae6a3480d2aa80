// SPDX-License-Identifier: GPL-2.0 OR MIT
// For programs that test a driver from user space: a device's file, with errno as the error.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel::user {

template <typename T>
using Outcome = ::ferrule::Result<T, int>;

/// An open file; closed at its end.
class DeviceFile {
 public:
  /// `flags`: O_RDWR, O_NONBLOCK and so on.
  [[nodiscard]] static Outcome<DeviceFile> open(const std::string& path, int flags) {
    FERRULE_UNSAFE("the string ends in a NUL and lives for the call") {
      const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
      if (descriptor < 0) {
        return Err{errno};
      }
      return DeviceFile(descriptor);
    }
  }
  DeviceFile(DeviceFile&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
  DeviceFile& operator=(DeviceFile&&) = delete;
  DeviceFile(const DeviceFile&) = delete;
  DeviceFile& operator=(const DeviceFile&) = delete;
  ~DeviceFile() {
    if (descriptor_ >= 0) {
      FERRULE_UNSAFE("the descriptor is this object's own") {
        ::close(descriptor_);
      }
    }
  }

  /// At most `most` bytes.
  [[nodiscard]] Outcome<std::string> read(usize most) {
    std::string bytes(most, '\0');
    FERRULE_UNSAFE("the string has room for `most` bytes") {
      const ssize_t size = ::read(descriptor_, bytes.data(), bytes.size());
      if (size < 0) {
        return Err{errno};
      }
      bytes.resize(static_cast<usize>(size));
    }
    return bytes;
  }
  [[nodiscard]] Outcome<usize> write(std::string_view bytes) {
    FERRULE_UNSAFE("the view covers its bytes") {
      const ssize_t size = ::write(descriptor_, bytes.data(), bytes.size());
      if (size < 0) {
        return Err{errno};
      }
      return static_cast<usize>(size);
    }
  }
  /// An ioctl whose argument is a number.
  [[nodiscard]] Outcome<int> ioctl(u32 command, u64 argument = 0) {
    FERRULE_UNSAFE("the driver takes the argument for a number, or refuses it as an address") {
      const int answer = ::ioctl(descriptor_, command, argument);
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
      const int answer = ::ioctl(descriptor_, command, &argument);
      if (answer < 0) {
        return Err{errno};
      }
      return answer;
    }
  }
  /// read() and write() with an address of this process that the caller made up.
  [[nodiscard]] Outcome<usize> read_to_address(u64 address, usize size) {
    FERRULE_UNSAFE("a system call cannot be hurt by its address: it answers EFAULT") {
      return counted(::read(descriptor_, reinterpret_cast<void*>(address), size));
    }
  }
  [[nodiscard]] Outcome<usize> write_from_address(u64 address, usize size) {
    FERRULE_UNSAFE("a system call cannot be hurt by its address: it answers EFAULT") {
      return counted(::write(descriptor_, reinterpret_cast<const void*>(address), size));
    }
  }
  /// The events of `wanted` that are there, after at most `timeout_ms`.
  [[nodiscard]] Outcome<short> poll(short wanted, int timeout_ms) {
    pollfd entry{.fd = descriptor_, .events = wanted, .revents = 0};
    FERRULE_UNSAFE("one entry, which lives for the call") {
      if (::poll(&entry, 1, timeout_ms) < 0) {
        return Err{errno};
      }
    }
    return entry.revents;
  }

 private:
  int descriptor_;

  explicit DeviceFile(int descriptor) : descriptor_{descriptor} {}

  [[nodiscard]] static Outcome<usize> counted(ssize_t size) {
    if (size < 0) {
      return Err{errno};
    }
    return static_cast<usize>(size);
  }
};

}  // namespace ferrule::kernel::user
