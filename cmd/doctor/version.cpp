// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/version.hpp"

namespace ferrule::cmd {
namespace {

constexpr usize kMostDigits = 6;

bool is_digit(const std::string& text, usize at) {
  return at < text.size() && text.at(at) >= '0' && text.at(at) <= '9';
}

/// The digits at `at`, which moves behind them; nothing when there are none, or too many.
std::optional<u32> number(const std::string& text, usize& at) {
  const usize start = at;
  u32 value = 0;
  for (; is_digit(text, at); ++at) {
    if (at - start == kMostDigits) {
      return std::nullopt;
    }
    value = value * 10 + static_cast<u32>(text.at(at) - '0');
  }
  return at == start ? std::nullopt : std::optional<u32>(value);
}

/// A dot and a number at `at`.
std::optional<u32> next_part(const std::string& text, usize& at) {
  if (at >= text.size() || text.at(at) != '.') {
    return std::nullopt;
  }
  return number(text, ++at);
}

}  // namespace

std::string Version::text() const {
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

std::optional<Version> version_after(const std::string& text, const std::string& marker) {
  const usize found = text.find(marker);
  if (found == std::string::npos) {
    return std::nullopt;
  }
  usize at = found + marker.size();
  const std::optional<u32> major = number(text, at);
  const std::optional<u32> minor = major ? next_part(text, at) : std::nullopt;
  if (!minor) {
    return std::nullopt;
  }
  return Version{*major, *minor, next_part(text, at).value_or(0)};
}

std::optional<Version> gcc_version(const std::string& line) { return version_after(line, ") "); }

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace ferrule::cmd
