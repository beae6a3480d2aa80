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
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/user/descriptor.hpp"

namespace ferrule::kernel::user {

/// A .ko file, open for as long as the object lives.
class ModuleFile {
 public:
  [[nodiscard]] static Outcome<ModuleFile> open(const std::string& path) {
    FERRULE_TRY(Descriptor file, Descriptor::open(path, O_RDONLY));
    return ModuleFile(std::move(file));
  }

  /// `parameters`: NAME=VALUE, with blanks between.
  [[nodiscard]] Outcome<void> load(const std::string& parameters = "") const {
    FERRULE_UNSAFE("the descriptor is open, and the string ends in a NUL and lives for the call") {
      if (::syscall(SYS_finit_module, file_.number(), parameters.c_str(), 0) != 0) {
        return Err{errno};
      }
    }
    return ok();
  }
  /// EWOULDBLOCK while somebody uses it.
  [[nodiscard]] static Outcome<void> unload(const std::string& name) {
    FERRULE_UNSAFE("the name ends in a NUL and lives for the call") {
      if (::syscall(SYS_delete_module, name.c_str(), O_NONBLOCK) != 0) {
        return Err{errno};
      }
    }
    return ok();
  }

 private:
  Descriptor file_;

  explicit ModuleFile(Descriptor file) : file_{std::move(file)} {}
};

}  // namespace ferrule::kernel::user
