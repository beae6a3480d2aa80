// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/key_files.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "ferrule/core/reader.hpp"
#include "ferrule/crypto/der_fields.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {

std::vector<u8> key_file(const std::string& name) {
  std::ifstream file(std::string(FERRULE_SOURCE_DIR "/tests/crypto/keys/") + name,
                     std::ios::binary);
  EXPECT_TRUE(file.is_open()) << name;
  std::vector<u8> content;
  for (char letter = 0; file.get(letter);) {
    content.push_back(static_cast<u8>(letter));
  }
  return content;
}

Result<Box<crypto::SigningKey>, crypto::CryptoError> load_key(const std::string& name) {
  return provider().key_loader->load(system_allocator(), key_file(name + ".pkcs8.der"));
}

std::vector<u8> public_key_of(const std::string& name) {
  const std::vector<u8> info = key_file(name + ".spki.der");
  Reader outer{Bytes(info)};
  const auto body = crypto::der_element(outer, crypto::kDerSequence);
  Reader fields(*body);
  const auto identifier = crypto::der_element(fields, crypto::kDerSequence);
  EXPECT_TRUE(identifier.has_value());
  const auto bits = crypto::der_element(fields, crypto::kDerBitString);
  return copy_of(bits->subspan(1));
}

}  // namespace ferrule::testing
