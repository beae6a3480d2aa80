// SPDX-License-Identifier: GPL-2.0 OR MIT
// Messages in the kernel log, at each of its levels (include/linux/kern_levels.h):
//
//   pr_info("{} devices, first at {:#x}\n", 2, 0xb000U);
//
// The format is checked when the module is compiled (format.hpp). Each message begins with the
// module's name. pr_cont() goes on with a line that was not ended:
//
//   pr_info("speeds:");
//   pr_cont(" {}", 100);
//   pr_cont(" {}\n", 1000);
//
// pr_debug() and dev_dbg() are checked always, and print where DEBUG is defined before the headers
// (`#define DEBUG`, or `ccflags-y += -DDEBUG` in Kbuild); elsewhere nothing of them is left, and
// their arguments are not evaluated. They are not switched at run time: the kernel's dynamic debug
// does not know them.
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

/// Without the module's name.
inline void print_plain(CStr level, Str text) {
  FERRULE_UNSAFE("ferrule_printk_plain reads the C string and text.size() characters, keeps none") {
    ferrule_printk_plain(level.c_str(), text.data(), static_cast<int>(text.size()));
  }
}

template <typename... Args>
void print_formatted(CStr level, Str format, const Args&... args) {
  Array<char, kLongestMessage> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, format, args...);
  print(level, buffer.text());
}
template <typename... Args>
void print_formatted_plain(CStr level, Str format, const Args&... args) {
  Array<char, kLongestMessage> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, format, args...);
  print_plain(level, buffer.text());
}

template <typename... Args>
void print_debug(FormatString<std::type_identity_t<Args>...> format, const Args&... args) {
  print_formatted("\0017", format.text(), args...);
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

/// The rest of a line, whose level was told before (KERN_CONT). Another task's message may come in
/// between and end the line.
template <typename... Args>
void pr_cont(FormatString<std::type_identity_t<Args>...> format, const Args&... args) {
  internal::print_formatted_plain("\001c", format.text(), args...);
}

}  // namespace ferrule::kernel

#if defined(DEBUG)
#define FERRULE_DEBUG_MESSAGES true
#else
#define FERRULE_DEBUG_MESSAGES false
#endif
#define FERRULE_PRINT_DEBUG(print, ...)                \
  do {                                                 \
    if (FERRULE_DEBUG_MESSAGES) {                      \
      ::ferrule::kernel::internal::print(__VA_ARGS__); \
    }                                                  \
  } while (false)

#if !defined(FERRULE_NO_SHORT_NAMES)
#define pr_debug(...) FERRULE_PRINT_DEBUG(print_debug, __VA_ARGS__)
#endif
