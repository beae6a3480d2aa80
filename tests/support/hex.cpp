// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace ferrule::testing {

std::vector<u8> from_hex(std::string_view text) {
  std::vector<u8> bytes;
  bool half = false;
  for (const char letter : text) {
    if (letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t') {
      continue;
    }
    const u8 digit = hex_digit(letter);
    if (digit > 15) {
      ADD_FAILURE() << "not hexadecimal: " << text;
      return {};
    }
    if (half) {
      bytes.back() = static_cast<u8>(bytes.back() << 4 | digit);
    } else {
      bytes.push_back(digit);
    }
    half = !half;
  }
  if (half) {
    ADD_FAILURE() << "an odd number of digits: " << text;
    return {};
  }
  return bytes;
}

std::string to_hex(Bytes bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const u8 byte : bytes) {
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

std::vector<u8> bytes_of(std::string_view text) {
  std::vector<u8> bytes;
  bytes.reserve(text.size());
  for (const char letter : text) {
    bytes.push_back(static_cast<u8>(letter));
  }
  return bytes;
}

std::vector<u8> copy_of(Bytes bytes) {
  std::vector<u8> copy;
  copy.reserve(bytes.size());
  for (const u8 byte : bytes) {
    copy.push_back(byte);
  }
  return copy;
}

}  // namespace ferrule::testing
