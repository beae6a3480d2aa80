// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/key_log_file.hpp"

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/wipe.hpp"
#include "ferrule/crypto/hash.hpp"

namespace ferrule::io {
namespace {

constexpr usize kMaxLabel = 64;
constexpr usize kMaxRandom = 32;
constexpr usize kMaxLine = kMaxLabel + 1 + 2 * kMaxRandom + 1 + 2 * crypto::kMaxHashLength + 1;

/// False when there is no room.
[[nodiscard]] bool append_hex(FixedBytes<kMaxLine>& line, Bytes bytes) {
  constexpr auto digit = [](u8 value) {
    return static_cast<u8>(value < 10 ? '0' + value : 'a' + (value - 10));
  };
  bool fits = true;
  for (const u8 byte : bytes) {
    fits = fits && line.push(digit(byte >> 4)) && line.push(digit(byte & 15));
  }
  return fits;
}

}  // namespace

Result<KeyLogFile, FileError> KeyLogFile::open(const FilePath& path) {
  TRY(FileDescriptor file, open_for_appending(path));
  return KeyLogFile(std::move(file));
}

void KeyLogFile::log(std::string_view label, Bytes client_random, Bytes secret) const {
  FixedBytes<kMaxLine> line;
  bool fits = true;
  for (const char letter : label) {
    fits = fits && line.push(static_cast<u8>(letter));
  }
  fits = fits && line.push(' ') && append_hex(line, client_random) && line.push(' ') &&
         append_hex(line, secret) && line.push('\n');
  if (fits) {
    static_cast<void>(append_to(file_, line.span()));
  }
  wipe(line.span());
}

}  // namespace ferrule::io
