// SPDX-License-Identifier: Apache-2.0 OR MIT
// Between the library's bytes and the command's strings.
#pragma once

#include <string>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {

[[nodiscard]] inline Bytes bytes_of(const std::string& text FERRULE_LIFETIMEBOUND) {
  UNSAFE("u8 may view any object's bytes, and the view is bound to the text") {
    return Bytes::from_raw(reinterpret_cast<const u8*>(text.data()), text.size());
  }
}

[[nodiscard]] inline std::string text_of(Bytes bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (const u8 byte : bytes) {
    text.push_back(static_cast<char>(byte));
  }
  return text;
}
[[nodiscard]] inline std::string text_of(Span<const char> chars) {
  std::string text;
  text.reserve(chars.size());
  for (const char c : chars) {
    text.push_back(c);
  }
  return text;
}

/// For what a peer or a file says: control characters and bytes outside ASCII become '?'.
[[nodiscard]] inline std::string printable(Bytes bytes) {
  std::string text = text_of(bytes);
  for (char& c : text) {
    c = c < ' ' || c > '~' ? '?' : c;
  }
  return text;
}

}  // namespace ferrule::cmd
