// SPDX-License-Identifier: GPL-2.0 OR MIT
// Messages in the kernel log, at each of its levels (include/linux/kern_levels.h):
//
//   pr_info("{} devices, first at {:#x}\n", 2, 0xb000U);
//
// The format is checked when the module is compiled (format.hpp). Each message begins with the
// module's name.
#pragma once

#include <ferrule/bindings.hpp>

#include "ferrule/core/array.hpp"
#include "ferrule/kernel/format.hpp"
#include "ferrule/kernel/str.hpp"

namespace ferrule::kernel {

namespace internal {

/// The longest message; what is beyond is cut.
inline constexpr usize kLongestMessage = 256;

inline void print(CStr level, Str text) {
  FERRULE_UNSAFE("ferrule_printk reads the two C strings and text.size() characters, keeps none") {
    ferrule_printk(level.c_str(), KBUILD_MODNAME, text.data(), static_cast<int>(text.size()));
  }
}

template <typename... Args>
void print_formatted(CStr level, Str format, const Args&... args) {
  Array<char, kLongestMessage> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, format, args...);
  print(level, buffer.text());
}

}  // namespace internal

#define FERRULE_DEFINE_PRINT(name, level)                                              \
  template <typename... Args>                                                          \
  void name(FormatString<std::type_identity_t<Args>...> format, const Args&... args) { \
    internal::print_formatted(level, format.text(), args...);                          \
  }
FERRULE_DEFINE_PRINT(pr_emerg, "\0010")
FERRULE_DEFINE_PRINT(pr_alert, "\0011")
FERRULE_DEFINE_PRINT(pr_crit, "\0012")
FERRULE_DEFINE_PRINT(pr_err, "\0013")
FERRULE_DEFINE_PRINT(pr_warn, "\0014")
FERRULE_DEFINE_PRINT(pr_notice, "\0015")
FERRULE_DEFINE_PRINT(pr_info, "\0016")
#undef FERRULE_DEFINE_PRINT

}  // namespace ferrule::kernel
