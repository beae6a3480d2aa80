// SPDX-License-Identifier: GPL-2.0 OR MIT
// For programs that test a driver from user space: loads and unloads its module, with errno as the
// error.
#pragma once

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

#include "ferrule/core/result.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel::user {

/// A .ko file, open for as long as the object lives.
class ModuleFile {
 public:
  [[nodiscard]] static ::ferrule::Result<ModuleFile, int> open(const std::string& path) {
    FERRULE_UNSAFE("the string ends in a NUL and lives for the call") {
      const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
      if (descriptor < 0) {
        return Err{errno};
      }
      return ModuleFile(descriptor);
    }
  }
  ModuleFile(ModuleFile&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
  ModuleFile& operator=(ModuleFile&&) = delete;
  ModuleFile(const ModuleFile&) = delete;
  ModuleFile& operator=(const ModuleFile&) = delete;
  ~ModuleFile() {
    if (descriptor_ >= 0) {
      FERRULE_UNSAFE("the descriptor is this object's own") {
        ::close(descriptor_);
      }
    }
  }

  [[nodiscard]] ::ferrule::Result<void, int> load() const {
    FERRULE_UNSAFE("the descriptor is open, and the parameters are an empty string") {
      if (::syscall(SYS_finit_module, descriptor_, "", 0) != 0) {
        return Err{errno};
      }
    }
    return ok();
  }
  /// EWOULDBLOCK while somebody uses it.
  [[nodiscard]] static ::ferrule::Result<void, int> unload(const std::string& name) {
    FERRULE_UNSAFE("the name ends in a NUL and lives for the call") {
      if (::syscall(SYS_delete_module, name.c_str(), O_NONBLOCK) != 0) {
        return Err{errno};
      }
    }
    return ok();
  }

 private:
  int descriptor_;

  explicit ModuleFile(int descriptor) : descriptor_{descriptor} {}
};

}  // namespace ferrule::kernel::user
