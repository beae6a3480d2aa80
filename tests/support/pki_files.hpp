// SPDX-License-Identifier: Apache-2.0 OR MIT
// The certificates of tests/pki in DER.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/pem.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {

/// The text of a file of tests/pki; a missing one fails the test.
[[nodiscard]] inline std::vector<u8> read_pki_file(std::string_view name) {
  const std::filesystem::path path = std::filesystem::path(FERRULE_SOURCE_DIR) / "tests/pki" / name;
  std::ifstream file(path, std::ios::binary);
  std::vector<u8> text;
  for (char letter = 0; file.get(letter);) {
    text.push_back(static_cast<u8>(letter));
  }
  EXPECT_FALSE(text.empty()) << path;
  return text;
}

/// Every section of a PEM text.
[[nodiscard]] inline std::vector<std::vector<u8>> decode_sections(Bytes text) {
  std::vector<std::vector<u8>> sections;
  pki::PemReader reader(text);
  while (true) {
    const auto section = reader.next();
    EXPECT_TRUE(section.has_value());
    if (!section || !section->has_value()) {
      return sections;
    }
    ByteVec der(system_allocator());
    EXPECT_TRUE((*section)->decode(der).has_value());
    sections.push_back(copy_of(der.span()));
  }
}

/// A chain: the leaf, then its intermediates.
[[nodiscard]] inline std::vector<std::vector<u8>> read_pki_chain(std::string_view name) {
  return decode_sections(read_pki_file(name));
}

}  // namespace ferrule::testing
