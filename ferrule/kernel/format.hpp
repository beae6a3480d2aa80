// SPDX-License-Identifier: GPL-2.0 OR MIT
// Formatting into a buffer of fixed size, without allocation: "{}" stands for the next argument,
// "{:x}", "{:#x}" and "{:08x}" for a number in hexadecimal, "{{" and "}}" for braces. The format is
// read at compile time: one that does not fit its arguments does not compile.
#pragma once

#include <concepts>
#include <type_traits>

#include "ferrule/core/array.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/str.hpp"

namespace ferrule::kernel {

/// Text that grows in the caller's storage; what does not fit is left out, and truncated() says so.
class FERRULE_VIEW FormatBuffer {
 public:
  explicit constexpr FormatBuffer(Span<char> storage) : storage_{storage} {}

  constexpr void put(char character) {
    if (used_ == storage_.size()) {
      truncated_ = true;
      return;
    }
    storage_[used_] = character;
    ++used_;
  }
  constexpr void put(Str text) {
    for (const char character : text) {
      put(character);
    }
  }
  [[nodiscard]] constexpr Str text() const { return storage_.first(used_); }
  [[nodiscard]] constexpr bool truncated() const { return truncated_; }

 private:
  Span<char> storage_;
  usize used_ = 0;
  bool truncated_ = false;
};

/// What stands between ':' and '}'.
struct FormatSpec {
  bool hexadecimal = false;
  bool prefix = false;     // '#': 0x in front
  bool zero_fill = false;  // '0': zeros instead of spaces up to the width
  u8 width = 0;

  constexpr bool operator==(const FormatSpec&) const = default;
};

/// How a type is shown: `static constexpr void format(FormatBuffer&, const FormatSpec&, const T&)`,
/// and `kNumber`, whether the specs above mean something for it.
template <typename T>
struct Formatter;

namespace internal {

constexpr void format_number(FormatBuffer& out, const FormatSpec& spec, u64 value, bool negative) {
  constexpr usize kMostDigits = 20;
  Array<char, kMostDigits> digits{};
  usize count = 0;
  const u64 base = spec.hexadecimal ? 16 : 10;
  do {
    const auto digit = static_cast<char>(value % base);
    digits[count] = static_cast<char>(digit < 10 ? '0' + digit : 'a' + (digit - 10));
    ++count;
    value /= base;
  } while (value != 0);
  const usize length = count + (negative ? 1u : 0u) + (spec.prefix ? 2u : 0u);
  const usize fill = spec.width > length ? spec.width - length : 0;
  for (usize i = 0; i < fill && !spec.zero_fill; ++i) {
    out.put(' ');
  }
  if (negative) {
    out.put('-');
  }
  if (spec.prefix) {
    out.put(CStr("0x").str());
  }
  for (usize i = 0; i < fill && spec.zero_fill; ++i) {
    out.put('0');
  }
  while (count > 0) {
    --count;
    out.put(digits[count]);
  }
}

}  // namespace internal

template <std::integral T>
struct Formatter<T> {
  static constexpr bool kNumber = true;
  static constexpr void format(FormatBuffer& out, const FormatSpec& spec, const T& value) {
    const bool negative = value < T{};
    const u64 bits = static_cast<u64>(value);
    internal::format_number(out, spec, negative ? u64{0} - bits : bits, negative);
  }
};
template <>
struct Formatter<bool> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec&, const bool& value) {
    out.put(value ? CStr("true").str() : CStr("false").str());
  }
};
template <>
struct Formatter<char> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec&, const char& value) {
    out.put(value);
  }
};
template <>
struct Formatter<Str> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec&, const Str& value) {
    out.put(value);
  }
};
template <>
struct Formatter<CStr> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec&, const CStr& value) {
    out.put(value.str());
  }
};
template <usize N>
struct Formatter<char[N]> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec&, const char (&value)[N]) {
    out.put(Str(value).first(N - 1));
  }
};

