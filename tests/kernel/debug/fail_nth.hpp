// SPDX-License-Identifier: GPL-2.0 OR MIT
// Lets the n-th allocation that this thread causes in the kernel fail (fail-nth in
// Documentation/fault-injection/fault-injection.rst).
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel::user {

class FailNth {
 public:
  /// Of the calling thread. ENOENT: the kernel has no fault injection.
  [[nodiscard]] static ::ferrule::Result<FailNth, int> open() {
    FERRULE_UNSAFE("the path is a literal") {
      const int descriptor = ::open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
      if (descriptor < 0) {
        return Err{errno};
      }
      return FailNth(descriptor);
    }
  }
  FailNth(FailNth&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
  FailNth& operator=(FailNth&&) = delete;
  FailNth(const FailNth&) = delete;
  FailNth& operator=(const FailNth&) = delete;
  ~FailNth() {
    if (descriptor_ >= 0) {
      FERRULE_UNSAFE("the descriptor is this object's own") {
        ::close(descriptor_);
      }
    }
  }

  /// From here on; 0 ends it.
  void arm(u32 nth) const {
    const std::string text = std::to_string(nth);
    FERRULE_UNSAFE("the string covers its bytes") {
      static_cast<void>(::pwrite(descriptor_, text.data(), text.size(), 0) == 0);
    }
  }
  /// Ends it, and tells whether an allocation was refused since arm().
  [[nodiscard]] bool disarm() const {
    char first = '?';
    FERRULE_UNSAFE("one byte is read into an object of one byte") {
      static_cast<void>(::pread(descriptor_, &first, 1, 0) == 0);
    }
    arm(0);
    return first == '0';
  }

 private:
  int descriptor_;

  explicit FailNth(int descriptor) : descriptor_{descriptor} {}
};

}  // namespace ferrule::kernel::user
