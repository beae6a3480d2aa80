// SPDX-License-Identifier: GPL-2.0 OR MIT
// Formatting into a buffer of fixed size, without allocation: "{}" stands for the next argument,
// "{:x}", "{:#x}" and "{:08x}" for a number in hexadecimal (also X, o, b), "{:12}" for a width
// (text is filled at its end, a number before it), "{{" and "}}" for braces. The format is read at
// compile time: one that does not fit its arguments does not compile. Pointers are hashed, as %p
// does, and errors appear by name. CString::format (cstring.hpp) allocates what it needs.
//
//   FormatBuffer out(storage.span());
//   format_to(out, CStr("{} of {:#x}, |{:6}|").str(), 3, 0xbeefU, CStr("wide"));
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
    ++needed_;
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
  constexpr void fill(char character, usize count) {
    for (usize i = 0; i < count; ++i) {
      put(character);
    }
  }
  [[nodiscard]] constexpr Str text() const { return storage_.first(used_); }
  [[nodiscard]] constexpr bool truncated() const { return truncated_; }
  /// How much room all of it would have taken.
  [[nodiscard]] constexpr usize needed() const { return needed_; }

 private:
  Span<char> storage_;
  usize used_ = 0;
  usize needed_ = 0;
  bool truncated_ = false;
};

/// What stands between ':' and '}'.
struct FormatSpec {
  u8 base = 10;            // 'x', 'X': 16, 'o': 8, 'b': 2
  bool capitals = false;   // 'X'
  bool prefix = false;     // '#': 0x, 0o or 0b in front
  bool zero_fill = false;  // '0': zeros instead of spaces up to the width
  u8 width = 0;

  /// The part that means something for text.
  [[nodiscard]] constexpr FormatSpec for_text() const { return {.width = width}; }
  constexpr bool operator==(const FormatSpec&) const = default;
};

/// How a type is shown: `static constexpr void format(FormatBuffer&, const FormatSpec&, const T&)`,
/// and `kNumber`, whether more than a width means something for it.
template <typename T>
struct Formatter;

namespace internal {

constexpr char digit_of(u64 digit, bool capitals) {
  return static_cast<char>(digit < 10 ? '0' + digit : (capitals ? 'A' : 'a') + (digit - 10));
}
FERRULE_STATIC_LIFETIME constexpr Str prefix_of(u8 base) {
  switch (base) {
    case 16: return CStr("0x").str();
    case 8: return CStr("0o").str();
    case 2: return CStr("0b").str();
    default: return {};
  }
}

constexpr void format_number(FormatBuffer& out, const FormatSpec& spec, u64 value, bool negative) {
  constexpr usize kMostDigits = 64;
  Array<char, kMostDigits> digits{};
  usize count = 0;
  do {
    digits[count] = digit_of(value % spec.base, spec.capitals);
    ++count;
    value /= spec.base;
  } while (value != 0);
  const Str prefix = spec.prefix ? prefix_of(spec.base) : Str{};
  const usize length = count + (negative ? 1U : 0U) + prefix.size();
  const usize fill = spec.width > length ? spec.width - length : 0;
  out.fill(' ', spec.zero_fill ? 0 : fill);
  out.fill('-', negative ? 1 : 0);
  out.put(prefix);
  out.fill('0', spec.zero_fill ? fill : 0);
  while (count > 0) {
    --count;
    out.put(digits[count]);
  }
}
constexpr void format_text(FormatBuffer& out, const FormatSpec& spec, Str text) {
  out.put(text);
  out.fill(' ', spec.width > text.size() ? spec.width - text.size() : 0);
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
  static constexpr void format(FormatBuffer& out, const FormatSpec& spec, const bool& value) {
    internal::format_text(out, spec, value ? CStr("true").str() : CStr("false").str());
  }
};
template <>
struct Formatter<char> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec& spec, const char& value) {
    out.put(value);
    out.fill(' ', spec.width > 1 ? spec.width - 1U : 0U);
  }
};
template <>
struct Formatter<Str> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec& spec, const Str& value) {
    internal::format_text(out, spec, value);
  }
};
template <>
struct Formatter<Span<char>> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec& spec, const Span<char>& value) {
    internal::format_text(out, spec, value);
  }
};
template <>
struct Formatter<CStr> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec& spec, const CStr& value) {
    internal::format_text(out, spec, value.str());
  }
};
template <usize N>
struct Formatter<char[N]> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec& spec, const char (&value)[N]) {
    internal::format_text(out, spec, Str(value).first(N - 1));
  }
};
/// A hash of the address: a log that others read tells nothing about where things are.
template <typename T>
struct Formatter<T*> {
  static constexpr bool kNumber = false;
  static void format(FormatBuffer& out, const FormatSpec& spec, T* const& value) {
    Array<char, 24> text{};
    int length = 0;
    FERRULE_UNSAFE("there is room for 24 characters; %p looks at the address only") {
      length = ferrule_format_pointer(text.data(), text.size(), value);
    }
    internal::format_text(out, spec, text.span().first(static_cast<usize>(length)));
  }
};
/// By name, as in -EINVAL.
template <>
struct Formatter<Error> {
  static constexpr bool kNumber = false;
  static void format(FormatBuffer& out, const FormatSpec& spec, const Error& value) {
    Array<char, 24> text{};
    int length = 0;
    FERRULE_UNSAFE("there is room for 24 characters") {
      length = ferrule_format_error(text.data(), text.size(), value.to_errno());
    }
    internal::format_text(out, spec, text.span().first(static_cast<usize>(length)));
  }
};

