// SPDX-License-Identifier: GPL-2.0 OR MIT
// Numbers from text, by the rules of kstrtoull() and kstrtobool() (lib/kstrtox.c): the whole text
// is the number, but for one newline at its end.
//
//   TRY(const u16 port, parse<u16>(text));             // 80, 0x50 and 0120 are the same
//   TRY(const i32 offset, parse<i32>(CStr("-0120").str(), 10));
#pragma once

#include <concepts>
#include <limits>
#include <type_traits>

#include "ferrule/core/checked.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/str.hpp"

namespace ferrule::kernel {

namespace internal {

constexpr Str without_newline(Str text) {
  return !text.empty() && text.back() == '\n' ? text.first(text.size() - 1) : text;
}
constexpr bool has_hex_prefix(Str text) {
  return text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}
constexpr u32 base_of(Str text) {
  if (has_hex_prefix(text)) {
    return 16;
  }
  return text.size() > 1 && text[0] == '0' ? 8 : 10;
}
/// 99 for what is no digit at all.
constexpr u32 digit_value(char character) {
  if (character >= '0' && character <= '9') {
    return static_cast<u32>(character - '0');
  }
  const char lower = static_cast<char>(character | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<u32>(lower - 'a') + 10 : 99;
}
constexpr Result<u64> parse_digits(Str digits, u32 base) {
  if (digits.empty()) {
    return Err{errors::EINVAL};
  }
  Option<u64> value = u64{0};
  for (const char character : digits) {
    const u32 digit = digit_value(character);
    if (digit >= base) {
      return Err{errors::EINVAL};
    }
    value = value ? checked_mul(*value, base) : kNone;
    value = value ? checked_add(*value, digit) : kNone;
  }
  if (!value) {
    return Err{errors::ERANGE};
  }
  return *value;
}

}  // namespace internal

/// `base` 0 looks at the prefix: 0x, 0 or none. EINVAL for what is no number, ERANGE for one that T
/// cannot hold.
template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>)
[[nodiscard]] constexpr Result<T> parse(Str text, u32 base = 0) {
  Str digits = internal::without_newline(text);
  const bool negative = std::is_signed_v<T> && !digits.empty() && digits[0] == '-';
  if (negative || (!digits.empty() && digits[0] == '+')) {
    digits = digits.subspan(1);
  }
  const u32 actual_base = base == 0 ? internal::base_of(digits) : base;
  if (actual_base == 16 && internal::has_hex_prefix(digits)) {
    digits = digits.subspan(2);
  }
  const Result<u64> magnitude = internal::parse_digits(digits, actual_base);
  if (!magnitude) {
    return Err{magnitude.error()};
  }
  const u64 most = static_cast<u64>(std::numeric_limits<T>::max()) + (negative ? 1U : 0U);
  if (magnitude.value() > most) {
    return Err{errors::ERANGE};
  }
  return static_cast<T>(negative ? u64{0} - magnitude.value() : magnitude.value());
}

/// y, Y, t, T, 1, on: true. n, N, f, F, 0, off: false. By the first letter, or two.
[[nodiscard]] constexpr Result<bool> parse_bool(Str text) {
  if (text.empty()) {
    return Err{errors::EINVAL};
  }
  const char second = text.size() > 1 ? static_cast<char>(text[1] | 0x20) : '\0';
  switch (text[0]) {
    case 'y':
    case 'Y':
    case 't':
    case 'T':
    case '1': return true;
    case 'n':
    case 'N':
    case 'f':
    case 'F':
    case '0': return false;
    case 'o':
    case 'O':
      if (second == 'n' || second == 'f') {
        return second == 'n';
      }
      return Err{errors::EINVAL};
    default: return Err{errors::EINVAL};
  }
}

}  // namespace ferrule::kernel
