// SPDX-License-Identifier: Apache-2.0 OR MIT
// Version numbers in what programs print.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

struct Version {
  u32 major = 0;
  u32 minor = 0;
  u32 patch = 0;

  constexpr auto operator<=>(const Version&) const = default;
  [[nodiscard]] std::string text() const;
};

/// The version that follows the first `marker` in `text`: at least two numbers, "19.1" or "19.1.7".
[[nodiscard]] std::optional<Version> version_after(const std::string& text,
                                                   const std::string& marker);
/// gcc's, from its first line: "gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0".
[[nodiscard]] std::optional<Version> gcc_version(const std::string& line);

[[nodiscard]] std::string first_line(const std::string& text);

}  // namespace ferrule::cmd
