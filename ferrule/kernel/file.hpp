// SPDX-License-Identifier: GPL-2.0 OR MIT
// An open file, as the operations of a device see it.
//
//   if (file.is_non_blocking()) {
//     return Err{errors::EAGAIN};              // instead of waiting
//   }
#pragma once

#include <ferrule/bindings.hpp>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel {

/// A struct file for the time of one call: it is passed on, never kept.
class FERRULE_VIEW File {
 public:
  FERRULE_UNSAFE_FN("file is open for as long as the view is used")
  static File from_raw(struct file* file FERRULE_LIFETIMEBOUND) { return File(file); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// O_RDONLY, O_NONBLOCK and so on.
  [[nodiscard]] u32 flags() const {
    FERRULE_UNSAFE("from_raw() demands an open file") {
      return file_->f_flags;
    }
  }
  /// The caller would rather have EAGAIN than wait.
  [[nodiscard]] bool is_non_blocking() const { return (flags() & bindings::O_NONBLOCK) != 0; }
  [[nodiscard]] bool is_readable() const { return has_mode(bindings::FMODE_READ); }
  [[nodiscard]] bool is_writable() const { return has_mode(bindings::FMODE_WRITE); }

  /// For C functions.
  [[nodiscard]] struct file* raw() const { return file_; }

 private:
  struct file* file_;

  explicit File(struct file* file FERRULE_LIFETIMEBOUND) : file_{file} {}

  [[nodiscard]] bool has_mode(u32 mode) const {
    FERRULE_UNSAFE("from_raw() demands an open file") {
      return (file_->f_mode & mode) != 0;
    }
  }
};

}  // namespace ferrule::kernel
