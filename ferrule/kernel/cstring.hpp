// SPDX-License-Identifier: GPL-2.0 OR MIT
// CString: text of its own, followed by a NUL, for C functions that want it.
//
//   TRY(const CString name, CString::format(GFP_KERNEL, "blinky-{}", minor));
//   announce(name.view());
#pragma once

#include <type_traits>
#include <utility>

#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/alloc.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/format.hpp"
#include "ferrule/kernel/str.hpp"
#include "ferrule/kernel/vec.hpp"

namespace ferrule::kernel {

class CString {
 public:
  /// EINVAL when there is a NUL in it already.
  [[nodiscard]] static Result<CString> copy_of(Str text, SleepingGfp flags) FERRULE_MAY_SLEEP {
    FERRULE_TRY(KVec<char> copy, KVec<char>::with_capacity(text.size() + 1, flags));
    FERRULE_TRYV(copy.append(text, flags));
    return finish(std::move(copy));
  }
  [[nodiscard]] static Result<CString> copy_of(Str text, AtomicGfp flags) {
    FERRULE_TRY(KVec<char> copy, KVec<char>::with_capacity(text.size() + 1, flags));
    FERRULE_TRYV(copy.append(text, flags));
    return finish(std::move(copy));
  }
  /// The formatted text (format.hpp), as long as it is.
  template <typename... Args>
  [[nodiscard]] static Result<CString> format(SleepingGfp flags,
                                              FormatString<std::type_identity_t<Args>...> format,
                                              const Args&... args) FERRULE_MAY_SLEEP {
    KVec<char> text;
    FERRULE_TRYV(text.reserve(room_for(format.text(), args...) + 1, flags));
    FERRULE_TRYV(text.extend(text.capacity() - 1, flags));
    return fill(std::move(text), format.text(), args...);
  }
  template <typename... Args>
  [[nodiscard]] static Result<CString> format(AtomicGfp flags,
                                              FormatString<std::type_identity_t<Args>...> format,
                                              const Args&... args) {
    KVec<char> text;
    FERRULE_TRYV(text.reserve(room_for(format.text(), args...) + 1, flags));
    FERRULE_TRYV(text.extend(text.capacity() - 1, flags));
    return fill(std::move(text), format.text(), args...);
  }

  [[nodiscard]] usize size() const { return text_.size() - 1; }
  [[nodiscard]] CStr view() const FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("finish() put one NUL in it, at its end") {
      return CStr::from_raw(text_.data());
    }
  }

 private:
  KVec<char> text_;

  explicit CString(KVec<char> text) : text_{std::move(text)} {}

  template <typename... Args>
  [[nodiscard]] static usize room_for(Str format, const Args&... args) {
    FormatBuffer nowhere{Span<char>{}};
    format_to(nowhere, format, args...);
    return nowhere.needed();
  }
  template <typename... Args>
  [[nodiscard]] static Result<CString> fill(KVec<char> text, Str format, const Args&... args) {
    FormatBuffer out(text.span());
    format_to(out, format, args...);
    const usize size = out.text().size();
    text.truncate(size);
    return finish(std::move(text));
  }
  /// `text` has room for one character more.
  [[nodiscard]] static Result<CString> finish(KVec<char> text) {
    for (const char character : text.span()) {
      if (character == '\0') {
        return Err{errors::EINVAL};
      }
    }
    FERRULE_TRYV(text.push_within_capacity('\0'));
    return CString(std::move(text));
  }
};

template <>
struct Formatter<CString> {
  static constexpr bool kNumber = false;
  static void format(FormatBuffer& out, const FormatSpec& spec, const CString& value) {
    internal::format_text(out, spec, value.view().str());
  }
};

}  // namespace ferrule::kernel