namespace internal {

/// One piece of a format: literal text, and whether a field for an argument follows it.
struct FormatPiece {
  usize literal_end = 0;  // in the format
  usize next = 0;         // where the piece after the field begins
  bool field = false;
  bool well_formed = true;
  FormatSpec spec{};
};

/// Reads "{", an optional ":#08x" and "}" from `at`, where the brace stands.
constexpr FormatPiece read_field(Str format, usize at) {
  FormatPiece piece{.literal_end = at, .next = at + 1, .field = true};
  const auto is = [&](char wanted) {
    return piece.next < format.size() && format[piece.next] == wanted;
  };
  if (is(':')) {
    ++piece.next;
    piece.spec.prefix = is('#');
    piece.next += piece.spec.prefix ? 1u : 0u;
    piece.spec.zero_fill = is('0');
    u32 width = 0;
    while (piece.next < format.size() && format[piece.next] >= '0' && format[piece.next] <= '9') {
      width = width * 10 + static_cast<u32>(format[piece.next] - '0');
      piece.well_formed = piece.well_formed && width <= 255;
      ++piece.next;
    }
    piece.spec.width = static_cast<u8>(width);
    piece.spec.capitals = is('X');
    piece.spec.base = is('x') || is('X') ? 16 : is('o') ? 8 : is('b') ? 2 : 10;
    piece.next += piece.spec.base == 10 ? 0U : 1U;
  }
  piece.well_formed = piece.well_formed && is('}');
  ++piece.next;
  return piece;
}

/// The piece that begins at `from`. A doubled brace ends one that has no field.
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
    return read_field(format, at);
  }
  return {.literal_end = format.size(), .next = format.size()};
}

}  // namespace internal

/// A format that was seen to fit arguments of these types.
template <typename... Args>
class FERRULE_VIEW FormatString {
 public:
  template <usize N>
  consteval FormatString(const char (&literal FERRULE_LIFETIMEBOUND)[N])
      : text_{CStr(literal).str()} {
    constexpr usize kCount = sizeof...(Args);
    const Array<bool, kCount + 1> numbers{Formatter<Args>::kNumber..., false};
    usize seen = 0;
    for (usize at = 0; at < text_.size();) {
      const internal::FormatPiece piece = internal::next_piece(text_, at);
      if (!piece.well_formed) {
        the_format_has_an_unmatched_brace_or_an_unknown_specification();
      }
      if (piece.field) {
        if (seen == kCount) {
          the_format_has_more_fields_than_arguments();
        }
        if (piece.spec != piece.spec.for_text() && !numbers[seen]) {
          the_specification_is_for_numbers_and_the_argument_is_none();
        }
        ++seen;
      }
      at = piece.next;
    }
    if (seen != kCount) {
      the_format_has_fewer_fields_than_arguments();
    }
  }
  [[nodiscard]] constexpr Str text() const { return text_; }

 private:
  Str text_;

  // Not constexpr: a format that reaches one of them does not compile, and the message names it.
  static void the_format_has_an_unmatched_brace_or_an_unknown_specification();
  static void the_format_has_more_fields_than_arguments();
  static void the_format_has_fewer_fields_than_arguments();
  static void the_specification_is_for_numbers_and_the_argument_is_none();
};

namespace internal {

/// Puts literal text up to and with the next field's argument; returns where to go on. An argument
/// for which there is no field is left out.
template <typename T>
constexpr usize format_next(FormatBuffer& out, Str format, usize from, const T& value) {
  while (from < format.size()) {
    const FormatPiece piece = next_piece(format, from);
    out.put(format.subspan(from, piece.literal_end - from));
    from = piece.next;
    if (piece.field) {
      Formatter<T>::format(out, piece.spec, value);
      break;
    }
  }
  return from;
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
