// SPDX-License-Identifier: GPL-2.0 OR MIT
// BStr: bytes that are meant to be text and may be anything, such as a name that user space gave.
// It is shown with what cannot be printed escaped, so that no log line can be forged:
//
//   pr_info("{} opened it\n", BStr(name));       // a name of x and a newline shows as x\n
#pragma once

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/format.hpp"
#include "ferrule/kernel/str.hpp"

namespace ferrule::kernel {

class FERRULE_VIEW BStr {
 public:
  explicit constexpr BStr(Str text) : text_{text} {}
  explicit BStr(Bytes bytes)
      : text_{FERRULE_UNSAFE_EXPR(
            "bytes are characters",
            Str::from_raw(reinterpret_cast<const char*>(bytes.data()), bytes.size()))} {}

  [[nodiscard]] constexpr Str str() const { return text_; }
  [[nodiscard]] constexpr usize size() const { return text_.size(); }

 private:
  Str text_;
};

namespace internal {

/// Tab, newline and return as \t, \n and \r, a backslash doubled, other bytes as \x00.
constexpr void put_escaped(FormatBuffer& out, char character) {
  constexpr CStr kShort = "\t\n\r\\";
  constexpr CStr kLetters = "tnr\\";
  for (usize i = 0; i < kShort.size(); ++i) {
    if (character == kShort.str()[i]) {
      out.put('\\');
      out.put(kLetters.str()[i]);
      return;
    }
  }
  if (character >= ' ' && character <= '~') {
    out.put(character);
    return;
  }
  const u64 byte = static_cast<u8>(character);
  out.put('\\');
  out.put('x');
  out.put(digit_of(byte / 16, false));
  out.put(digit_of(byte % 16, false));
}

}  // namespace internal

template <>
struct Formatter<BStr> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec& spec, const BStr& value) {
    const usize before = out.needed();
    for (const char character : value.str()) {
      internal::put_escaped(out, character);
    }
    const usize width = out.needed() - before;
    out.fill(' ', spec.width > width ? spec.width - width : 0);
  }
};

}  // namespace ferrule::kernel
