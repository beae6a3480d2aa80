// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/ktap_line.hpp"

#include <optional>

#include "cmd/guest/lines.hpp"

namespace ferrule::cmd::guest {
namespace {

using Kind = KtapLine::Kind;
using Directive = KtapLine::Directive;

/// The number a text starts with, and how many digits it has.
struct Number {
  u64 value = 0;
  usize digits = 0;
};
Number leading_number(std::string_view text) {
  Number number;
  for (const char c : text) {
    if (c < '0' || c > '9' || number.digits == 9) {
      break;
    }
    number.value = number.value * 10 + static_cast<u64>(c - '0');
    ++number.digits;
  }
  return number;
}

/// The word without regard to case, followed by a blank or the end.
bool starts_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size() ||
      (text.size() > word.size() && text[word.size()] != ' ' && text[word.size()] != ':')) {
    return false;
  }
  for (usize i = 0; i < word.size(); ++i) {
    const char c =
        text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 'a' + 'A') : text[i];
    if (c != word[i]) {
      return false;
    }
  }
  return true;
}

struct Behind {
  Directive directive = Directive::None;
  usize length = 0;
};
Behind directive_of(std::string_view text) {
  if (starts_with_word(text, "SKIP")) {
    return {Directive::Skip, 4};
  }
  if (starts_with_word(text, "TODO")) {  // tidy: allow left-open, KTAP's word
    return {Directive::Expected, 4};
  }
  if (starts_with_word(text, "XFAIL")) {
    return {Directive::Expected, 5};
  }
  if (starts_with_word(text, "TIMEOUT")) {
    return {Directive::Timeout, 7};
  }
  if (starts_with_word(text, "ERROR")) {
    return {Directive::Error, 5};
  }
  return {};
}

/// "12 - name # SKIP reason": everything behind ok or not ok.
void read_result(std::string_view text, KtapLine& line) {
  const Number number = leading_number(text);
  if (number.digits != 0) {
    line.number = number.value;
    text = text.substr(number.digits);
  }
  std::string name = trimmed(text);
  if (name == "-" || name.starts_with("- ")) {
    name = trimmed(std::string_view(name).substr(1));
  }
  for (usize at = name.find('#'); at != std::string::npos; at = name.find('#', at + 1)) {
    const std::string behind = trimmed(std::string_view(name).substr(at + 1));
    const Behind found = directive_of(behind);
    if (found.directive != Directive::None) {
      line.directive = found.directive;
      line.reason = trimmed(std::string_view(behind).substr(found.length));
      name = trimmed(std::string_view(name).substr(0, at));
      break;
    }
  }
  line.name = name;
}

bool is_version(std::string_view text) {
  return text.starts_with("KTAP version ") || text.starts_with("TAP version ");
}

std::optional<u64> plan_of(std::string_view text) {
  if (!text.starts_with("1..") && !text.starts_with("0..")) {
    return std::nullopt;
  }
  const Number number = leading_number(text.substr(3));
  const std::string rest = trimmed(text.substr(3 + number.digits));
  if (number.digits == 0 || (!rest.empty() && !rest.starts_with('#'))) {
    return std::nullopt;
  }
  return number.value;
}

bool is_result(std::string_view text, std::string_view word) {
  return text == word ||
         (text.starts_with(word) && text.size() > word.size() && text[word.size()] == ' ');
}

}  // namespace

KtapLine read_ktap_line(std::string_view text) {
  KtapLine line;
  const usize blanks = text.find_first_not_of(' ');
  if (blanks == std::string_view::npos) {
    return line;
  }
  text = text.substr(blanks);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  // KUnit indents by four blanks, kselftest by "# ", and some by two.
  line.depth = (blanks + 2) / 4;
  if (is_version(text)) {
    line.kind = Kind::Version;
  } else if (const std::optional<u64> plan = plan_of(text); plan.has_value()) {
    line.kind = Kind::Plan;
    line.number = *plan;
  } else if (is_result(text, "ok")) {
    line.kind = Kind::Result;
    line.ok = true;
    read_result(text.size() > 3 ? text.substr(3) : std::string_view(), line);
  } else if (is_result(text, "not ok")) {
    line.kind = Kind::Result;
    read_result(text.size() > 7 ? text.substr(7) : std::string_view(), line);
  } else if (text.starts_with("Bail out!")) {
    line.kind = Kind::BailOut;
    line.name = trimmed(text.substr(9));
  } else if (text.starts_with('#')) {
    line.kind = Kind::Diagnostic;
    line.name = trimmed(text.substr(1));
  }
  return line;
}

}  // namespace ferrule::cmd::guest
