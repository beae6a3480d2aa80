// SPDX-License-Identifier: Apache-2.0 OR MIT
// Reader: a cursor over bytes from outside. Nothing it does can reach past them; big-endian, as on
// the wire.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

enum class ReadError : u8 {
  Truncated,     ///< fewer bytes than the field needs
  TrailingData,  ///< bytes are left where none may be
};

class FERRULE_VIEW Reader {
 public:
  explicit constexpr Reader(Bytes input FERRULE_LIFETIMEBOUND) : rest_{input} {}

  [[nodiscard]] constexpr usize remaining() const { return rest_.size(); }
  [[nodiscard]] constexpr bool empty() const { return rest_.empty(); }
  /// What has not been read yet.
  [[nodiscard]] constexpr Bytes rest() const { return rest_; }

  [[nodiscard]] constexpr Result<u8, ReadError> read_u8() {
    FERRULE_TRY(const Bytes bytes, take(1));
    return bytes[0];
  }
  [[nodiscard]] constexpr Result<u16, ReadError> read_u16() {
    FERRULE_TRY(const u64 value, read_big_endian(2));
    return static_cast<u16>(value);
  }
  [[nodiscard]] constexpr Result<u32, ReadError> read_u24() {
    FERRULE_TRY(const u64 value, read_big_endian(3));
    return static_cast<u32>(value);
  }
  [[nodiscard]] constexpr Result<u32, ReadError> read_u32() {
    FERRULE_TRY(const u64 value, read_big_endian(4));
    return static_cast<u32>(value);
  }
  [[nodiscard]] constexpr Result<u64, ReadError> read_u64() { return read_big_endian(8); }

  /// The next `count` bytes, in place.
  [[nodiscard]] FERRULE_STABLE constexpr Result<Bytes, ReadError> take(usize count) {
    if (count > rest_.size()) {
      return Err{ReadError::Truncated};
    }
    const Bytes taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  /// Everything that is left.
  FERRULE_STABLE constexpr Bytes take_rest() {
    const Bytes taken = rest_;
    rest_ = rest_.last(0);
    return taken;
  }
  template <usize N>
  [[nodiscard]] constexpr Result<Array<u8, N>, ReadError> read_array() {
    FERRULE_TRY(const Bytes bytes, take(N));
    Array<u8, N> copy{};
    copy.span().copy_from(bytes);
    return copy;
  }

  /// The contents of a vector<0..2^8-1>, <0..2^16-1>, <0..2^24-1> (RFC 8446, 3.4).
  [[nodiscard]] FERRULE_STABLE constexpr Result<Bytes, ReadError> read_vector_u8() {
    FERRULE_TRY(const u8 length, read_u8());
    return take(length);
  }
  [[nodiscard]] FERRULE_STABLE constexpr Result<Bytes, ReadError> read_vector_u16() {
    FERRULE_TRY(const u16 length, read_u16());
    return take(length);
  }
  [[nodiscard]] FERRULE_STABLE constexpr Result<Bytes, ReadError> read_vector_u24() {
    FERRULE_TRY(const u32 length, read_u24());
    return take(length);
  }

  [[nodiscard]] constexpr Result<void, ReadError> expect_empty() const {
    if (!rest_.empty()) {
      return Err{ReadError::TrailingData};
    }
    return ok();
  }

 private:
  Bytes rest_;

  [[nodiscard]] FERRULE_STABLE constexpr Result<u64, ReadError> read_big_endian(usize width) {
    FERRULE_TRY(const Bytes bytes, take(width));
    u64 value = 0;
    for (const u8 byte : bytes) {
      value = value << 8 | byte;
    }
    return value;
  }
};

}  // namespace ferrule