namespace internal {

/// One piece of a format: literal text, and whether a placeholder follows it.
struct FormatPiece {
  usize literal_end = 0;  // in the format
  usize next = 0;         // where the piece after the placeholder begins
  bool placeholder = false;
  bool well_formed = true;
  FormatSpec spec{};
};

/// Reads "{", an optional ":#08x" and "}" from `at`, where the brace stands.
constexpr FormatPiece read_placeholder(Str format, usize at) {
  FormatPiece piece{.literal_end = at, .next = at + 1, .placeholder = true};
  const auto is = [&](char wanted) {
    return piece.next < format.size() && format[piece.next] == wanted;
  };
  if (is(':')) {
    ++piece.next;
    piece.spec.prefix = is('#');
    piece.next += piece.spec.prefix ? 1u : 0u;
    piece.spec.zero_fill = is('0');
    while (piece.next < format.size() && format[piece.next] >= '0' && format[piece.next] <= '9') {
      piece.spec.width = static_cast<u8>(piece.spec.width * 10 + (format[piece.next] - '0'));
      ++piece.next;
    }
    piece.spec.hexadecimal = is('x');
    piece.next += piece.spec.hexadecimal ? 1u : 0u;
  }
  piece.well_formed = is('}');
  ++piece.next;
  return piece;
}

/// The piece that begins at `from`. A doubled brace ends one that has no placeholder.
constexpr FormatPiece next_piece(Str format, usize from) {
  for (usize at = from; at < format.size(); ++at) {
    const char character = format[at];
    if (character != '{' && character != '}') {
      continue;
    }
    if (at + 1 < format.size() && format[at + 1] == character) {
      return {.literal_end = at + 1, .next = at + 2};
    }
    if (character == '}') {
      return {.literal_end = at, .next = at + 1, .well_formed = false};
    }
    return read_placeholder(format, at);
  }
  return {.literal_end = format.size(), .next = format.size()};
}

}  // namespace internal

/// A format that was seen to fit arguments of these types.
template <typename... Args>
class FormatString {
 public:
  template <usize N>
  consteval FormatString(const char (&literal)[N]) : text_{CStr(literal).str()} {
    constexpr usize kCount = sizeof...(Args);
    const Array<bool, kCount + 1> numbers{Formatter<Args>::kNumber..., false};
    usize seen = 0;
    for (usize at = 0; at < text_.size();) {
      const internal::FormatPiece piece = internal::next_piece(text_, at);
      if (!piece.well_formed) {
        the_format_has_an_unmatched_brace_or_an_unknown_specification();
      }
      if (piece.placeholder) {
        if (seen == kCount) {
          the_format_has_more_placeholders_than_arguments();
        }
        if (piece.spec != FormatSpec{} && !numbers[seen]) {
          the_specification_is_for_numbers_and_the_argument_is_none();
        }
        ++seen;
      }
      at = piece.next;
    }
    if (seen != kCount) {
      the_format_has_fewer_placeholders_than_arguments();
    }
  }
  [[nodiscard]] constexpr Str text() const { return text_; }

 private:
  Str text_;

  // Not constexpr: a format that reaches one of them does not compile, and the message names it.
  static void the_format_has_an_unmatched_brace_or_an_unknown_specification();
  static void the_format_has_more_placeholders_than_arguments();
  static void the_format_has_fewer_placeholders_than_arguments();
  static void the_specification_is_for_numbers_and_the_argument_is_none();
};

namespace internal {

/// Puts literal text up to and with the next placeholder's argument; returns where to go on.
template <typename T>
constexpr usize format_next(FormatBuffer& out, Str format, usize from, const T& value) {
  for (;;) {
    const FormatPiece piece = next_piece(format, from);
    out.put(format.subspan(from, piece.literal_end - from));
    from = piece.next;
    if (piece.placeholder) {
      Formatter<T>::format(out, piece.spec, value);
      return from;
    }
  }
}

}  // namespace internal

/// Appends the formatted text. `format` fits the arguments: see FormatString.
template <typename... Args>
constexpr void format_to(FormatBuffer& out, Str format, const Args&... args) {
  usize at = 0;
  ((at = internal::format_next(out, format, at, args)), ...);
  while (at < format.size()) {
    const internal::FormatPiece piece = internal::next_piece(format, at);
    out.put(format.subspan(at, piece.literal_end - at));
    at = piece.next;
  }
}

}  // namespace ferrule::kernel
