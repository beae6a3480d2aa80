// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/name/dns_name.hpp"

namespace ferrule::pki {

namespace internal {

constexpr u8 lower(u8 character) {
  return character >= 'A' && character <= 'Z' ? static_cast<u8>(character | 0x20) : character;
}
constexpr bool is_digit(u8 character) { return character >= '0' && character <= '9'; }
constexpr bool is_letter(u8 character) {
  return lower(character) >= 'a' && lower(character) <= 'z';
}

constexpr bool is_dns_label(Bytes label) {
  if (label.empty() || label.size() > kMaxDnsLabelLength || label.front() == '-' ||
      label.back() == '-') {
    return false;
  }
  for (const u8 character : label) {
    if (!is_letter(character) && !is_digit(character) && character != '-') {
      return false;
    }
  }
  return true;
}

constexpr bool is_number(Bytes label) {
  for (const u8 character : label) {
    if (!is_digit(character)) {
      return false;
    }
  }
  return true;
}

/// The bytes up to the first dot.
constexpr Bytes first_label(Bytes name FERRULE_LIFETIMEBOUND) {
  usize end = 0;
  while (end < name.size() && name[end] != '.') {
    ++end;
  }
  return name.first(end);
}

constexpr bool is_wildcard(Bytes presented) {
  return presented.size() > 2 && presented[0] == '*' && presented[1] == '.';
}

}  // namespace internal

constexpr bool is_dns_name(Bytes text) {
  if (text.empty() || text.size() > kMaxDnsNameLength) {
    return false;
  }
  Bytes rest = text;
  while (true) {
    const Bytes label = internal::first_label(rest);
    if (!internal::is_dns_label(label)) {
      return false;
    }
    if (label.size() == rest.size()) {
      return !internal::is_number(label);
    }
    rest = rest.subspan(label.size() + 1);
  }
}

constexpr bool is_presented_dns_name(Bytes text) {
  return is_dns_name(internal::is_wildcard(text) ? text.subspan(2) : text);
}

constexpr bool equal_ignoring_case(Bytes a, Bytes b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (usize i = 0; i < a.size(); ++i) {
    if (internal::lower(a[i]) != internal::lower(b[i])) {
      return false;
    }
  }
  return true;
}

constexpr bool dns_name_matches(Bytes presented, Bytes wanted) {
  if (!is_presented_dns_name(presented) || !is_dns_name(wanted)) {
    return false;
  }
  if (!internal::is_wildcard(presented)) {
    return equal_ignoring_case(presented, wanted);
  }
  const Bytes fixed = presented.subspan(1);  // ".example.com"
  const bool has_two_labels = internal::first_label(fixed.subspan(1)).size() + 1 < fixed.size();
  const usize label = internal::first_label(wanted).size();
  return has_two_labels && equal_ignoring_case(wanted.subspan(label), fixed);
}

constexpr bool is_within_domain(Bytes name, Bytes base) {
  if (name.size() < base.size() || !equal_ignoring_case(name.last(base.size()), base)) {
    return false;
  }
  return base.empty() || name.size() == base.size() || name[name.size() - base.size() - 1] == '.';
}

}  // namespace ferrule::pki
