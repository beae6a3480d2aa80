// SPDX-License-Identifier: Apache-2.0 OR MIT
// Bytes as people write them in tests and vectors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ferrule/core/array.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::testing {

/// The value of a hexadecimal digit, or 16.
constexpr u8 hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') {
    return static_cast<u8>(digit - '0');
  }
  const char lower = static_cast<char>(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<u8>(lower - 'a' + 10) : u8{16};
}

/// Bytes of hexadecimal text; blanks and line ends between digits are skipped. Anything else, or an
/// odd number of digits, fails the test and gives no bytes.
[[nodiscard]] std::vector<u8> from_hex(std::string_view text);
/// Lower case, without separators.
[[nodiscard]] std::string to_hex(Bytes bytes);
/// The characters of `text` as bytes.
[[nodiscard]] std::vector<u8> bytes_of(std::string_view text);
/// `bytes` in memory of their own, for comparisons and messages.
[[nodiscard]] std::vector<u8> copy_of(Bytes bytes);

/// Bytes known when compiling: `hex("00ff1a")`. Wrong text does not compile.
template <usize N>
[[nodiscard]] consteval auto hex(const char (&text)[N]) {
  Array<u8, N / 2> bytes{};
  static_assert(N % 2 == 1 && N > 1, "two digits make a byte");
  const Span<const char> digits(text);
  for (usize i = 0; i < N / 2; ++i) {
    const u8 high = hex_digit(digits[2 * i]);
    const u8 low = hex_digit(digits[2 * i + 1]);
    ensure(high < 16 && low < 16);
    bytes[i] = static_cast<u8>(high << 4 | low);
  }
  return bytes;
}

}  // namespace ferrule::testing
