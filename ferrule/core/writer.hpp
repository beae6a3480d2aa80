// SPDX-License-Identifier: Apache-2.0 OR MIT
// Writer: builds wire data in a Vec that grows or in bytes the caller gave. The first failure
// sticks and finish() tells it, so that writing a message reads like its definition. Lengths are
// never computed by hand: a prefixed block patches its own.
//
//   Writer writer(out);
//   writer.u16(0x0303);
//   writer.prefixed_u16([&](Writer& list) { list.u16(0x1301); });
//   TRYV(writer.finish());
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"

namespace ferrule {

enum class WriteError : u8 {
  NoSpace,        ///< the caller's buffer is full
  OutOfMemory,    ///< the Vec could not grow
  LengthOverflow  ///< a block is longer than its length prefix can say
};

class FERRULE_VIEW Writer {
 public:
  /// Appends to `out`.
  explicit constexpr Writer(ByteVec& out FERRULE_LIFETIMEBOUND)
      : growable_{out}, start_{out.size()} {}
  /// Fills `out` from its start.
  explicit constexpr Writer(MutBytes out FERRULE_LIFETIMEBOUND) : fixed_{out} {}

  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  FERRULE_STABLE constexpr void u8(ferrule::u8 value) { big_endian(value, 1); }
  FERRULE_STABLE constexpr void u16(ferrule::u16 value) { big_endian(value, 2); }
  FERRULE_STABLE constexpr void u24(ferrule::u32 value) {
    if (value > 0xffffff) {
      fail(WriteError::LengthOverflow);
    }
    big_endian(value, 3);
  }
  FERRULE_STABLE constexpr void u32(ferrule::u32 value) { big_endian(value, 4); }
  FERRULE_STABLE constexpr void u64(ferrule::u64 value) { big_endian(value, 8); }

  FERRULE_STABLE constexpr void bytes(Bytes data) {
    if (failure_) {
      return;
    }
    if (growable_) {
      if (!growable_->append(data)) {
        fail(WriteError::OutOfMemory);
      }
    } else if (data.size() > fixed_.size() - used_) {
      fail(WriteError::NoSpace);
    } else {
      fixed_.subspan(used_, data.size()).copy_from(data);
      used_ += data.size();
    }
  }

  /// A block preceded by its length; `body(Writer&)` writes it.
  template <typename Body>
  constexpr void prefixed_u8(Body&& body) {
    prefixed(1, body);
  }
  template <typename Body>
  constexpr void prefixed_u16(Body&& body) {
    prefixed(2, body);
  }
  template <typename Body>
  constexpr void prefixed_u24(Body&& body) {
    prefixed(3, body);
  }

  /// Bytes written so far.
  [[nodiscard]] constexpr usize size() const {
    return growable_ ? growable_->size() - start_ : used_;
  }
  [[nodiscard]] constexpr Bytes written() const { return mut_written(); }

  constexpr void fail(WriteError error) {
    if (!failure_) {
      failure_ = error;
    }
  }
  /// The number of bytes written, or the first failure.
  [[nodiscard]] constexpr Result<usize, WriteError> finish() const {
    if (failure_) {
      return Err{*failure_};
    }
    return size();
  }

 private:
  Option<ByteVec&> growable_;
  MutBytes fixed_;
  usize used_ = 0;
  usize start_ = 0;
  Option<WriteError> failure_;

  [[nodiscard]] constexpr MutBytes mut_written() const {
    return growable_ ? growable_->span().subspan(start_) : fixed_.first(used_);
  }

  FERRULE_STABLE constexpr void big_endian(ferrule::u64 value, usize width) {
    ferrule::u8 encoded[8] = {};
    const MutBytes all(encoded);
    put_big_endian(all.first(width), value);
    bytes(all.first(width));
  }

  static constexpr void put_big_endian(MutBytes place, ferrule::u64 value) {
    for (usize i = place.size(); i > 0; --i) {
      place[i - 1] = static_cast<ferrule::u8>(value);
      value >>= 8;
    }
  }

  template <typename Body>
  constexpr void prefixed(usize width, Body&& body) {
    const usize at = size();
    big_endian(0, width);
    body(*this);
    if (failure_) {
      return;
    }
    const usize length = size() - at - width;
    if (length >> (8 * width) != 0) {
      fail(WriteError::LengthOverflow);
      return;
    }
    put_big_endian(mut_written().subspan(at, width), length);
  }
};

}  // namespace ferrule
