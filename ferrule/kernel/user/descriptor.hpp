// SPDX-License-Identifier: GPL-2.0 OR MIT
// For programs that test a driver from user space: an open file, with errno as the error.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel::user {

template <typename T>
using Outcome = ::ferrule::Result<T, int>;

/// Owns it; closed at its end.
class Descriptor {
 public:
  /// `flags`: O_RDWR, O_NONBLOCK and so on.
  [[nodiscard]] static Outcome<Descriptor> open(const std::string& path, int flags) {
    FERRULE_UNSAFE("the string ends in a NUL and lives for the call") {
      const int number = ::open(path.c_str(), flags | O_CLOEXEC);
      if (number < 0) {
        return Err{errno};
      }
      return Descriptor(number);
    }
  }
  Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  Descriptor& operator=(Descriptor&&) = delete;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      FERRULE_UNSAFE("the descriptor is this object's own") {
        ::close(number_);
      }
    }
  }

  /// For a system call.
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;

  explicit Descriptor(int number) : number_{number} {}
};

}  // namespace ferrule::kernel::user
