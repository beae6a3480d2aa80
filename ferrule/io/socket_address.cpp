// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/socket_address.hpp"

#include <arpa/inet.h>

#include "ferrule/core/option.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::io {
namespace {

constexpr IoError kInvalid{IoErrorKind::InvalidAddress, 0};

Option<usize> last_colon(Span<const char> text) {
  for (usize i = text.size(); i > 0; --i) {
    if (text[i - 1] == ':') {
      return i - 1;
    }
  }
  return kNone;
}

bool contains_colon(Span<const char> text) { return last_colon(text).has_value(); }

bool text_to_ip(int family, const Array<char, 64>& text, Array<u8, 16>& ip) {
  UNSAFE("text ends in a zero byte, and ip has the 16 bytes that the larger family needs") {
    return ::inet_pton(family, text.data(), ip.data()) == 1;
  }
}

void append(AddressText& out, Span<const char> text) {
  // The capacity covers the longest form, so this cannot fail.
  static_cast<void>(out.append(text).has_value());
}

void append_number(AddressText& out, u16 number) {
  Array<char, 5> digits{};
  usize start = digits.size();
  do {
    --start;
    digits[start] = static_cast<char>('0' + number % 10);
    number = static_cast<u16>(number / 10);
  } while (number != 0);
  append(out, digits.span().subspan(start));
}

}  // namespace

Result<u16, IoError> parse_port(Span<const char> text) {
  if (text.empty() || text.size() > 5) {
    return Err{kInvalid};
  }
  u32 value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return Err{kInvalid};
    }
    value = value * 10 + static_cast<u32>(c - '0');
  }
  if (value > 0xffff) {
    return Err{kInvalid};
  }
  return static_cast<u16>(value);
}

Result<SocketAddress, IoError> SocketAddress::parse(Span<const char> text) {
  const Option<usize> colon = last_colon(text);
  if (!colon) {
    return Err{kInvalid};
  }
  const Span<const char> host = text.first(*colon);
  TRY(const u16 port, parse_port(text.subspan(*colon + 1)));
  const bool bracketed = !host.empty() && host.front() == '[';
  if (contains_colon(host) && !bracketed) {
    return Err{kInvalid};
  }
  return parse_ip(host, port);
}

Result<SocketAddress, IoError> SocketAddress::parse_ip(Span<const char> text, u16 port) {
  const bool bracketed = text.size() > 2 && text.front() == '[' && text.back() == ']';
  const Span<const char> bare = bracketed ? text.subspan(1, text.size() - 2) : text;
  Array<char, 64> terminated{};
  if (bare.empty() || bare.size() >= terminated.size()) {
    return Err{kInvalid};
  }
  terminated.span().first(bare.size()).copy_from(bare);
  SocketAddress address{};
  address.port = port;
  const bool v6 = contains_colon(bare);
  address.family = v6 ? AddressFamily::V6 : AddressFamily::V4;
  if ((bracketed && !v6) || !text_to_ip(v6 ? AF_INET6 : AF_INET, terminated, address.ip)) {
    return Err{kInvalid};
  }
  return address;
}

AddressText SocketAddress::format_ip() const {
  Array<char, 64> text{};
  UNSAFE("inet_ntop writes at most the size given and ends with a zero byte; ip has 16 bytes") {
    ::inet_ntop(family == AddressFamily::V4 ? AF_INET : AF_INET6, ip.data(), text.data(), 64);
  }
  usize length = 0;
  while (length < text.size() && text[length] != '\0') {
    ++length;
  }
  AddressText out;
  append(out, text.span().first(length));
  return out;
}

AddressText SocketAddress::format() const {
  constexpr Array<char, 2> kBrackets{'[', ']'};
  constexpr Array<char, 1> kColon{':'};
  const bool v6 = family == AddressFamily::V6;
  AddressText out;
  append(out, kBrackets.span().first(v6 ? 1 : 0));
  const AddressText bare = format_ip();
  append(out, bare.span());
  append(out, kBrackets.span().last(v6 ? 1 : 0));
  append(out, kColon.span());
  append_number(out, port);
  return out;
}

}  // namespace ferrule::io
