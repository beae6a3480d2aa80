// SPDX-License-Identifier: Apache-2.0 OR MIT
// A line of a guest's serial console.
#pragma once

#include <string>
#include <string_view>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd::guest {

/// What init's own lines start with, after the kernel's time stamp.
inline constexpr std::string_view kGuestMark FERRULE_STATIC_LIFETIME = "guest> ";

/// What init says when a shell reads the console.
inline constexpr std::string_view kShellIsOpen FERRULE_STATIC_LIFETIME = "# a shell is open";

struct ConsoleLine {
  enum class Source : u8 {
    Kernel,  ///< has a time stamp
    Guest,   ///< written by init
    Other,   ///< firmware, a shell
  };
  Source source = Source::Other;
  u64 time_us = 0;   ///< since the kernel started
  std::string text;  ///< without time stamp and mark
};

/// "[    1.234567] text", with a thread or processor in a second pair of brackets where the kernel
/// was built with PRINTK_CALLER. Terminal control sequences are dropped.
[[nodiscard]] ConsoleLine read_console_line(std::string_view raw);

}  // namespace ferrule::cmd::guest
