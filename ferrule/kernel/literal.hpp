// SPDX-License-Identifier: GPL-2.0 OR MIT
// Literal: the text of a string literal, for what keeps a name without copying it. Where CStr is a
// view of any text, a Literal is a value: it is valid as long as the module.
//
//   struct Led {
//     Literal name;
//   };
//   constexpr Led kPower{"ferrule_power"};
#pragma once

#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/str.hpp"

namespace ferrule::kernel {

class FERRULE_OWNER Literal {
 public:
  template <usize N>
  consteval Literal(const char (&literal)[N]) : text_{CStr(literal).c_str()} {}

  /// For C functions: ends in a NUL.
  [[nodiscard]] FERRULE_STATIC_LIFETIME constexpr const char* c_str() const { return text_; }

 private:
  const char* text_;
};

}  // namespace ferrule::kernel
