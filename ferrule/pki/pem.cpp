// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/pem.hpp"

#include <string_view>

#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::pki {

namespace {

constexpr bool equals(Bytes text, std::string_view wanted) {
  if (text.size() != wanted.size()) {
    return false;
  }
  usize at = 0;
  for (const char character : wanted) {
    if (text[at] != static_cast<u8>(character)) {
      return false;
    }
    ++at;
  }
  return true;
}
constexpr bool starts_with(Bytes text, std::string_view prefix) {
  return text.size() >= prefix.size() && equals(text.first(prefix.size()), prefix);
}

constexpr bool is_blank(u8 character) {
  return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}
constexpr Bytes without_trailing_blanks(Bytes line FERRULE_LIFETIMEBOUND) {
  while (!line.empty() && is_blank(line.back())) {
    line = line.first(line.size() - 1);
  }
  return line;
}

/// Editors put a byte order mark (U+FEFF in UTF-8) before the text of a file, which may have been
/// joined to others since.
constexpr Bytes without_mark(Bytes line FERRULE_LIFETIMEBOUND) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  return starts_with(line, kMark) ? line.subspan(kMark.size()) : line;
}

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";

/// The label of a boundary line that starts with `prefix`.
constexpr Option<Bytes> boundary_label(Bytes line FERRULE_LIFETIMEBOUND, std::string_view prefix) {
  const Bytes rest = line.subspan(prefix.size());
  if (rest.size() <= kDashes.size() || !equals(rest.last(kDashes.size()), kDashes)) {
    return kNone;
  }
  return rest.first(rest.size() - kDashes.size());
}

struct FERRULE_VIEW LabelRow {
  std::string_view text;
  PemLabel label;
};
constexpr Array kLabels{
    LabelRow{"CERTIFICATE", PemLabel::Certificate},
    LabelRow{"X509 CRL", PemLabel::Crl},
    LabelRow{"PRIVATE KEY", PemLabel::PrivateKey},
    LabelRow{"RSA PRIVATE KEY", PemLabel::RsaPrivateKey},
    LabelRow{"EC PRIVATE KEY", PemLabel::EcPrivateKey},
};
PemLabel find_label(Bytes text) {
  for (const LabelRow& row : kLabels) {
    if (equals(text, row.text)) {
      return row.label;
    }
  }
  return PemLabel::Other;
}

constexpr u8 kNotBase64 = 0xff;
constexpr u8 base64_value(u8 character) {
  if (character >= 'A' && character <= 'Z') {
    return static_cast<u8>(character - 'A');
  }
  if (character >= 'a' && character <= 'z') {
    return static_cast<u8>(character - 'a' + 26);
  }
  if (character >= '0' && character <= '9') {
    return static_cast<u8>(character - '0' + 52);
  }
  return character == '+' ? u8{62} : character == '/' ? u8{63} : kNotBase64;
}

/// Collects groups of four characters.
struct Base64Group {
  u32 bits = 0;
  u32 characters = 0;
  u32 padding = 0;

  /// Takes one character; false when it cannot stand here.
  bool take(u8 character) {
    if (character == '=') {
      ++padding;
      ++characters;
      bits <<= 6;
      return characters > 2 && characters <= 4;
    }
    const u8 value = base64_value(character);
    if (value == kNotBase64 || padding != 0) {
      return false;
    }
    bits = bits << 6 | value;
    ++characters;
    return true;
  }
  /// The bits that padding leaves unused are zero, so that there is one encoding only.
  bool has_unused_bits() const { return (bits & ((1u << (8 * padding)) - 1)) != 0; }
};

}  // namespace

Result<void, PemError> PemSection::decode(ByteVec& out) const {
  TRYV(out.reserve(out.size() + body.size() / 4 * 3 + 3).map_err([this](AllocError) {
    return PemError{PemErrorKind::OutOfMemory, line};
  }));
  Base64Group group;
  u32 at_line = line + 1;
  for (const u8 character : body) {
    if (character == '\n') {
      ++at_line;
    }
    if (is_blank(character)) {
      continue;
    }
    // Nothing follows a group with padding.
    if ((group.characters == 4) || !group.take(character)) {
      return Err{PemError{PemErrorKind::BadBase64, at_line}};
    }
    if (group.characters < 4) {
      continue;
    }
    if (group.has_unused_bits()) {
      return Err{PemError{PemErrorKind::BadBase64, at_line}};
    }
    for (u32 i = 0; i < 3 - group.padding; ++i) {
      // reserve() made room for every byte the body can stand for.
      if (!out.push(static_cast<u8>(group.bits >> (16 - 8 * i)))) {
        return Err{PemError{PemErrorKind::OutOfMemory, line}};
      }
    }
    if (group.padding == 0) {
      group = Base64Group();
    }
  }
  if (group.characters != 0 && group.characters != 4) {
    return Err{PemError{PemErrorKind::BadBase64, at_line}};
  }
  return ok();
}

Bytes PemReader::take_line() {
  usize end = 0;
  while (end < rest_.size() && rest_[end] != '\n') {
    ++end;
  }
  const Bytes line = rest_.first(end);
  rest_ = rest_.subspan(end < rest_.size() ? end + 1 : end);
  ++line_;
  return without_trailing_blanks(line);
}

Result<Option<PemSection>, PemError> PemReader::next() {
  PemSection section;
  while (!rest_.empty() && section.line == 0) {
    const u32 number = line_;
    const Bytes line = without_mark(take_line());
    if (starts_with(line, kBegin)) {
      const Option<Bytes> label = boundary_label(line, kBegin);
      if (!label) {
        return Err{PemError{PemErrorKind::BadBoundary, number}};
      }
      section.label_text = *label;
      section.label = find_label(*label);
      section.line = number;
    } else if (starts_with(line, "-----END")) {
      return Err{PemError{PemErrorKind::UnexpectedEnd, number}};
    } else if (starts_with(line, "-----BEGIN")) {
      return Err{PemError{PemErrorKind::BadBoundary, number}};
    }
  }
  if (section.line == 0) {
    return Option<PemSection>();
  }
  if (equals(section.label_text, "ENCRYPTED PRIVATE KEY")) {
    return Err{PemError{PemErrorKind::EncryptedKey, section.line}};
  }
  const Bytes start = rest_;
  while (!rest_.empty()) {
    const u32 number = line_;
    const usize body_size = start.size() - rest_.size();
    const Bytes line = take_line();
    if (starts_with(line, "Proc-Type:")) {
      return Err{PemError{PemErrorKind::EncryptedKey, section.line}};
    }
    if (starts_with(line, "-----BEGIN")) {
      return Err{PemError{PemErrorKind::MissingEnd, section.line}};
    }
    if (!starts_with(line, kDashes)) {
      continue;
    }
    const Option<Bytes> label = starts_with(line, kEnd) ? boundary_label(line, kEnd) : kNone;
    if (!label) {
      return Err{PemError{PemErrorKind::BadBoundary, number}};
    }
    if (!equal(*label, section.label_text)) {
      return Err{PemError{PemErrorKind::LabelMismatch, number}};
    }
    section.body = start.first(body_size);
    return Option<PemSection>(section);
  }
  return Err{PemError{PemErrorKind::MissingEnd, section.line}};
}

}  // namespace ferrule::pki
