// SPDX-License-Identifier: GPL-2.0 OR MIT
// Lets the n-th allocation that this thread causes in the kernel fail (fail-nth in
// Documentation/fault-injection/fault-injection.rst).
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <utility>

#include "ferrule/core/result.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/user/descriptor.hpp"

namespace ferrule::kernel::user {

class FailNth {
 public:
  /// Of the calling thread. ENOENT: the kernel has no fault injection.
  [[nodiscard]] static Outcome<FailNth> open() {
    FERRULE_TRY(Descriptor file, Descriptor::open("/proc/thread-self/fail-nth", O_RDWR));
    return FailNth(std::move(file));
  }

  /// From here on; 0 ends it.
  void arm(u32 nth) const {
    const std::string text = std::to_string(nth);
    FERRULE_UNSAFE("the string covers its bytes") {
      static_cast<void>(::pwrite(file_.number(), text.data(), text.size(), 0) == 0);
    }
  }
  /// Ends it, and tells whether an allocation was refused since arm().
  [[nodiscard]] bool disarm() const {
    char first = '?';
    FERRULE_UNSAFE("one byte is read into an object of one byte") {
      static_cast<void>(::pread(file_.number(), &first, 1, 0) == 0);
    }
    arm(0);
    return first == '0';
  }

 private:
  Descriptor file_;

  explicit FailNth(Descriptor file) : file_{std::move(file)} {}
};

}  // namespace ferrule::kernel::user
