// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/console_line.hpp"

#include <optional>

namespace ferrule::cmd::guest {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Firmware clears the screen with ESC [ ... letter.
std::string without_control(std::string_view raw) {
  std::string text;
  bool in_sequence = false;
  for (const char c : raw) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '\033') {
      in_sequence = true;
    } else if (in_sequence) {
      in_sequence = !is_letter;
    } else if (c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)) {
      text.push_back(c);
    }
  }
  return text;
}

struct Stamp {
  u64 time_us = 0;
  usize length = 0;  ///< with the brackets and the blank behind
};

std::optional<Stamp> read_stamp(std::string_view text) {
  if (!text.starts_with('[')) {
    return std::nullopt;
  }
  const usize close = text.find(']');
  if (close == std::string_view::npos || close > 24) {
    return std::nullopt;
  }
  u64 digits = 0;
  u32 decimals = 0;
  bool after_point = false;
  for (const char c : text.substr(1, close - 1)) {
    if (is_digit(c)) {
      digits = digits * 10 + static_cast<u64>(c - '0');
      decimals += after_point ? 1 : 0;
    } else if (c == '.' && !after_point) {
      after_point = true;
    } else if (c != ' ') {
      return std::nullopt;
    }
  }
  if (decimals != 6) {
    return std::nullopt;
  }
  const bool blank = close + 1 < text.size() && text[close + 1] == ' ';
  return Stamp{.time_us = digits, .length = close + (blank ? 2 : 1)};
}

/// "[    T1] " or "[   C0] ".
usize caller_length(std::string_view text) {
  const usize close = text.find(']');
  if (!text.starts_with('[') || close == std::string_view::npos || close > 12) {
    return 0;
  }
  const usize letter = text.find_first_not_of(' ', 1);
  if (text[letter] != 'T' && text[letter] != 'C') {
    return 0;
  }
  for (const char c : text.substr(letter + 1, close - letter - 1)) {
    if (!is_digit(c)) {
      return 0;
    }
  }
  return close + 1 < text.size() && text[close + 1] == ' ' ? close + 2 : close + 1;
}

}  // namespace

ConsoleLine read_console_line(std::string_view raw) {
  const std::string text = without_control(raw);
  const std::optional<Stamp> stamp = read_stamp(text);
  if (!stamp.has_value()) {
    return {.source = ConsoleLine::Source::Other, .time_us = 0, .text = text};
  }
  std::string rest = text.substr(stamp->length);
  rest.erase(0, caller_length(rest));
  if (rest.starts_with(kGuestMark)) {
    return {.source = ConsoleLine::Source::Guest,
            .time_us = stamp->time_us,
            .text = rest.substr(kGuestMark.size())};
  }
  return {.source = ConsoleLine::Source::Kernel, .time_us = stamp->time_us, .text = rest};
}

}  // namespace ferrule::cmd::guest
