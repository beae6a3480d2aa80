// SPDX-License-Identifier: GPL-2.0 OR MIT
// Text: Str is a view of characters, CStr one that ends in a NUL the kernel's C functions can see.
//
//   const CStr port = "ttyS0";
//   const Str kind = port.str().first(3);
#pragma once

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel {

/// Characters that need not end in NUL, nor be UTF-8.
using Str = Span<const char>;

/// Text followed by a NUL. Made from a literal it lives as long as the module.
class FERRULE_VIEW FERRULE_CONTIGUOUS("size_ characters stand at text_") CStr {
 public:
  template <usize N>
  consteval CStr(const char (&literal FERRULE_LIFETIMEBOUND)[N])
      : text_{FERRULE_UNSAFE_EXPR("the constructor sees that it ends in a NUL", literal)},
        size_{N - 1} {
    FERRULE_UNSAFE("constant evaluation refuses an index outside the literal") {
      for (usize i = 0; i < N - 1; ++i) {
        ensure(literal[i] != '\0');
      }
      ensure(literal[N - 1] == '\0');
    }
  }
  FERRULE_UNSAFE_FN("text ends in a NUL and outlives the view")
  static constexpr CStr from_raw(const char* text FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("the contract above: there is a NUL") {
      return CStr(text, __builtin_strlen(text));
    }
  }

  [[nodiscard]] constexpr usize size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  /// For C functions.
  [[nodiscard]] constexpr const char* c_str() const {
    ensure(with_nul().back() == '\0');  // the owner of the characters may have written over it
    return text_;
  }
  [[nodiscard]] constexpr const char* data() const { return text_; }
  /// Without the NUL.
  [[nodiscard]] constexpr Str str() const { return with_nul().first(size_); }
  constexpr bool operator==(const CStr& other) const { return equal(str(), other.str()); }

 private:
  const char* text_;
  usize size_;

  constexpr CStr(const char* text FERRULE_LIFETIMEBOUND, usize size) : text_{text}, size_{size} {}

  [[nodiscard]] constexpr Str with_nul() const {
    FERRULE_UNSAFE("size_ characters and a NUL stand at text_") {
      return Str::from_raw(text_, size_ + 1);
    }
  }
};

}  // namespace ferrule::kernel
