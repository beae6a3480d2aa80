// SPDX-License-Identifier: Apache-2.0 OR MIT
// The reading of addresses from text.
#pragma once

#include "ferrule/pki/name/ip_address.hpp"

namespace ferrule::pki {

namespace internal {

/// The value of a digit in the given base, or nothing.
constexpr Option<u32> digit_value(u8 character, u32 base) {
  u32 value = base;
  if (character >= '0' && character <= '9') {
    value = static_cast<u32>(character - '0');
  } else if ((character | 0x20) >= 'a' && (character | 0x20) <= 'f') {
    value = static_cast<u32>((character | 0x20) - 'a' + 10);
  }
  if (value >= base) {
    return kNone;
  }
  return value;
}

/// Where `character` comes first in `text`, or the size of `text`.
constexpr usize find_byte(Bytes text, u8 character) {
  usize at = 0;
  while (at < text.size() && text[at] != character) {
    ++at;
  }
  return at;
}

/// One decimal number of an IPv4 address.
constexpr Option<u8> parse_octet(Bytes digits) {
  if (digits.empty() || digits.size() > 3 || (digits.size() > 1 && digits[0] == '0')) {
    return kNone;
  }
  u32 value = 0;
  for (const u8 character : digits) {
    const Option<u32> digit = digit_value(character, 10);
    if (!digit) {
      return kNone;
    }
    value = value * 10 + *digit;
  }
  if (value > 255) {
    return kNone;
  }
  return static_cast<u8>(value);
}

/// One group of an IPv6 address: 1 to 4 hexadecimal digits.
constexpr Option<u16> parse_group(Bytes digits) {
  if (digits.empty() || digits.size() > 4) {
    return kNone;
  }
  u32 value = 0;
  for (const u8 character : digits) {
    const Option<u32> digit = digit_value(character, 16);
    if (!digit) {
      return kNone;
    }
    value = value << 4 | *digit;
  }
  return static_cast<u16>(value);
}

}  // namespace internal

constexpr Option<IpAddress> IpAddress::parse(Bytes text) {
  return internal::find_byte(text, ':') < text.size() ? parse_v6(text) : parse_v4(text);
}

constexpr Option<IpAddress> IpAddress::parse_v4(Bytes text) {
  IpAddress made;
  Bytes rest = text;
  for (usize i = 0; i < 4; ++i) {
    const usize end = internal::find_byte(rest, '.');
    const Option<u8> octet = internal::parse_octet(rest.first(end));
    const bool has_dot = end < rest.size();
    if (!octet || has_dot != (i < 3)) {
      return kNone;
    }
    made.bytes_[i] = *octet;
    rest = rest.subspan(has_dot ? end + 1 : end);
  }
  return made;
}

constexpr Option<IpAddress> IpAddress::parse_v6(Bytes text) {
  FixedBytes<16> head;  // what stands before "::", or everything
  FixedBytes<16> tail;  // what stands after it
  bool elided = false;
  Bytes rest = text;
  if (rest.size() >= 2 && rest[0] == ':' && rest[1] == ':') {
    elided = true;
    rest = rest.subspan(2);
  }
  while (!rest.empty()) {
    FixedBytes<16>& part = elided ? tail : head;
    const usize end = internal::find_byte(rest, ':');
    const Bytes digits = rest.first(end);
    if (end == rest.size() && internal::find_byte(digits, '.') < digits.size()) {
      const Option<IpAddress> v4 = parse_v4(digits);
      if (!v4 || !part.append((*v4).bytes())) {
        return kNone;
      }
      rest = rest.last(0);
      break;
    }
    const Option<u16> group = internal::parse_group(digits);
    if (!group || !part.push(static_cast<u8>(*group >> 8)) || !part.push(static_cast<u8>(*group))) {
      return kNone;
    }
    rest = rest.subspan(end);
    if (rest.empty()) {
      break;
    }
    rest = rest.subspan(1);
    if (rest.empty()) {
      return kNone;  // ends in a single colon
    }
    if (rest[0] == ':') {
      if (elided) {
        return kNone;  // "::" twice
      }
      elided = true;
      rest = rest.subspan(1);
    }
  }
  const usize given = head.size() + tail.size();
  if (elided ? given > 14 : given != 16) {
    return kNone;
  }
  IpAddress made;
  made.size_ = 16;
  made.bytes_.span().first(head.size()).copy_from(head.span());
  made.bytes_.span().last(tail.size()).copy_from(tail.span());
  return made;
}

namespace internal {

/// Digits without leading zeros. The texts below are never longer than their buffer.
constexpr void put_number(FixedBytes<40>& out, u32 value, u32 base) {
  u32 unit = 1;
  while (value / unit >= base) {
    unit *= base;
  }
  for (; unit != 0; unit /= base) {
    const u32 digit = value / unit % base;
    static_cast<void>(out.push(static_cast<u8>(digit < 10 ? '0' + digit : 'a' + digit - 10)));
  }
}
constexpr void put_character(FixedBytes<40>& out, char character) {
  static_cast<void>(out.push(static_cast<u8>(character)));
}

/// A run of zero groups.
struct ZeroRun {
  usize start = 8;
  usize length = 1;  // one group alone is not elided
};
constexpr ZeroRun longest_zero_run(const Array<u16, 8>& groups) {
  ZeroRun best;
  usize start = 0;
  for (usize i = 0; i < 8; ++i) {
    if (groups[i] != 0) {
      start = i + 1;
    } else if (i + 1 - start > best.length) {
      best = ZeroRun{start, i + 1 - start};
    }
  }
  return best;
}

}  // namespace internal

constexpr FixedBytes<40> IpAddress::text() const {
  FixedBytes<40> out;
  if (is_v4()) {
    for (usize i = 0; i < 4; ++i) {
      if (i > 0) {
        internal::put_character(out, '.');
      }
      internal::put_number(out, bytes_[i], 10);
    }
    return out;
  }
  Array<u16, 8> groups{};
  for (usize i = 0; i < 8; ++i) {
    groups[i] = static_cast<u16>(bytes_[2 * i] << 8 | bytes_[2 * i + 1]);
  }
  const internal::ZeroRun run = internal::longest_zero_run(groups);
  for (usize i = 0; i < 8;) {
    if (i == run.start) {
      internal::put_character(out, ':');
      internal::put_character(out, ':');
      i += run.length;
      continue;
    }
    if (i > 0 && i != run.start + run.length) {
      internal::put_character(out, ':');
    }
    internal::put_number(out, groups[i], 16);
    ++i;
  }
  return out;
}

}  // namespace ferrule::pki
