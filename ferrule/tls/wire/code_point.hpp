// SPDX-License-Identifier: Apache-2.0 OR MIT
// Wire enumerations are open: a struct around the integer, with named constants, that keeps unknown
// values.
#pragma once

#include <concepts>

#include "ferrule/core/reader.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

/// A struct around one u8 or u16.
template <typename T>
concept CodePoint = requires(const T& code) {
  requires std::same_as<decltype(T::value), u8> || std::same_as<decltype(T::value), u16>;
  T{code.value};
};

/// How a T is read and written. Messages and extension elements say it themselves with read() and
/// write().
template <typename T>
struct Codec {
  static constexpr Result<T, Error> read(Reader& reader FERRULE_LIFETIMEBOUND) {
    return T::read(reader);
  }
  static constexpr void write(Writer& writer, const T& value) { value.write(writer); }
};

template <CodePoint T>
struct Codec<T> {
  static constexpr Result<T, Error> read(Reader& reader FERRULE_LIFETIMEBOUND) {
    if constexpr (sizeof(T) == 1) {
      FERRULE_TRY(const u8 value, reader.read_u8());
      return T{value};
    } else {
      FERRULE_TRY(const u16 value, reader.read_u16());
      return T{value};
    }
  }
  static constexpr void write(Writer& writer, const T& code) {
    if constexpr (sizeof(T) == 1) {
      writer.u8(code.value);
    } else {
      writer.u16(code.value);
    }
  }
};

}  // namespace ferrule::tls
