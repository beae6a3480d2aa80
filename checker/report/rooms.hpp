// SPDX-License-Identifier: Apache-2.0 OR MIT
// Which files are Ferrule's own. What its rooms may do, a driver may not, whatever it calls its
// folders.
#pragma once

#include <string>

#include "checker/ast/clang.hpp"
#include "llvm/ADT/StringRef.h"

namespace ferrule::checker {

class Rooms {
 public:
  /// `home`: the folder in which Ferrule's headers are, as `ferrule/core` and `ferrule/kernel`.
  /// Empty: every folder of those names counts.
  explicit Rooms(const std::string& home);

  [[nodiscard]] bool is_core(llvm::StringRef file) const { return is_in("ferrule/core/", file); }
  [[nodiscard]] bool is_kernel(llvm::StringRef file) const {
    return is_in("ferrule/kernel/", file);
  }

 private:
  std::string home_;

  [[nodiscard]] bool is_in(llvm::StringRef room, llvm::StringRef file) const;
};

}  // namespace ferrule::checker
