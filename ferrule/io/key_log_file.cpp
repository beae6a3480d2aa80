// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/key_log_file.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/wipe.hpp"
#include "ferrule/crypto/hash.hpp"

namespace ferrule::io {
namespace {

constexpr usize kMaxLabel = 64;
constexpr usize kMaxRandom = 32;
constexpr usize kMaxLine = kMaxLabel + 1 + 2 * kMaxRandom + 1 + 2 * crypto::kMaxHashLength + 1;

/// Collects a line; when something does not fit, there is none.
struct Line {
  Array<u8, kMaxLine> bytes{};
  usize size = 0;
  bool fits = true;

  void push(u8 byte) {
    if (const Option<u8&> place = bytes.span().get(size)) {
      *place = byte;
      ++size;
    } else {
      fits = false;
    }
  }
  void push_hex(Bytes all) {
    constexpr auto digit = [](u8 value) {
      return static_cast<u8>(value < 10 ? '0' + value : 'a' + (value - 10));
    };
    for (const u8 byte : all) {
      push(digit(byte >> 4));
      push(digit(byte & 15));
    }
  }
  [[nodiscard]] Option<Bytes> whole() const FERRULE_LIFETIMEBOUND {
    return fits ? bytes.span().get_first(size) : Option<Bytes>();
  }
};

}  // namespace

Result<KeyLogFile, FileError> KeyLogFile::open(const FilePath& path) {
  TRY(FileDescriptor file, open_for_appending(path));
  return KeyLogFile(std::move(file));
}

void KeyLogFile::log(std::string_view label, Bytes client_random, Bytes secret) const {
  Line line;
  for (const char letter : label) {
    line.push(static_cast<u8>(letter));
  }
  line.push(' ');
  line.push_hex(client_random);
  line.push(' ');
  line.push_hex(secret);
  line.push('\n');
  if (const Option<Bytes> whole = line.whole()) {
    static_cast<void>(append_to(file_, *whole));
  }
  wipe(line.bytes.span());
}

}  // namespace ferrule::io
